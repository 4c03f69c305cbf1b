# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    grading_effect_months = fields.Integer(
        string="Effect Window (months)",
        default=6,
        help="So many months before and after the day of effect are compared. A change "
        "counts for rounds that are not measured yet.",
    )

    _grading_effect_months_positive = models.Constraint(
        "CHECK(grading_effect_months BETWEEN 1 AND 60)",
        "The effect of grading is measured over 1 to 60 months.",
    )
