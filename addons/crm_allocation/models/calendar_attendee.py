# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CalendarAttendee(models.Model):
    """Attendees of meetings show how to reach them to who may read them (ALC-15)."""

    _name = "calendar.attendee"
    _inherit = ["calendar.attendee", "crm.allocation.masked.mixin"]

    email = fields.Char(related=None, compute="_compute_masked_email")
    phone = fields.Char(related=None, compute="_compute_masked_phone")
