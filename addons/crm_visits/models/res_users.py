# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import pytz

from odoo import models

from ..engine.planning import Stretch


class ResUsers(models.Model):
    _inherit = "res.users"

    def _get_working_stretches(self, company, start, stop):
        """Working hours without holidays and leave, by user id (VIS-05).

        Each calendar is asked once for all its people; who has none works as the
        company does.

        :param datetime start: aware, as is ``stop``
        :return: sorted lists of :class:`Stretch`
        """
        nothing = self.env["resource.resource"]
        resources = self._get_own_resources()
        leaves = [
            ("time_type", "=", "leave"),
            ("company_id", "in", [False, *company._get_visit_companies().ids]),
        ]
        # sudo: as for the resources
        office = company.sudo().resource_calendar_id
        stretches = dict.fromkeys(self.ids, ())
        by_calendar = self.grouped(
            lambda user: resources.get(user.id, nothing).calendar_id or office
        )
        for calendar, users in by_calendar.items():
            if not calendar:
                continue
            own = nothing.union(*(resources.get(user.id, nothing) for user in users))
            intervals = calendar._work_intervals_batch(
                start, stop, own.filtered("calendar_id"), leaves
            )
            for user in users:
                resource = resources.get(user.id, nothing)
                key = resource.id if resource.calendar_id else False
                stretches[user.id] = [
                    Stretch(
                        begin.astimezone(pytz.utc).replace(tzinfo=None),
                        end.astimezone(pytz.utc).replace(tzinfo=None),
                    )
                    for begin, end, _attendance in intervals[key]
                ]
        return stretches

    def _get_own_resources(self):
        """The first resource of each user who has one, by user id."""
        # sudo: who plans need not be able to read the settings of colleagues
        found = self.env["resource.resource"].sudo()
        return {
            user.id: resources[0]
            for user, resources in found.search(
                [("user_id", "in", self.ids)], order="id"
            )
            .grouped("user_id")
            .items()
        }
