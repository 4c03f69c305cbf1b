# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.fields import Domain

from odoo.addons.crm_allocation.engine.handover import Part


class CrmAllocationHandover(models.Model):
    """Planned measures go along with the customers (ALC-14)."""

    _inherit = "crm.allocation.handover"

    def _get_parts(self):
        user = Domain("user_id", "=", self.from_user_id.id)
        here = Domain("company_id", "=", self.company_id.id)
        moves = self.kind == "moving"
        return [
            *super()._get_parts(),
            Part(
                "measure",
                self.env._("Planned measures"),
                "crm.grading.task",
                user & here & Domain("state", "=", "planned"),
                only_customers=moves,
            ),
        ]
