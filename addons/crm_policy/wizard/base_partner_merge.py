# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_reference_fields_generic(
        self, referenced_model, src_records, dst_record, additional_update_records=None
    ):
        """Improvement actions of a merged customer go to the one that stays."""
        origins = {"model": "crm.improvement", "field_model": "res_model"}
        return super()._update_reference_fields_generic(
            referenced_model,
            src_records,
            dst_record,
            [*(additional_update_records or []), origins],
        )
