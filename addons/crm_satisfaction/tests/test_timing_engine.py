# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..engine import timing
from ..engine.timing import Rule, due_windows, missing_dates, phase_of

days = st.dates(date(2015, 1, 1), date(2040, 12, 31))
dates_given = st.dictionaries(st.sampled_from(timing.DATES), days | st.none())
rules_given = st.lists(
    st.builds(
        Rule,
        st.sampled_from(["deeds", "quarter", "settlement", "warranty", "manual"]),
        st.integers(1, 12),
        st.integers(1, 36),
    ),
    max_size=4,
)


@tagged("post_install", "-at_install")
class TestTimingEngine(BaseCase):
    """SAT-05 the windows that follow from the dates of an object"""

    def _windows(self, rule, first=date(2000, 1, 1), last=date(2100, 1, 1), **dates):
        return [
            (window.start.isoformat(), window.end.isoformat(), window.key)
            for window in due_windows(dates, [rule], first, last)
        ]

    def test_doctests(self):
        """SAT-05 the examples in the texts are true"""
        self.assertFalse(doctest.testmod(timing).failed)

    def test_deeds(self):
        """SAT-05 from handover to title deeds; without them some months at most"""
        rule = Rule("deeds", window_months=12)
        handover = date(2026, 3, 31)
        self.assertEqual(
            self._windows(rule, date_handover=handover, date_deeds=date(2026, 9, 2)),
            [("2026-03-31", "2026-09-02", "deeds")],
        )
        self.assertEqual(
            self._windows(rule, date_handover=handover),
            [("2026-03-31", "2027-03-31", "deeds")],
        )
        # title deeds before the handover: one day is left
        self.assertEqual(
            self._windows(rule, date_handover=handover, date_deeds=date(2026, 1, 1)),
            [("2026-03-31", "2026-03-31", "deeds")],
        )
        self.assertEqual(self._windows(rule), [])

    def test_quarter(self):
        """SAT-05 the last month of each quarter in which the project goes on"""
        windows = self._windows(
            Rule("quarter"),
            date_start=date(2026, 3, 20),
            date_completion=date(2026, 12, 10),
        )
        self.assertEqual(
            windows,
            [
                ("2026-03-20", "2026-03-31", "quarter:2026-1"),
                ("2026-06-01", "2026-06-30", "quarter:2026-2"),
                ("2026-09-01", "2026-09-30", "quarter:2026-3"),
                ("2026-12-01", "2026-12-10", "quarter:2026-4"),
            ],
        )
        # completed before the last month begins: that quarter is none of its
        windows = self._windows(
            Rule("quarter"),
            date_start=date(2026, 1, 1),
            date_completion=date(2026, 5, 31),
        )
        self.assertEqual([key for *_days, key in windows], ["quarter:2026-1"])
        # not completed: as far as one asks
        windows = self._windows(
            Rule("quarter"),
            date(2026, 1, 1),
            date(2026, 12, 31),
            date_start=date(2020, 1, 1),
        )
        self.assertEqual(len(windows), 4)

    def test_settlement(self):
        """SAT-05 within a month of the settlement, whatever the length of the month"""
        for day, end in (
            (date(2026, 1, 31), "2026-02-28"),
            (date(2028, 1, 30), "2028-02-29"),
            (date(2026, 3, 15), "2026-04-15"),
        ):
            [(_start, found, _key)] = self._windows(
                Rule("settlement"), date_settlement=day
            )
            self.assertEqual(found, end)

    def test_warranty(self):
        """SAT-05 each year of the warranty, and before it ends"""
        windows = self._windows(
            Rule("warranty"),
            date_completion=date(2026, 1, 15),
            date_warranty_end=date(2028, 1, 14),
        )
        self.assertEqual(
            windows,
            [
                ("2027-01-15", "2027-02-14", "warranty:1"),
                ("2027-12-15", "2028-01-14", "warranty:last"),
            ],
        )
        # the handover counts where nothing was completed
        windows = self._windows(
            Rule("warranty"),
            date_handover=date(2026, 1, 15),
            date_warranty_end=date(2026, 1, 20),
        )
        self.assertEqual(windows, [("2026-01-15", "2026-01-20", "warranty:last")])

    def test_missing(self):
        """SAT-05 what nobody can know yet is not missing"""
        rules = [Rule("quarter"), Rule("settlement"), Rule("warranty")]
        today = date(2026, 7, 1)
        self.assertEqual(missing_dates({}, rules, today), ("date_start",))
        begun = {"date_start": date(2026, 1, 1)}
        self.assertEqual(missing_dates(begun, rules, today), ())
        planned = {**begun, "date_completion": date(2026, 8, 1)}
        self.assertEqual(missing_dates(planned, rules, today), ())
        completed = {**begun, "date_completion": date(2026, 6, 1)}
        self.assertEqual(
            missing_dates(completed, rules, today),
            ("date_settlement", "date_warranty_end"),
        )
        self.assertEqual(missing_dates({}, [Rule("deeds")], today), ("date_handover",))
        self.assertEqual(missing_dates({}, [Rule("manual")], today), ())

    def test_phase(self):
        """SAT-05 the phase follows from the dates"""
        today = date(2026, 7, 1)
        past, coming = date(2026, 6, 1), date(2026, 8, 1)
        for expected, dates in (
            ("planned", {}),
            ("planned", {"date_start": coming}),
            ("ongoing", {"date_start": today}),
            ("ongoing", {"date_start": past, "date_completion": coming}),
            ("handover", {"date_handover": past}),
            ("handover", {"date_handover": past, "date_deeds": coming}),
            ("completed", {"date_handover": past, "date_deeds": past}),
            ("completed", {"date_completion": past}),
            ("completed", {"date_completion": past, "date_warranty_end": coming}),
            ("warranty", {"date_settlement": past, "date_warranty_end": coming}),
            ("warranty", {"date_settlement": past, "date_warranty_end": today}),
            ("ended", {"date_start": past, "date_warranty_end": past}),
        ):
            with self.subTest(dates=dates):
                self.assertEqual(phase_of(dates, today), expected)

    @given(dates_given, rules_given, days, days)
    def test_windows_are_whole(self, dates, rules, one, other):
        """SAT-05 any dates: windows in order, each key once, within the span asked"""
        first, last = sorted((one, other))
        windows = due_windows(dates, rules, first, last)
        self.assertEqual(len({window.key for window in windows}), len(windows))
        self.assertEqual(windows, sorted(windows))
        for window in windows:
            self.assertLessEqual(window.start, window.end)
            self.assertGreaterEqual(window.end, first)
            self.assertLessEqual(window.start, last)

    @given(dates_given, rules_given, days, days, days)
    def test_span_does_not_matter(self, dates, rules, one, other, third):
        """SAT-05 asked in two parts or at once: the same windows"""
        first, middle, last = sorted((one, other, third))
        parts = {
            *due_windows(dates, rules, first, middle),
            *due_windows(dates, rules, middle, last),
        }
        whole = due_windows(dates, rules, first, last)
        if len({rule.occasion for rule in rules}) == len(rules):
            self.assertEqual(parts, set(whole))

    @given(dates_given, rules_given, days)
    def test_nothing_is_skipped(self, dates, rules, today):
        """SAT-05 a rule without a window says what is missing, or nothing is due"""
        for rule in rules:
            if rule.occasion not in ("deeds", "quarter"):
                continue
            found = due_windows(dates, [rule], date(2000, 1, 1), date(2060, 1, 1))
            missing = missing_dates(dates, [rule], today)
            self.assertFalse(found and missing)
            if rule.occasion == "deeds":
                self.assertTrue(found or missing)
