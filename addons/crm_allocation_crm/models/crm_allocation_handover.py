# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.fields import Domain

from odoo.addons.crm_allocation.engine.handover import Part


class CrmAllocationHandover(models.Model):
    """Open opportunities go along with the customers (ALC-14)."""

    _inherit = "crm.allocation.handover"

    def _get_parts(self):
        user = Domain("user_id", "=", self.from_user_id.id)
        moves = self.kind == "moving"
        return [
            *super()._get_parts(),
            Part(
                "opportunity",
                self.env._("Leads and opportunities"),
                "crm.lead",
                user
                & Domain("company_id", "in", (False, self.company_id.id))
                & Domain("won_status", "=", "pending"),
                only_customers=moves,
            ),
        ]
