# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ..engine.worktime import Worktime, merge

FIRST, LAST = datetime(2026, 3, 1), datetime(2026, 3, 10)
moments = st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(microsecond=0))
pairs = st.lists(st.tuples(moments, moments), max_size=8)
times = st.builds(
    lambda work, leaves: Worktime(merge(work), merge(leaves), LAST), pairs, pairs
)
minutes = st.integers(1, 3000)


class TestWorktimeProperties(BaseCase):
    @given(pairs)
    def test_merge(self, stretches):
        """ALC-07 merged stretches are apart and in order, and hold the same time"""
        merged = merge(stretches)
        self.assertEqual(merge(merged), merged)
        self.assertEqual(merge(reversed(stretches)), merged)
        edges = [edge for stretch in merged for edge in stretch]
        self.assertEqual(edges, sorted(set(edges)))
        for moment in {edge for stretch in stretches for edge in stretch}:
            self.assertEqual(
                any(start <= moment < end for start, end in merged),
                any(start <= moment < end for start, end in stretches),
            )

    @given(times, moments)
    def test_opening(self, time, moment):
        """ALC-07 work begins at the next opening, and nobody works before it"""
        opening = time.get_next_opening(moment)
        if opening is None:
            self.assertTrue(all(end <= moment for _start, end in time.stretches))
            return
        self.assertTrue(time.is_working(opening))
        self.assertGreaterEqual(opening, moment)
        self.assertEqual(time.get_next_opening(opening), opening)
        for start, end in time.stretches:
            self.assertFalse(start < opening and end > moment and start > moment)

    @given(times, moments)
    def test_leave(self, time, moment):
        """ALC-06 a leave ends after the moment, and is over at its end"""
        end = time.get_leave_end(moment)
        if end:
            self.assertGreater(end, moment)
            self.assertIsNone(time.get_leave_end(end))

    @given(times, moments, minutes)
    def test_deadline_within_work(self, time, start, wanted):
        """ALC-07 CMP-03 a deadline lies in working time, after just so much of it"""
        due = time.get_deadline(start, wanted)
        worked = sum(
            (
                max(min(end, due or LAST) - max(begin, start), timedelta())
                for begin, end in time.stretches
            ),
            timedelta(),
        )
        if due is None:
            self.assertLess(worked, timedelta(minutes=wanted))
            return
        self.assertEqual(worked, timedelta(minutes=wanted))
        # the end of work still belongs to it
        self.assertTrue(any(begin < due <= end for begin, end in time.stretches))

    @given(times, moments, minutes, minutes)
    def test_minutes_add_up(self, time, start, first, more):
        """ALC-07 CMP-03 minutes and more minutes are due when both together are"""
        due = time.get_deadline(start, first)
        if due is None:
            self.assertIsNone(time.get_deadline(start, first + more))
        else:
            self.assertEqual(
                time.get_deadline(due, more), time.get_deadline(start, first + more)
            )

    @given(times, moments, st.timedeltas(timedelta(), timedelta(9)), minutes)
    def test_later_start(self, time, start, later, wanted):
        """ALC-07 who begins later is not due earlier"""
        first = time.get_deadline(start, wanted)
        second = time.get_deadline(start + later, wanted)
        if second is not None:
            self.assertLessEqual(first, second)
