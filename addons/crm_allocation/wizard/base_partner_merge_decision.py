# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """A merged customer waits once; Odoo would delete decisions that wait twice."""
        # sudo: who may merge customers need not be allowed to allocate them
        decisions = self.env["crm.allocation.decision"].sudo()
        waiting = decisions.search(
            [("partner_id", "in", src_partners.ids), ("state", "=", "unassigned")]
        )
        decisions._supersede_pairs(
            [(line.partner_id.id, line.company_id.id) for line in waiting]
        )
        return super()._update_foreign_keys(src_partners, dst_partner)
