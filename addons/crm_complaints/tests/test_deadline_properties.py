# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, timedelta

import pytz
from hypothesis import assume, given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.crm_policy.engine.worktime import merge

from ..engine import deadlines, milestones

FIRST = datetime(2026, 3, 20)
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "America/New_York")

moments = st.datetimes(FIRST, FIRST + timedelta(days=20)).map(
    lambda moment: moment.replace(microsecond=0)
)
# Work of forty days, with days and hours off, in any zone
offices = st.builds(
    lambda days, begin, hours, zone, same: deadlines.Hours(
        merge(
            (
                FIRST + timedelta(days=day, hours=begin),
                FIRST + timedelta(days=day, hours=begin + hours),
            )
            for day in days
        ),
        zone,
        same,
    ),
    st.sets(st.integers(0, 39), min_size=5),
    st.integers(0, 12),
    st.integers(1, 24),
    st.sampled_from(ZONES),
    st.booleans(),
)
pauses = st.lists(
    st.tuples(moments, st.integers(0, 3000)).map(
        lambda pair: (pair[0], pair[0] + timedelta(minutes=pair[1]))
    ),
    max_size=4,
)
units = st.sampled_from(
    [
        deadlines.HOURS,
        deadlines.DAYS,
        deadlines.CALENDAR_DAYS,
        deadlines.CLOCK_HOURS,
    ]
)


def _worked(stretches, start, end):
    return sum(
        (
            max(min(stop, end) - max(begin, start), timedelta())
            for begin, stop in stretches
        ),
        timedelta(),
    )


