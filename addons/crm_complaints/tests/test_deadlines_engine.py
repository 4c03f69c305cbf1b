# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, datetime, time, timedelta

import pytz
from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..engine import deadlines
from ..engine.deadlines import CALENDAR_DAYS, CLOCK_HOURS, DAYS, HOURS, Axis, Hours

SHANGHAI = "Asia/Shanghai"
BERLIN = "Europe/Berlin"
# New Year's holidays of 2026: 15 to 23 February are free
SPRING = [date(2026, 2, 15) + timedelta(days=number) for number in range(9)]
UNITS = st.sampled_from([HOURS, DAYS, CALENDAR_DAYS, CLOCK_HOURS])
MOMENTS = st.datetimes(datetime(2026, 2, 1), datetime(2026, 4, 15))
VALUES = st.integers(1, 12)


def office(first, days, zone_name=SHANGHAI, holidays=(), same_time=False):
    """Monday to Friday, 9 to 12 and 13 to 18, as stretches in UTC."""
    zone = pytz.timezone(zone_name)
    stretches = []
    for number in range(days):
        day = first + timedelta(days=number)
        if day.weekday() > 4 or day in holidays:
            continue
        for begin, end in ((9, 12), (13, 18)):
            stretches.append(
                tuple(
                    zone.localize(datetime.combine(day, time(hour)))
                    .astimezone(pytz.utc)
                    .replace(tzinfo=None)
                    for hour in (begin, end)
                )
            )
    return Hours(tuple(stretches), zone_name, same_time)


def local(text, zone_name=SHANGHAI):
    zone = pytz.timezone(zone_name)
    moment = zone.localize(datetime.fromisoformat(text))
    return moment.astimezone(pytz.utc).replace(tzinfo=None)


YEAR = office(date(2026, 1, 1), 365, holidays=SPRING)
SAME = office(date(2026, 1, 1), 365, holidays=SPRING, same_time=True)
SUMMER = office(date(2026, 1, 1), 365, BERLIN)
OFFICES = st.sampled_from([YEAR, SAME, SUMMER])


