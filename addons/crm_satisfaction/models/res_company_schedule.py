# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """How far ahead measurements and plans come by themselves (SAT-05, SAT-06)."""

    _inherit = "res.company"

    satisfaction_lead_days = fields.Integer(
        string="Plan Measurements Ahead",
        default=30,
        help="So many days before its window begins, a measurement is planned.",
    )
    satisfaction_open_due = fields.Boolean(
        string="Open Measurements by Themselves",
        default=True,
        help="When its window begins, a planned measurement opens for answers.",
    )
    satisfaction_plan_days = fields.Integer(
        string="Yearly Plan Ahead",
        default=30,
        help="So many days before the year begins, its survey plan is drafted and "
        "those who file it are asked; 0: by hand.",
    )

    _satisfaction_schedule_check = models.Constraint(
        "CHECK(satisfaction_lead_days BETWEEN 0 AND 366 "
        "AND satisfaction_plan_days BETWEEN 0 AND 366)",
        "Measurements and plans come between 0 and 366 days ahead.",
    )
