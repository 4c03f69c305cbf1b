# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """When complaints make a problem customer (CMP-11)."""

    _inherit = "res.company"

    complaint_problem_count = fields.Integer(
        string="Problem Customers: Complaints From",
        default=3,
        help="So many complaints within the months; zero: the number does not count.",
    )
    complaint_problem_months = fields.Integer(
        string="Problem Customers: Within (months)",
        default=12,
        help="Calendar months before today.",
    )
    complaint_problem_repeats = fields.Integer(
        string="Problem Customers: Repeated From",
        default=2,
        help="So many complaints of the same issue as one before; zero: they do not "
        "count by themselves.",
    )
    complaint_problem_unfair = fields.Integer(
        string="Problem Customers: Unfair Claims From",
        default=2,
        help="So many claims judged unfair; zero: they do not count by themselves.",
    )

    _complaint_problem_positive = models.Constraint(
        "CHECK(complaint_problem_count >= 0 AND complaint_problem_months > 0 "
        "AND complaint_problem_repeats >= 0 AND complaint_problem_unfair >= 0)",
        "The limits of problem customers are not below zero, the months above zero.",
    )
