# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """The ledger of all merged customers is kept, with one owner a company.

        Odoo would delete lines that the unique index does not allow twice.
        """
        # sudo: who may merge customers need not be allowed to see their owners
        ledger = self.env["crm.ownership"].sudo()
        ledger._merge_customers(src_partners, dst_partner)
        result = super()._update_foreign_keys(src_partners, dst_partner)
        ledger.invalidate_model()
        ledger._mirror_owner(dst_partner.commercial_partner_id)
        return result
