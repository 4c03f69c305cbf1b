# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, datetime

from freezegun import freeze_time

from odoo.tests import tagged

from .common import NOW
from .planning_common import PlanningCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPlanningAppointments(PlanningCommon):
    def test_appointments_are_left_free(self):
        """VIS-05: no proposal on top of what else stands in the calendar."""
        partner = self.user.partner_id
        values = {"name": "Training", "partner_ids": partner.ids, "show_as": "busy"}
        self.env["calendar.event"].create(
            [
                # all of July but its last two days, one of them until noon
                {
                    **values,
                    "allday": True,
                    "start_date": "2026-07-01",
                    "stop_date": "2026-07-29",
                },
                {
                    **values,
                    "start": "2026-07-30 00:00:00",
                    "stop": "2026-07-30 04:00:00",
                },
                {
                    **values,
                    "show_as": "free",
                    "start": "2026-07-30 00:00:00",
                    "stop": "2026-07-31 12:00:00",
                },
            ]
        )
        for number in range(10):
            self._new_tagged(f"Customer {number}")
        self._plan()
        july = self.env["crm.visit"].search([("period_start", "=", date(2026, 7, 1))])
        self.assertEqual(len(july), 11)
        self.assertGreaterEqual(
            min(july.mapped("planned_start")), datetime(2026, 7, 30, 4)
        )
        self.assertLess(max(july.mapped("planned_start")), datetime(2026, 7, 31, 10))
        # a new appointment moves what is proposed on top of it, or reaches into it
        self.env["calendar.event"].create(
            {**values, "start": "2026-07-31 01:00:00", "stop": "2026-07-31 03:00:00"}
        )
        self._plan()
        for visit in july:
            self.assertFalse(
                visit.planned_start < datetime(2026, 7, 31, 3)
                and visit.planned_end > datetime(2026, 7, 31, 1)
            )
        self.assertEqual(self._plan()["moved"], 0)
