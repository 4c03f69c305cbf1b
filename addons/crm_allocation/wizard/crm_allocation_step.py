# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationStep(models.TransientModel):
    """Asks why a step is taken, and what else it needs to know."""

    _name = "crm.allocation.step"
    _inherit = ["crm.policy.reason"]
    _description = "Step of Allocation"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one(
        "res.users",
        string="New Owner",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    protected_warning = fields.Text(readonly=True)
    is_protection_lifted = fields.Boolean(string="Move Protected Customers Too")
    attribution = fields.Selection(
        [("person", "Salesperson"), ("department", "Department")],
        string="Counts For",
        help="Whose result the revenue of this time is.",
    )

    def _get_answer(self):
        """The step reads what else it asked for."""
        return self
