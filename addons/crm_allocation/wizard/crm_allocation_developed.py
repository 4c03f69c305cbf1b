# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError


class CrmAllocationDeveloped(models.TransientModel):
    """Asks what shows that a customer is developed (ALC-03)."""

    _name = "crm.allocation.developed"
    _description = "Customer Developed"

    ownership_id = fields.Many2one("crm.ownership", required=True, readonly=True)
    evidence = fields.Char(
        required=True,
        help="The number of the order or contract, or what else shows it.",
    )

    def action_confirm(self):
        self.ensure_one()
        line = self.ownership_id
        line.check_access("read")
        line._check_may_develop()
        line._check_protected()
        if not self.evidence.strip():
            raise UserError(
                self.env._("Say what shows that the customer is developed.")
            )
        line._set_developed(line.partner_id, line.company_id, self.evidence)
