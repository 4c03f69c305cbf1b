# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmAllocationMismatch(models.Model):
    """Who took the call judged the class: the mismatch is the agent's (ALC-08)."""

    _inherit = "crm.allocation.mismatch"

    @api.model
    def _find_agent(self, partner, company):
        """The agent of the last call or other intake of the customer."""
        # sudo: who took the call is asked, not what was said
        intake = (
            self.env["crm.allocation.registration"]
            .sudo()
            .search(
                [
                    ("partner_id", "=", partner.id),
                    ("company_id", "=", company.id),
                    ("kind", "!=", "own"),
                    ("state", "=", "registered"),
                ],
                order="developed_on desc, id desc",
                limit=1,
            )
        )
        agent = intake.user_id.sudo(False)
        return agent or super()._find_agent(partner, company)
