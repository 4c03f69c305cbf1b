# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Visits of all merged customers are kept; a plan takes them up once (VIS-16).

        Odoo would delete rows that a unique index does not allow twice.
        """
        for name in (
            "crm.visit",
            "crm.visit.standing",
            "crm.visit.development.customer",
        ):
            # sudo: who may merge customers need not be allowed to see their visits
            self.env[name].sudo()._merge_customers(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)
