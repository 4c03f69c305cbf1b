# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ResourceCalendarAttendance(models.Model):
    """Other hours of a working day: open deadlines are planned again (CMP-03)."""

    _name = "resource.calendar.attendance"
    _inherit = ["resource.calendar.attendance", "crm.complaint.replan.mixin"]

    def _get_replan_domain(self):
        return self.calendar_id._get_replan_domain()

    @api.model
    def _get_replan_fields(self):
        return set(self._fields) - {"name", "sequence"}
