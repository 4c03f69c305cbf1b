# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """Figures of the online questionnaire."""

    _inherit = "res.company"

    satisfaction_remind_first = fields.Integer(
        string="First Reminder",
        default=5,
        help="Calendar days after the invitation; 0: no reminder.",
    )
    satisfaction_remind_second = fields.Integer(
        string="Second Reminder",
        default=10,
        help="Calendar days after the invitation; 0: no second reminder.",
    )
    satisfaction_anonymous_min = fields.Integer(
        string="Least Number of Anonymous Questionnaires",
        default=3,
        help="With fewer, nobody sees them and they are in no figure. A measurement "
        "keeps the number it opened with.",
    )

    _satisfaction_online_check = models.Constraint(
        "CHECK(satisfaction_remind_first >= 0 AND satisfaction_remind_second >= 0 "
        "AND satisfaction_anonymous_min >= 2)",
        "Days are not negative, and one questionnaire alone is never anonymous.",
    )
