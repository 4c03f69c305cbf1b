# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain


class ResourceCalendar(models.Model):
    """Other working hours: open deadlines are planned again (CMP-03)."""

    _name = "resource.calendar"
    _inherit = ["resource.calendar", "crm.complaint.replan.mixin"]

    def _get_replan_domain(self):
        return Domain("calendar_id", "in", self.ids)

    @api.model
    def _get_replan_fields(self):
        return {"tz", "two_weeks_calendar", "flexible_hours"}
