# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
from datetime import date, timedelta
from unittest import TestCase

from ..engine import periods
from ..engine.periods import MONTHS, last_complete, period_of, window_start

FIRST_DAY = date(2023, 1, 1)
DAYS = [FIRST_DAY + timedelta(days=offset) for offset in range(4 * 366)]


def load_tests(loader, tests, ignore):
    """Run the examples of the documentation too."""
    tests.addTests(doctest.DocTestSuite(periods))
    return tests


class TestPeriods(TestCase):
    def test_examples(self):
        """The examples in the documentation of the module hold."""
        self.assertFalse(doctest.testmod(periods).failed)

    def test_kinds(self):
        day = date(2026, 8, 15)
        expected = {
            "month": (date(2026, 8, 1), date(2026, 8, 31)),
            "quarter": (date(2026, 7, 1), date(2026, 9, 30)),
            "half": (date(2026, 7, 1), date(2026, 12, 31)),
            "year": (date(2026, 1, 1), date(2026, 12, 31)),
        }
        for kind, (start, end) in expected.items():
            with self.subTest(kind=kind):
                period = period_of(day, kind)
                self.assertEqual(
                    (period.kind, period.start, period.end), (kind, start, end)
                )

    def test_unknown_kind(self):
        with self.assertRaises(KeyError):
            period_of(date(2026, 1, 1), "week")

    def test_every_day_lies_in_its_period(self):
        """Every day of four years, a leap year among them, in exactly one period."""
        for kind in MONTHS:
            for day in DAYS:
                period = period_of(day, kind)
                self.assertIn(day, period)
                self.assertNotIn(day, period.previous())
                self.assertNotIn(day, period.next())

    def test_periods_follow_without_gap(self):
        """Neighbours touch, and going there and back changes nothing."""
        for kind in MONTHS:
            for day in DAYS:
                period = period_of(day, kind)
                self.assertEqual(period.next().start, period.end + timedelta(days=1))
                self.assertEqual(period.next().previous(), period)
                self.assertEqual(period.previous().next(), period)

    def test_last_complete_is_over(self):
        """The last complete period ends before the day, the next one does not."""
        for kind in MONTHS:
            for day in DAYS:
                period = last_complete(day, kind)
                self.assertLess(period.end, day)
                self.assertGreaterEqual(period.next().end, day)

    def test_window_of_whole_months(self):
        """A window of 12 months that ends on 2026-06-30 begins on 2025-07-01."""
        self.assertEqual(window_start(date(2026, 6, 30), 12), date(2025, 7, 1))
        self.assertEqual(window_start(date(2024, 2, 29), 12), date(2023, 3, 1))
        self.assertEqual(window_start(date(2026, 2, 28), 1), date(2026, 2, 1))
        self.assertEqual(window_start(date(2026, 5, 15), 12), date(2025, 5, 16))

    def test_window_of_a_period_is_the_period(self):
        for kind, months in MONTHS.items():
            for day in DAYS:
                period = period_of(day, kind)
                self.assertEqual(window_start(period.end, months), period.start)
