# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationViolationStep(models.Model):
    """How long the nth punished violation keeps from allocation (ALC-10)."""

    _name = "crm.allocation.violation.step"
    _description = "Consequence of Violations"
    _order = "number, id"
    _rec_name = "number"

    number = fields.Integer(
        string="From Violation Number",
        required=True,
        aggregator=None,
        help="The step holds for this violation and those after it, until the next "
        "step.",
    )
    days = fields.Integer(string="Days Without Allocation", required=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: all.")

    _positive = models.Constraint(
        "CHECK(number > 0 AND days > 0)", "Violations and days are counted from one."
    )
    _number_uniq = models.UniqueIndex(
        "(number, COALESCE(company_id, 0))", "There is a step for this number already."
    )
