# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..engine.summary import week_due


@tagged("-at_install", "post_install")
class TestSummaryEngine(BaseCase):
    def test_monday_at_eight(self):
        """ALC-17: on Monday at the hour, not a minute before."""
        last_week = (date(2026, 6, 29), date(2026, 7, 5))
        self.assertIsNone(week_due(datetime(2026, 7, 6, 7, 59), 0, 8))
        self.assertEqual(week_due(datetime(2026, 7, 6, 8, 0), 0, 8), last_week)
        self.assertEqual(week_due(datetime(2026, 7, 12, 23, 59), 0, 8), last_week)
        self.assertIsNone(week_due(datetime(2026, 7, 9, 8, 29), 3, 8.5))
        self.assertEqual(week_due(datetime(2026, 7, 9, 8, 30), 3, 8.5), last_week)

    @given(
        st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
        st.integers(0, 6),
        st.floats(0, 23.99),
    )
    def test_always_the_last_whole_week(self, now, weekday, hour):
        """ALC-17: Monday to Sunday, over already, and never older than that."""
        week = week_due(now, weekday, hour)
        if week:
            first, last = week
            self.assertEqual(first.weekday(), 0)
            self.assertEqual(last - first, timedelta(days=6))
            self.assertLess(last, now.date())
            self.assertLessEqual(now.date() - last, timedelta(days=7))
