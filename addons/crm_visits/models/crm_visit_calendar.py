# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, time

import pytz

from odoo import api, fields, models


class CrmVisit(models.Model):
    """What the calendar of visits shows besides visits (VIS-02)."""

    _inherit = "crm.visit"

    @api.model
    def get_unusual_days(self, date_from, date_to=None):
        """The days on which the company does not work, which the calendar shades.

        :return: dict from day, as text, to whether nobody works
        """
        company = self.env.company
        # sudo: who plans visits need not be able to read working hours
        hours = company.sudo().resource_calendar_id
        if not hours:
            return {}
        first = fields.Date.to_date(date_from)
        last = fields.Date.to_date(date_to) or first
        return hours._get_unusual_days(
            datetime.combine(first, time.min, pytz.utc),
            datetime.combine(last, time.max, pytz.utc),
            company,
        )
