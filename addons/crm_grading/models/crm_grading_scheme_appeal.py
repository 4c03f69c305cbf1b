# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmGradingScheme(models.Model):
    _inherit = "crm.grading.scheme"

    answer_days = fields.Integer(
        string="Answer Appeals within (days)",
        default=5,
        help="Calendar days from the appeal to the answer. A round waits for the "
        "answers, also beyond its appeal period.",
    )

    _answer_days_positive = models.Constraint(
        "CHECK(answer_days > 0)", "An appeal must have a day or more to be answered."
    )
