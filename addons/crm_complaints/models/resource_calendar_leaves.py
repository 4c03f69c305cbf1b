# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain


class ResourceCalendarLeaves(models.Model):
    """A public holiday: open deadlines are planned again (CMP-03)."""

    _name = "resource.calendar.leaves"
    _inherit = ["resource.calendar.leaves", "crm.complaint.replan.mixin"]

    def _get_replan_domain(self):
        """Leave of one person moves no deadline of an office."""
        holidays = self.filtered(lambda leave: not leave.resource_id)
        return Domain.OR(
            Domain("calendar_id", "=", leave.calendar_id.id)
            if leave.calendar_id
            else Domain("calendar_id", "!=", False)
            for leave in holidays
        )

    @api.model
    def _get_replan_fields(self):
        return {
            "date_from",
            "date_to",
            "calendar_id",
            "company_id",
            "resource_id",
            "time_type",
        }
