# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

from odoo.tests import BaseCase

from ..engine.worktime import Worktime, merge

MORNING = (datetime(2026, 7, 1, 1), datetime(2026, 7, 1, 4))
AFTERNOON = (datetime(2026, 7, 1, 5), datetime(2026, 7, 1, 9))
NEXT_DAY = (datetime(2026, 7, 2, 1), datetime(2026, 7, 2, 4))
LEAVE = (datetime(2026, 7, 1, 16), datetime(2026, 7, 2, 1))
END = datetime(2026, 7, 3)


class TestWorktimeEngine(BaseCase):
    def setUp(self):
        super().setUp()
        self.worktime = Worktime((MORNING, AFTERNOON, NEXT_DAY), (LEAVE,), END)

    def test_merge(self):
        """ALC-07 stretches that touch or overlap are one; empty ones are none"""
        one, two, three = (datetime(2026, 7, 1, hour) for hour in (1, 2, 3))
        self.assertEqual(merge([(two, three), (one, two)]), ((one, three),))
        self.assertEqual(merge([(one, three), (two, two)]), ((one, three),))
        self.assertEqual(merge([]), ())

    def test_at_work(self):
        """ALC-07 the beginning of work belongs to it, its end does not"""
        self.assertTrue(self.worktime.is_working(MORNING[0]))
        self.assertFalse(self.worktime.is_working(MORNING[1]))
        self.assertFalse(self.worktime.is_working(datetime(2026, 7, 1)))

    def test_leave(self):
        """ALC-06 on leave until its end; not before, not after"""
        self.assertEqual(self.worktime.get_leave_end(LEAVE[0]), LEAVE[1])
        self.assertIsNone(self.worktime.get_leave_end(LEAVE[1]))
        self.assertIsNone(self.worktime.get_leave_end(MORNING[0]))

    def test_next_opening(self):
        """ALC-07 out of hours the clock starts at the next opening"""
        moment = datetime(2026, 7, 1, 2)
        self.assertEqual(self.worktime.get_next_opening(moment), moment)
        self.assertEqual(
            self.worktime.get_next_opening(AFTERNOON[1]),
            NEXT_DAY[0],
        )
        self.assertIsNone(self.worktime.get_next_opening(NEXT_DAY[1]))

    def test_deadline(self):
        """ALC-07 minutes of work only: over noon, over night, exactly at the end"""
        for start, minutes, due in (
            (datetime(2026, 7, 1, 2), 10, datetime(2026, 7, 1, 2, 10)),
            (datetime(2026, 7, 1, 3, 55), 10, datetime(2026, 7, 1, 5, 5)),
            (datetime(2026, 7, 1, 3, 50), 10, MORNING[1]),
            (datetime(2026, 7, 1, 8, 59), 10, datetime(2026, 7, 2, 1, 9)),
            (datetime(2026, 7, 1, 12), 10, datetime(2026, 7, 2, 1, 10)),
            (datetime(2026, 7, 1, 12), 0, NEXT_DAY[0]),
        ):
            with self.subTest(start=start, minutes=minutes):
                self.assertEqual(self.worktime.get_deadline(start, minutes), due)
        self.assertIsNone(self.worktime.get_deadline(NEXT_DAY[0], 181))
