# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmSatisfactionAwardGrade(models.Model):
    """How much an award counts, by who confers it (SAT-01)."""

    _name = "crm.satisfaction.award.grade"
    _description = "Grade of Awards"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    points = fields.Float(
        digits=(5, 2), required=True, help="What an award of this grade adds."
    )
    validity_years = fields.Integer(
        string="Valid for (Years)",
        help="From the day it was conferred. 0: for ever.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "A grade with this code exists already."
    )
    _points_check = models.Constraint(
        "CHECK(points >= 0 AND points <= 100 AND validity_years >= 0)",
        "Points lie between 0 and 100, and years are not negative.",
    )
