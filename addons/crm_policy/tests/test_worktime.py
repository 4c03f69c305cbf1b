# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

from freezegun import freeze_time

from odoo import Command

from .company_common import CompanyCommon

# Wednesday 1 July to Friday 31 July 2026
START, END = datetime(2026, 7, 1), datetime(2026, 8, 1)


class TestWorktime(CompanyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls._new_user("work_user", "crm_policy.group_user")
        cls.colleague = cls._new_user("work_colleague", "crm_policy.group_user")
        cls.calendar = cls._new_office_hours("Shop hours", ((9, 18),))
        cls.company.resource_calendar_id = cls.calendar

    def _get(self, users=None, start=START, end=END):
        users = users or self.user
        return users._get_policy_worktime(self.company, start, end)

    def _new_resource(self, user, calendar, **values):
        return self.env["resource.resource"].create(
            {
                "name": user.name,
                "user_id": user.id,
                "calendar_id": calendar and calendar.id,
                "company_id": self.company.id,
                "tz": "Asia/Shanghai",
                **values,
            }
        )

    def test_company_hours(self):
        """ALC-07 who has no own hours works as the company does"""
        worktime = self._get()[self.user.id]
        self.assertFalse(worktime.is_working(datetime(2026, 7, 1, 0, 59)))
        self.assertTrue(worktime.is_working(datetime(2026, 7, 1, 1)))
        # Friday evening: Monday morning
        self.assertEqual(
            worktime.get_next_opening(datetime(2026, 7, 3, 11)),
            datetime(2026, 7, 6, 1),
        )

    def test_public_holiday(self):
        """ALC-07 a clock passes over a public holiday"""
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.calendar.id,
                "company_id": self.company.id,
                "date_from": "2026-07-01 16:00:00",
                "date_to": "2026-07-02 15:59:59",
            }
        )
        worktime = self._get()[self.user.id]
        self.assertEqual(
            worktime.get_deadline(datetime(2026, 7, 1, 9, 55), 10),
            datetime(2026, 7, 3, 1, 5),
        )

    def test_own_leave(self):
        """ALC-06 ALC-07 own leave stops the person's time, and nobody else's"""
        resource = self._new_resource(self.user, self.calendar)
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Dentist",
                "calendar_id": self.calendar.id,
                "resource_id": resource.id,
                "date_from": "2026-07-01 02:05:00",
                "date_to": "2026-07-01 04:00:00",
            }
        )
        times = self._get(self.user | self.colleague)
        start = datetime(2026, 7, 1, 2)
        mine, theirs = times[self.user.id], times[self.colleague.id]
        self.assertEqual(mine.get_deadline(start, 10), datetime(2026, 7, 1, 4, 5))
        self.assertEqual(theirs.get_deadline(start, 10), datetime(2026, 7, 1, 2, 10))
        noon = datetime(2026, 7, 1, 3)
        self.assertEqual(mine.get_leave_end(noon), datetime(2026, 7, 1, 4))
        self.assertIsNone(theirs.get_leave_end(noon))

    def test_flexible(self):
        """ALC-07 a resource without hours is always at work, except on leave"""
        resource = self._new_resource(self.user, False)
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Away",
                "calendar_id": False,
                "company_id": self.company.id,
                "resource_id": resource.id,
                "date_from": "2026-07-09 16:00:00",
                "date_to": "2026-07-10 15:59:59",
            }
        )
        worktime = self._get()[self.user.id]
        self.assertTrue(worktime.is_working(datetime(2026, 7, 5, 20)))
        self.assertFalse(worktime.is_working(datetime(2026, 7, 10, 3)))

    def test_no_hours_at_all(self):
        """ALC-07 a company without hours is always open"""
        self.company.resource_calendar_id = False
        worktime = self._get()[self.user.id]
        self.assertTrue(worktime.is_working(datetime(2026, 7, 5, 20)))

    def test_summer_time(self):
        """ALC-07 a change to summer time in between moves no deadline"""
        self.calendar.tz = "Europe/Berlin"
        # Friday 17:55 in winter; Monday 9:00 is 7:00 UTC in summer
        worktime = self._get(start=datetime(2026, 3, 20), end=datetime(2026, 4, 20))
        self.assertEqual(
            worktime[self.user.id].get_deadline(datetime(2026, 3, 27, 16, 55), 10),
            datetime(2026, 3, 30, 7, 5),
        )

    def test_company_of_the_resource(self):
        """ALC-07 of two employments, the hours of the company count"""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        night = self.calendar.copy({"name": "Night"})
        night.attendance_ids.unlink()
        night.write(
            {
                "attendance_ids": [
                    Command.create(
                        {
                            "name": "Night",
                            "dayofweek": "2",
                            "hour_from": 20,
                            "hour_to": 23,
                            "day_period": "afternoon",
                        }
                    )
                ]
            }
        )
        self._new_resource(self.user, night, company_id=other.id)
        self._new_resource(self.user, self.calendar)
        worktime = self._get()[self.user.id]
        self.assertTrue(worktime.is_working(datetime(2026, 7, 1, 2)))

    def test_queries(self):
        """ALC-06 ALC-07 queries grow with calendars, not with people"""
        people = self.user | self.colleague
        with freeze_time("2026-07-01 01:00:00"):
            self._get(people)
            few = self._count(people)
            many = self._count(
                self.env["res.users"].search([("company_id", "=", self.company.id)])
            )
        self.assertEqual(few, many)

    def _count(self, users):
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self._get(users)
        return self.env.cr.sql_log_count - before
