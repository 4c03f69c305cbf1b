# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """Who in management gets the weekly summary, and when (ALC-17)."""

    _inherit = "res.company"

    allocation_summary_user_ids = fields.Many2many(
        "res.users",
        "res_company_allocation_summary_user_rel",
        string="Weekly Summary to",
        domain="[('share', '=', False)]",
        help="Management, such as the chairman. To open the records behind the figures "
        "they need the role Manager or Auditor.",
    )
    allocation_summary_weekday = fields.Selection(
        selection="_selection_weekday",
        string="Weekly Summary on",
        required=True,
        default="0",
    )
    allocation_summary_hour = fields.Float(
        string="Weekly Summary at",
        default=8.0,
        help="Time of the day in the time zone of the policies.",
    )

    _allocation_summary_hour = models.Constraint(
        "CHECK(allocation_summary_hour >= 0 AND allocation_summary_hour < 24)",
        "The time of the weekly summary lies between 0:00 and 23:59.",
    )

    def _selection_weekday(self):
        return [
            ("0", self.env._("Monday")),
            ("1", self.env._("Tuesday")),
            ("2", self.env._("Wednesday")),
            ("3", self.env._("Thursday")),
            ("4", self.env._("Friday")),
            ("5", self.env._("Saturday")),
            ("6", self.env._("Sunday")),
        ]
