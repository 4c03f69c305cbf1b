# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """The mark of the merged customer is made anew from all its complaints."""
        # sudo: who may merge customers need not be allowed to see their complaints
        problems = self.env["crm.complaint.problem"].sudo()
        merged = (src_partners | dst_partner).ids
        problems.search([("partner_id", "in", merged)]).unlink()
        result = super()._update_foreign_keys(src_partners, dst_partner)
        self.env.invalidate_all()
        complaints = self.env["crm.complaint"].sudo()  # sudo: see above
        for (company,) in complaints._read_group(
            [("partner_id", "=", dst_partner.id)], ["company_id"]
        ):
            problems._mark(company)
        return result
