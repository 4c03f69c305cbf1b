# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models

from ..engine import deadlines

# Farther away than this, time is told in calendar days
NEAR = timedelta(days=60)
# How far ahead the browser knows the hours of work
AHEAD = timedelta(days=3)
DAY = 24 * 3600


class CrmComplaint(models.Model):
    """What the countdown in form and cards needs, all cards at once (CMP-03)."""

    _inherit = "crm.complaint"

    next_countdown = fields.Json(
        string="Time Left",
        compute="_compute_next_countdown",
        compute_sudo=True,
        help="Seconds left, of work where the deadline is one of working time.",
    )

    @api.depends("next_milestone_id.due_on", "next_warn_on", "is_waiting")
    def _compute_next_countdown(self):
        now = fields.Datetime.now()
        by_office = defaultdict(self.browse)
        for complaint in self:
            by_office[complaint._get_countdown_office(now)] |= complaint
        for (company, calendar), complaints in by_office.items():
            stretches = None
            if calendar:
                worktime = calendar._get_policy_worktime(
                    company, now - NEAR, now + NEAR
                )
                stretches = worktime.stretches
            axis = stretches and deadlines.Axis(stretches)
            for complaint in complaints:
                complaint.next_countdown = complaint._get_countdown(now, axis, calendar)

    def _get_countdown_office(self, now):
        """Whose hours count; none where time runs round the clock."""
        milestone = self.next_milestone_id
        works = (
            milestone.unit in deadlines.WORKING
            and not milestone.is_fallback
            and not milestone.promised_on
            and abs(milestone.due_on - now) < NEAR
        )
        calendar = milestone.calendar_id
        return self.company_id, calendar if works else calendar.browse()

    def _get_countdown(self, now, axis, calendar):
        """Figures of one clock as the widget reads them; False: nothing is due."""
        milestone = self.next_milestone_id
        if not milestone:
            return False

        def left(start, end):
            passed = axis.between(start, end) if axis else end - start
            return int(passed.total_seconds())

        warn_on = milestone.warn_on or milestone.due_on
        # while the customer is waited for, what was left then is left
        since = self.is_waiting and self.waiting_since or now
        return {
            "at": fields.Datetime.to_string(now),
            "left": left(since, milestone.due_on),
            "warn": left(warn_on, milestone.due_on),
            "day": int(calendar.hours_per_day * 3600) or DAY,
            "paused": self.is_waiting,
            "stretches": axis and self._get_stretches_ahead(axis, now),
        }

    @api.model
    def _get_stretches_ahead(self, axis, now):
        return [
            [fields.Datetime.to_string(max(start, now)), fields.Datetime.to_string(end)]
            for start, end in axis.stretches
            if end > now and start < now + AHEAD
        ]