@tagged("-at_install", "post_install")
class TestDeadlinesEngine(BaseCase):
    def _assert_due(self, start, value, unit, due, hours=YEAR, pauses=()):
        zone = hours.zone
        found = deadlines.get_due(
            local(start, zone),
            value,
            unit,
            hours,
            [(local(begin, zone), local(end, zone)) for begin, end in pauses],
        )
        self.assertEqual(found.moment, local(due, zone))
        return found

    def test_working_hours(self):
        """CMP-03 hours of work: over lunch, over night, over a week end"""
        for start, value, due in (
            ("2026-07-01T09:30", 1, "2026-07-01T10:30"),
            ("2026-07-01T11:30", 1, "2026-07-01T13:30"),
            ("2026-07-01T11:00", 1, "2026-07-01T12:00"),
            ("2026-07-01T12:15", 1, "2026-07-01T14:00"),
            # Friday evening
            ("2026-07-03T17:30", 1, "2026-07-06T09:30"),
            ("2026-07-03T20:00", 1.5, "2026-07-06T10:30"),
        ):
            with self.subTest(start=start, value=value):
                self._assert_due(start, value, HOURS, due)

    def test_working_days(self):
        """CMP-03 the N-th working day that follows, to the end of its work"""
        for start, value, due in (
            # Monday morning: not Tuesday noon, not the same day
            ("2026-06-29T09:00", 2, "2026-07-01T18:00"),
            ("2026-07-03T17:30", 1, "2026-07-06T18:00"),
            ("2026-07-03T23:30", 1, "2026-07-06T18:00"),
            ("2026-07-04T08:00", 1, "2026-07-06T18:00"),
            ("2026-07-06T05:00", 1, "2026-07-07T18:00"),
        ):
            with self.subTest(start=start, value=value):
                self._assert_due(start, value, DAYS, due)

    def test_same_time(self):
        """CMP-03 by setting: the same time of day on the N-th working day"""
        for start, due in (
            ("2026-07-03T15:00", "2026-07-06T15:00"),
            ("2026-07-03T12:30", "2026-07-06T12:30"),
            # out of hours counts as the end of the day
            ("2026-07-03T20:00", "2026-07-06T18:00"),
            ("2026-07-04T10:00", "2026-07-06T18:00"),
            ("2026-07-06T06:00", "2026-07-07T09:00"),
        ):
            with self.subTest(start=start):
                self._assert_due(start, 1, DAYS, due, SAME)

    def test_calendar_days(self):
        """CMP-03 two days as the policy says: whether anybody works or not"""
        self._assert_due("2026-07-03T17:30", 2, CALENDAR_DAYS, "2026-07-05T17:30")
        # the night of 29 March has 23 hours
        self._assert_due(
            "2026-03-28T10:00", 2, CALENDAR_DAYS, "2026-03-30T10:00", SUMMER
        )

    def test_clock_hours(self):
        """CMP-02 an hour round the clock is over on a Sunday too"""
        self._assert_due("2026-07-05T23:30", 1, CLOCK_HOURS, "2026-07-06T00:30")

    def test_year_end_holiday(self):
        """CMP-03 nine days of holiday hold no working day"""
        self._assert_due("2026-02-13T17:00", 2, DAYS, "2026-02-25T18:00")
        self._assert_due("2026-02-13T17:30", 1, HOURS, "2026-02-24T09:30")

    def test_summer_time(self):
        """CMP-03 a change to summer time moves no working hour"""
        self._assert_due("2026-03-27T17:30", 1, HOURS, "2026-03-30T09:30", SUMMER)
        self._assert_due("2026-03-27T17:30", 1, DAYS, "2026-03-30T18:00", SUMMER)

    def test_work_over_midnight(self):
        """CMP-03 where somebody always works, each day is one, to midnight"""
        hours = Hours(((datetime(2026, 6, 1), datetime(2026, 9, 1)),), SHANGHAI)
        self._assert_due("2026-07-03T17:30", 2, DAYS, "2026-07-06T00:00", hours)

    def test_pause(self):
        """CMP-03 waiting pushes by the working time in it, nothing else"""
        two_hours = [("2026-07-01T10:00", "2026-07-01T12:30")]
        found = self._assert_due(
            "2026-07-01T09:00", 2, HOURS, "2026-07-01T14:00", pauses=two_hours
        )
        self.assertEqual(found.paused, timedelta(hours=2))
        self._assert_due(
            "2026-07-01T09:00", 1, DAYS, "2026-07-03T11:00", pauses=two_hours
        )
        # over a week end nobody would have worked
        self._assert_due(
            "2026-07-03T09:00",
            1,
            DAYS,
            "2026-07-06T18:00",
            pauses=[("2026-07-03T18:00", "2026-07-06T09:00")],
        )
        found = self._assert_due(
            "2026-07-03T09:00",
            2,
            CALENDAR_DAYS,
            "2026-07-08T09:00",
            pauses=[("2026-07-03T18:00", "2026-07-06T18:00")],
        )
        self.assertEqual(found.paused, timedelta(days=3))
        # what begins after it was due comes too late
        self._assert_due(
            "2026-07-03T09:00",
            1,
            HOURS,
            "2026-07-03T10:00",
            pauses=[("2026-07-03T11:00", "2026-07-06T18:00")],
        )

    def test_no_hours(self):
        """CMP-03 without working hours time runs round the clock, and it is said"""
        hours = Hours((), SHANGHAI)
        start = local("2026-07-03T17:30")
        self.assertIsNone(deadlines.get_due(start, 1, HOURS, hours))
        self.assertIsNone(deadlines.get_due(start, 1, DAYS, hours))
        for unit, due in ((HOURS, "2026-07-03T19:30"), (DAYS, "2026-07-05T17:30")):
            found = deadlines.get_fallback(start, 2, unit, hours)
            self.assertEqual(found.moment, local(due))
            self.assertTrue(found.is_fallback)

    def test_pauses_of_events(self):
        """CMP-03 waiting twice is waiting once; what has not ended does not count"""
        one, two, three, four = (datetime(2026, 7, 1, hour) for hour in range(4))
        self.assertEqual(
            deadlines.get_pauses(
                [
                    (one, "waiting"),
                    (two, "waiting"),
                    (three, "resumed"),
                    (three, "resumed"),
                    (four, "waiting"),
                ],
                {"waiting"},
                {"resumed"},
            ),
            ((one, three),),
        )

    def test_warning(self):
        """CMP-03 two hours of work before, or of the clock"""
        due = local("2026-07-06T10:00")
        self.assertEqual(
            deadlines.get_warning(due, 2, YEAR.stretches), local("2026-07-03T17:00")
        )
        self.assertEqual(deadlines.get_warning(due, 2, None), local("2026-07-06T08:00"))

    def test_back_out_of_hours(self):
        """CMP-02 on a Sunday nothing is due that is due on Monday"""
        sunday = local("2026-07-05T10:00")
        monday = local("2026-07-06T11:00")
        for amount, moment, cutoff in (
            (0, sunday, sunday),
            (1, sunday, local("2026-07-03T17:00")),
            (1, monday, local("2026-07-06T10:00")),
            (2, monday, monday - timedelta(hours=2)),
            (3, monday, local("2026-07-03T17:00")),
        ):
            with self.subTest(amount=amount, moment=moment):
                found = deadlines.go_back(
                    moment, timedelta(hours=amount), YEAR.stretches
                )
                self.assertEqual(found, cutoff)
        self.assertEqual(
            deadlines.go_ahead(sunday, timedelta(hours=1), YEAR.stretches),
            local("2026-07-06T10:00"),
        )

    @given(OFFICES, UNITS, MOMENTS, st.timedeltas(timedelta(0), timedelta(9)), VALUES)
    def test_later_start(self, hours, unit, start, later, value):
        """CMP-03 who begins later is never due earlier, nor before the beginning"""
        due = deadlines.get_due(start, value, unit, hours).moment
        self.assertGreaterEqual(due, start)
        self.assertGreaterEqual(
            deadlines.get_due(start + later, value, unit, hours).moment, due
        )

    @given(
        OFFICES, UNITS, MOMENTS, VALUES, VALUES, st.lists(st.tuples(MOMENTS, MOMENTS))
    )
    def test_more_time(self, hours, unit, start, value, more, pauses):
        """CMP-03 more time is never due earlier, whoever was waited for"""
        less = deadlines.get_due(start, value, unit, hours, pauses)
        longer = deadlines.get_due(start, value + more, unit, hours, pauses)
        self.assertGreaterEqual(less.moment, start)
        self.assertGreaterEqual(longer.moment, less.moment)

    @given(
        OFFICES,
        UNITS,
        MOMENTS,
        VALUES,
        st.tuples(MOMENTS, MOMENTS, MOMENTS).map(sorted),
    )
    def test_split_pause(self, hours, unit, start, value, moments):
        """CMP-03 a pause in two parts is the same pause"""
        begin, between, end = moments
        whole = deadlines.get_due(start, value, unit, hours, [(begin, end)])
        parts = [(between, end), (begin, between)]
        self.assertEqual(deadlines.get_due(start, value, unit, hours, parts), whole)
        plain = deadlines.get_due(start, value, unit, hours).moment
        self.assertGreaterEqual(whole.moment, plain)

    @given(OFFICES, MOMENTS, st.timedeltas(timedelta(0), timedelta(hours=40)))
    def test_axis(self, hours, moment, amount):
        """CMP-03 the way there and the way back are the same"""
        axis = Axis(hours.stretches)
        there = axis.first(axis.at(moment) + amount)
        self.assertEqual(axis.at(there) - axis.at(moment), amount)
        back = deadlines.go_back(there, amount, hours.stretches)
        self.assertEqual(axis.between(back, there), amount)
