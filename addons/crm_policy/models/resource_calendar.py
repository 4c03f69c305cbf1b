# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import pytz

from odoo import models
from odoo.fields import Domain

from ..engine.worktime import Worktime, merge


class ResourceCalendar(models.Model):
    """Working hours as plain stretches of time, for the clocks of all areas."""

    _inherit = "resource.calendar"

    def _get_policy_worktime(self, company, start, end):
        """The hours of a calendar, whoever works by it; none: always open.

        :param datetime start: naive in UTC, as is ``end``
        :return: a :class:`~..engine.worktime.Worktime`
        """
        resources = self.env["resource.resource"]
        hours = self._get_policy_hours(company, resources, start, end)
        return Worktime(*hours[False], end)

    def _get_policy_hours(self, company, resources, start, end):
        """Stretches of work and of leave of one calendar, or of none at all.

        :param company: whose public holidays count; those of its main companies, too
        :param resources: whose own leaves count, each for itself
        :param datetime start: naive in UTC, as is ``end``
        :return: pairs of stretches (work, leave) by resource id, and by ``False`` for
            the calendar itself
        """
        begin, stop = (moment.replace(tzinfo=pytz.utc) for moment in (start, end))
        # sudo: whoever waits for a deadline need not be able to read calendars
        calendar = self.sudo()
        away = Domain("time_type", "=", "leave") & (
            Domain("resource_id", "!=", False)
            # sudo: a holiday of the main company is one of its branches, too
            | Domain("company_id", "in", [False, *company.sudo().parent_ids.ids])
        )
        if not calendar:
            # a holiday of somebody's hours is none for who has no hours
            away &= Domain("resource_id", "!=", False) | Domain(
                "calendar_id", "=", False
            )
        leaves = calendar._leave_intervals_batch(
            begin, stop, resources, list(away), tz=pytz.utc
        )
        hours = {}
        if calendar:
            work = calendar._work_intervals_batch(begin, stop, resources, list(away))
            hours = {key: self._to_stretches(found) for key, found in work.items()}
        for key, found in leaves.items():
            absent = self._to_stretches(found)
            hours[key] = (
                hours[key] if calendar else self._without(start, end, absent),
                absent,
            )
        return hours

    @staticmethod
    def _to_stretches(intervals):
        return merge(
            tuple(
                moment.astimezone(pytz.utc).replace(tzinfo=None)
                for moment in (begin, stop)
            )
            for begin, stop, _records in intervals
        )

    @staticmethod
    def _without(start, end, leaves):
        """The whole time between two moments, less leaves."""
        edges = [start, *(edge for leave in leaves for edge in leave), end]
        return merge(zip(edges[::2], edges[1::2], strict=True))
