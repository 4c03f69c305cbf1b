# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class CrmAllocationPenaltyType(models.Model):
    """What is fined, and how much (ALC-11)."""

    _name = "crm.allocation.penalty.type"
    _description = "Type of Penalty"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    name = fields.Char(required=True, translate=True)
    rule = fields.Char(
        string="Written Rule", help="Where the policy says so, for the statement."
    )
    amount = fields.Monetary(required=True)
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
    )
    found_by = fields.Selection(
        [
            ("manual", "Entered by hand"),
            ("late_entry", "Customer registered late"),
            ("missed_clock", "Clock of a customer missed"),
        ],
        string="Proposed When",
        required=True,
        default="manual",
        help="Proposed by itself, or entered by officers. An archived type proposes "
        "nothing.",
    )
    company_id = fields.Many2one("res.company", index=True, help="Empty: all.")

    _amount_not_negative = models.Constraint(
        "CHECK(amount >= 0)", "A penalty cannot be negative."
    )

    @api.model
    def _find(self, found_by, company):
        """The type for what was found out; the company's own first, else none."""
        types = self.search(
            Domain("found_by", "=", found_by)
            & Domain("company_id", "in", [False, company.id])
        )
        return types.sorted(lambda one: not one.company_id)[:1]
