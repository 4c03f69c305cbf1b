# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Figures of both customers are kept, those in conflict as history.

        Odoo would fail on, or delete, rows that a unique index does not allow twice.
        """
        for name in (
            "crm.grading.assessment",
            "crm.grading.financials",
            "crm.grading.credit.rating",
        ):
            # sudo: who may merge customers need not be allowed to see their figures
            self.env[name].sudo()._archive_for_merge(src_partners, dst_partner)
        # sudo: as above
        self.env["crm.grading.risk"].sudo()._merge(src_partners, dst_partner)
        for name in (
            "crm.grading.account.team",
            "crm.grading.effect",
            "crm.grading.segment.member",
            "crm.grading.target",
            "crm.grading.task",
        ):
            # sudo: as above
            self.env[name].sudo()._merge_customers(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)
