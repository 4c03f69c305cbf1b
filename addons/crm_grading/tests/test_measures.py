# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from odoo.tests import BaseCase, tagged

from ..engine.measures import Measure, slots

TODAY = date(2026, 7, 10)
END_OF_QUARTER = date(2026, 9, 30)


@tagged("post_install", "-at_install")
class TestMeasures(BaseCase):
    """What a line of the catalogue asks, without a database."""

    def _slots(self, cadence, today=TODAY, until=END_OF_QUARTER, **values):
        values = {
            "id": 1,
            "grade_id": 2,
            "count": 1,
            "role": "salesperson",
            "lead_days": 14,
            "before_days": 0,
            "after_days": 30,
            "target": 95.0,
            **values,
        }
        return slots(Measure(cadence=cadence, **values), today, until)

    def _dates(self, *args, **values):
        return [
            (slot.period, str(slot.date_deadline))
            for slot in self._slots(*args, **values)
        ]

    def test_every_cadence(self):
        """GRD-13 each period of the planned time has its due date: its last day"""
        self.assertEqual(
            self._dates("month"),
            [
                ("2026-07", "2026-07-31"),
                ("2026-08", "2026-08-31"),
                ("2026-09", "2026-09-30"),
            ],
        )
        self.assertEqual(self._dates("quarter"), [("2026-Q3", "2026-09-30")])
        self.assertEqual(self._dates("half"), [("2026-H2", "2026-12-31")])
        self.assertEqual(self._dates("year"), [("2026", "2026-12-31")])

    def test_once(self):
        """GRD-13 what is asked once has its own time, from the day it is planned"""
        [slot] = self._slots("once", after_days=20, lead_days=20)
        self.assertEqual((slot.period, slot.date_deadline), ("once", date(2026, 7, 30)))
        self.assertEqual(slot.visible_from, TODAY)

    def test_several_times_a_period(self):
        """GRD-13 several times a period are spread evenly over it"""
        self.assertEqual(
            self._dates("quarter", today=date(2026, 7, 1), count=3),
            [
                ("2026-Q3", "2026-07-30"),
                ("2026-Q3", "2026-08-30"),
                ("2026-Q3", "2026-09-30"),
            ],
        )
        numbers = [slot.number for slot in self._slots("month", count=2)]
        self.assertEqual(numbers, [1, 2] * 3)

    def test_nothing_is_asked_that_was_due_before(self):
        """GRD-13 a period that has begun asks only what can still be done in time"""
        self.assertEqual(
            self._dates("quarter", today=date(2026, 8, 31), count=3),
            [("2026-Q3", "2026-09-30")],
        )
        self.assertEqual(
            self._dates("month", today=date(2026, 9, 30), count=2)[0][0], "2026-09"
        )

    def test_due_before_the_end(self):
        """GRD-13 due so many days before the end, but not before the beginning"""
        self.assertEqual(
            self._dates("quarter", before_days=10), [("2026-Q3", "2026-09-20")]
        )
        [first, *_others] = self._slots("month", today=date(2026, 7, 1), before_days=40)
        self.assertEqual(first.date_deadline, date(2026, 7, 1))

    def test_next_period_by_its_lead_time(self):
        """GRD-13 a later period is planned when its lead time begins"""
        asked = self._dates("quarter", today=date(2026, 9, 1), lead_days=121)
        self.assertEqual([period for period, _day in asked], ["2026-Q3", "2026-Q4"])
        asked = self._dates("quarter", today=date(2026, 9, 1), lead_days=120)
        self.assertEqual([period for period, _day in asked], ["2026-Q3"])
