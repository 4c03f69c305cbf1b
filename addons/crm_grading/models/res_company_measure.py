# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """How a company plans its management measures, and who stands in (GRD-13)."""

    _inherit = "res.company"

    grading_measure_planning = fields.Selection(
        [
            ("month", "The running month"),
            ("quarter", "The running quarter"),
            ("half", "The running half-year"),
            ("year", "The running year"),
        ],
        string="Measures are Planned for",
        required=True,
        default="quarter",
        help="Work of later periods is planned when its lead time begins.",
    )
    grading_late_credit = fields.Float(
        string="Late Work Counts (%)",
        digits=(5, 2),
        min_display_digits=0,
        help="What a measure done after its due date adds to the execution rate: "
        "0 as if missed, 100 as if in time.",
    )
    grading_executive_id = fields.Many2one(
        "res.users",
        string="Standing-in Executive",
        help="Responsible where a customer has no executive of its own.",
    )
    grading_service_id = fields.Many2one(
        "res.users",
        string="Standing-in Service Person",
        help="Responsible where a customer has no service person of its own.",
    )
    grading_officer_id = fields.Many2one(
        "res.users",
        string="Policy Officer",
        help="Responsible for the measures of the policy officer.",
    )

    _grading_late_credit_range = models.Constraint(
        "CHECK(grading_late_credit BETWEEN 0 AND 100)",
        "Late work counts between 0 and 100 %.",
    )
