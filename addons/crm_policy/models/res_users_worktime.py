# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.fields import Domain

from ..engine.worktime import Worktime


class ResUsers(models.Model):
    """When people work: for clocks, and for who may receive customers or mail."""

    _inherit = "res.users"

    def _get_policy_worktime(self, company, start, end):
        """Working hours of many people in queries that grow with calendars only.

        The hours are those of the person's own resource (in Odoo: of the employee),
        less own leave and public holidays; who has none works as the company does, and
        where the company has no hours either, always. A resource without hours is
        flexible: always at work except on leave.

        :param datetime start: naive in UTC, as is ``end``
        :return: a :class:`~..engine.worktime.Worktime` for each user id
        """
        resources = self._get_policy_resources(company)
        # sudo: whoever waits for a person need not be able to read the person's hours
        office = company.sudo().resource_calendar_id
        worktimes = {}
        by_calendar = self.grouped(
            lambda user: resources[user.id].calendar_id
            if user.id in resources
            else office
        )
        for calendar, users in by_calendar.items():
            hours = calendar._get_policy_hours(
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

    def _get_policy_resources(self, company):
        """A resource of each user who has any, by user id; the company's own first."""
        # sudo: as in _get_policy_worktime
        found = (
            self.env["resource.resource"]
            .sudo()
            .search(Domain("user_id", "in", self.ids), order="id")
        )
        return {
            user.id: theirs.sorted(lambda one: one.company_id != company)[0]
            for user, theirs in found.grouped("user_id").items()
        }
