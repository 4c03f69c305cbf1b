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
        help="With fewer, nobody sees the single ones; they count in the score.",
    )

    _satisfaction_online_check = models.Constraint(
        "CHECK(satisfaction_remind_first >= 0 AND satisfaction_remind_second >= 0 "
        "AND satisfaction_anonymous_min >= 1)",
        "Days are not negative, and at least one questionnaire is needed.",
    )

    def write(self, vals):
        result = super().write(vals)
        if "satisfaction_anonymous_min" in vals:
            # sudo: all measurements of the company follow, whoever sets the figure
            measurements = self.env["crm.satisfaction.measurement"].sudo()
            found = measurements.search(
                [("company_id", "in", self.ids), ("is_anonymous", "=", True)]
            )
            found._count_online()
            found._rescore()
        return result
