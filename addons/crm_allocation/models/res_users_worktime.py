# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import pytz

from odoo import models
from odoo.fields import Domain

from ..engine.worktime import Worktime, merge


class ResUsers(models.Model):
    """When people work, for clocks and for who may receive customers (ALC-06, 07)."""

    _inherit = "res.users"

    def _get_allocation_worktime(self, company, start, end):
        """Working hours of many people in queries that grow with calendars only.

        The hours are those of the person's own resource (in Odoo: of the employee),
        less own leave and public holidays; who has none works as the company does, and
        where the company has no hours either, always. A resource without hours is
        flexible: always at work except on leave.

        :param datetime start: naive in UTC, as is ``end``
        :return: a :class:`~..engine.worktime.Worktime` for each user id
        """
        resources = self._get_allocation_resources(company)
        # sudo: whoever waits for a person need not be able to read the person's hours
        office = company.sudo().resource_calendar_id
        worktimes = {}
        by_calendar = self.grouped(
            lambda user: resources[user.id].calendar_id
            if user.id in resources
            else office
        )
        for calendar, users in by_calendar.items():
            hours = self._get_calendar_hours(
                calendar,
                company,
                self.env["resource.resource"]
                .sudo()
                .union(*(resources[id_] for id_ in users.ids if id_ in resources)),
                start,
                end,
            )
            for user in users:
                key = resources[user.id].id if user.id in resources else False
                worktimes[user.id] = Worktime(*hours[key], end)
        return worktimes

    def _get_allocation_resources(self, company):
        """A resource of each user who has any, by user id; the company's own first."""
        # sudo: as in _get_allocation_worktime
        found = (
            self.env["resource.resource"]
            .sudo()
            .search(Domain("user_id", "in", self.ids), order="id")
        )
        return {
            user.id: theirs.sorted(lambda one: one.company_id != company)[0]
            for user, theirs in found.grouped("user_id").items()
        }

    def _get_calendar_hours(self, calendar, company, resources, start, end):
        """Stretches of work and of leave of one calendar, by resource id or False."""
        begin, stop = (moment.replace(tzinfo=pytz.utc) for moment in (start, end))
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
