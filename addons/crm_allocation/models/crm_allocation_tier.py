# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationTier(models.Model):
    """How many mismatches of an intake agent lead to what (ALC-09)."""

    _name = "crm.allocation.tier"
    _description = "Tier of Mismatches"
    _order = "sequence, id"

    sequence = fields.Integer(default=10, help="The heaviest tier comes last.")
    active = fields.Boolean(default=True)
    name = fields.Char(required=True, translate=True)
    months = fields.Integer(
        string="Within (months)",
        required=True,
        default=1,
        help="This calendar month and those right before it, added up.",
    )
    count = fields.Integer(string="Mismatches", required=True, default=3)
    turns = fields.Integer(string="Turns Skipped")
    days = fields.Integer(string="Days Without Allocation")
    duty_months = fields.Integer(string="No Hotline (months)")
    company_id = fields.Many2one("res.company", index=True, help="Empty: all.")

    _months_positive = models.Constraint(
        "CHECK(months > 0 AND count > 0)",
        "Mismatches are counted over one month or more, from one on.",
    )
    _has_consequence = models.Constraint(
        "CHECK(turns >= 0 AND days >= 0 AND duty_months >= 0"
        " AND turns + days + duty_months > 0)",
        "A tier skips turns, or lasts some days or months.",
    )

    def _get_consequences(self):
        """Length of each kind of suspension that the tier brings."""
        self.ensure_one()
        consequences = []
        if self.turns:
            consequences.append({"kind": "turns", "turns": self.turns})
        if self.days:
            consequences.append({"kind": "days", "days": self.days})
        if self.duty_months:
            consequences.append({"kind": "duty", "months": self.duty_months})
        return consequences
