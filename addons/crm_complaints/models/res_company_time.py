# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class ResCompany(models.Model):
    """Deadlines: their settings, and hours on which they rest (CMP-03)."""

    _name = "res.company"
    _inherit = ["res.company", "crm.complaint.replan.mixin"]

    complaint_day_ends = fields.Selection(
        [("work", "With the work of that day"), ("same", "At the same time of day")],
        string="A Number of Working Days Ends",
        required=True,
        default="work",
        help="When a deadline of working days is over on its last day.",
    )
    complaint_default_days = fields.Float(
        string="Days Without a Target",
        default=2,
        digits=(6, 2),
        help="Calendar days for a milestone for which no target holds.",
    )

    _complaint_default_days_positive = models.Constraint(
        "CHECK(complaint_default_days > 0)",
        "No complaint is without a due date: the days are more than zero.",
    )

    def _get_replan_domain(self):
        return Domain("company_id", "in", self.ids)

    @api.model
    def _get_replan_fields(self):
        return {
            "resource_calendar_id",
            "policy_tz",
            "complaint_day_ends",
            "complaint_default_days",
            "complaint_confirm_days",
        }
