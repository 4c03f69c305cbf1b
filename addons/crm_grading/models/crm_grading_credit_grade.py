# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmGradingCreditGrade(models.Model):
    _name = "crm.grading.credit.grade"
    _description = "Grade on the Credit Scale"
    _order = "points desc, id"

    name = fields.Char(required=True, help="As the agency writes it, such as AA.")
    points = fields.Float(required=True, digits=(5, 2))
    description = fields.Char(translate=True)
    active = fields.Boolean(default=True)

    _name_uniq = models.Constraint(
        "UNIQUE(name)", "This grade is already on the credit scale."
    )
    _points_range = models.Constraint(
        "CHECK(points BETWEEN 0 AND 100)", "Points must be between 0 and 100."
    )