class TestDeadlineProperties(BaseCase):
    @given(offices, moments, st.integers(1, 60), pauses)
    def test_hours_of_work(self, hours, start, value, waits):
        """CMP-03 due after just so much work in which nobody was waited for"""
        due = deadlines.get_due(start, value, deadlines.HOURS, hours, waits)
        waits = merge((max(begin, start), end) for begin, end in waits)
        counted = deadlines.subtract(hours.stretches, waits)
        if due is None:
            last = hours.stretches[-1][1]
            self.assertLess(_worked(counted, start, last), timedelta(hours=value))
            return
        self.assertEqual(
            _worked(counted, start, due.moment), timedelta(hours=value), "counted"
        )
        self.assertTrue(
            any(begin < due.moment <= end for begin, end in hours.stretches),
            "due at work",
        )
        self.assertGreaterEqual(due.paused, timedelta())
        self.assertFalse(due.is_fallback)

    @given(offices, moments, st.integers(1, 30), st.integers(1, 30))
    def test_hours_add_up(self, hours, start, first, more):
        """CMP-03 hours and more hours are due when both together are"""
        due = deadlines.get_due(start, first, deadlines.HOURS, hours)
        whole = deadlines.get_due(start, first + more, deadlines.HOURS, hours)
        if due is None:
            self.assertIsNone(whole)
        else:
            self.assertEqual(
                deadlines.get_due(due.moment, more, deadlines.HOURS, hours), whole
            )

    @given(offices, moments, st.integers(1, 8))
    def test_days_of_work(self, hours, start, value):
        """CMP-03 due within the work of the N-th later day on which there is any"""
        due = deadlines.get_due(start, value, deadlines.DAYS, hours)
        assume(due)
        zone = pytz.timezone(hours.zone)

        def day_of(moment):
            return pytz.utc.localize(moment).astimezone(zone).date()

        # the end of work belongs to the day of the work
        moment = due.moment - timedelta(seconds=1)
        days = {
            day_of(begin + timedelta(minutes=minutes))
            for begin, end in hours.stretches
            for minutes in range(0, int((end - begin).total_seconds()) // 60, 15)
        }
        between = {day for day in days if day_of(start) < day <= day_of(moment)}
        self.assertEqual(len(between), value)
        if not hours.same_time:
            self.assertTrue(
                any(begin < due.moment <= end for begin, end in hours.stretches)
            )

    @given(offices, moments, units, st.integers(1, 8), pauses, pauses)
    def test_waiting_only_pushes(self, hours, start, unit, value, waits, more):
        """CMP-03 waiting more is never due earlier; waiting before or after is none"""
        plain = deadlines.get_due(start, value, unit, hours)
        pushed = deadlines.get_due(start, value, unit, hours, waits)
        further = deadlines.get_due(start, value, unit, hours, [*waits, *more])
        assume(plain and pushed and further)
        self.assertLessEqual(plain.moment, pushed.moment)
        self.assertLessEqual(pushed.moment, further.moment)
        outside = [
            (start - timedelta(hours=5), start),
            (plain.moment, plain.moment + timedelta(hours=5)),
        ]
        self.assertEqual(
            deadlines.get_due(start, value, unit, hours, outside).moment, plain.moment
        )

    @given(moments, st.integers(0, 60), st.sampled_from(ZONES), pauses)
    def test_calendar_days(self, start, value, name, waits):
        """CMP-03 so many days later by the calendar, at the same time of the clock"""
        hours = deadlines.Hours((), name)
        due = deadlines.get_due(start, value, deadlines.CALENDAR_DAYS, hours)
        zone = pytz.timezone(name)
        local, then = (
            pytz.utc.localize(moment).astimezone(zone).replace(tzinfo=None)
            for moment in (start, due.moment)
        )
        self.assertEqual((then.date() - local.date()).days, value)
        # an hour that the clocks leave out is the hour after
        self.assertIn(
            then - local - timedelta(days=value), (timedelta(), timedelta(hours=1))
        )
        fallback = deadlines.get_fallback(
            start, value, deadlines.CALENDAR_DAYS, hours, waits
        )
        self.assertTrue(fallback.is_fallback)
        self.assertEqual(
            fallback.moment,
            deadlines.get_due(
                start, value, deadlines.CALENDAR_DAYS, hours, waits
            ).moment,
        )

    @given(offices, moments, st.integers(0, 40))
    def test_there_and_back(self, hours, moment, amount):
        """CMP-02 a step ahead and back is not later; the hours of work are as many"""
        amount = timedelta(hours=amount)
        ahead = deadlines.go_ahead(moment, amount, hours.stretches)
        back = deadlines.go_back(moment, amount, hours.stretches)
        self.assertTrue(back <= moment <= ahead)
        first, last = hours.stretches[0][0], hours.stretches[-1][1]
        # what is not known counts round the clock
        if _worked(hours.stretches, moment, last) > amount:
            self.assertEqual(_worked(hours.stretches, moment, ahead), amount)
        if _worked(hours.stretches, first, moment) >= amount:
            self.assertEqual(_worked(hours.stretches, back, moment), amount)
        warning = deadlines.get_warning(moment, 2, hours.stretches)
        self.assertLessEqual(warning, moment)
        self.assertEqual(
            deadlines.get_warning(moment, 2, None), moment - timedelta(hours=2)
        )

    @given(
        st.lists(
            st.tuples(
                moments,
                st.sampled_from([*milestones.WAITS, *milestones.WAITS_END, "replied"]),
            ),
            max_size=10,
        ).map(sorted),
        moments,
    )
    def test_pauses(self, events, until):
        """CMP-03 waiting is apart and in order, and lies between its events"""
        found = deadlines.get_pauses(
            events, milestones.WAITS, milestones.WAITS_END, until
        )
        self.assertEqual(found, merge(found))
        begun = {moment for moment, kind in events if kind in milestones.WAITS}
        self.assertLessEqual({begin for begin, _end in found}, begun)
        closed = deadlines.get_pauses(events, milestones.WAITS, milestones.WAITS_END)
        self.assertLessEqual(
            _worked(closed, FIRST, until), _worked(found, FIRST, until + timedelta(30))
        )
