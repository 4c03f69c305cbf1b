# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import Counter
from datetime import date, datetime, timedelta

import pytz
from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ..engine import planning

SHANGHAI = pytz.timezone("Asia/Shanghai")
ZONES = (
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/Sao_Paulo",
    "America/Havana",
    "Asia/Beirut",
    "Africa/Cairo",
    "Australia/Lord_Howe",
)
FIRST = datetime(2026, 3, 1)
ONE_DAY = timedelta(days=1)

days = st.dates(date(2016, 1, 1), date(2035, 1, 1))
units = st.sampled_from([planning.WEEKS, *sorted(planning.MONTHS)])
intervals = st.integers(1, 6)
moments = st.datetimes(FIRST, datetime(2026, 3, 20)).map(
    lambda moment: moment.replace(microsecond=0)
)
cadences = st.builds(
    planning.Cadence,
    id=st.integers(1, 3),
    class_id=st.just(2),
    type_id=st.just(3),
    channel_id=st.just(4),
    times=st.integers(1, 8),
    unit=units,
    interval=intervals,
    role=st.just("salesperson"),
    user_id=st.none(),
    tolerance_days=st.integers(0, 30),
)
# Stretches of work and contacts already in each
loaded = st.lists(
    st.tuples(st.integers(900, 30_000), st.integers(0, 20)), min_size=1, max_size=12
)


@st.composite
def work(draw):
    """Some hours on some of twenty days, in order."""
    stretches = []
    for day in sorted(draw(st.sets(st.integers(0, 19)))):
        start = FIRST + timedelta(days=day, hours=draw(st.integers(0, 3)))
        hours = draw(st.integers(1, 8))
        stretches.append(planning.Stretch(start, start + timedelta(hours=hours)))
    return stretches


class TestPeriodProperties(BaseCase):
    @given(days, units, intervals)
    def test_periods(self, day, unit, interval):
        """VIS-05 each day lies in one period, and the next one follows without gap"""
        start, end = planning.period_at(day, unit, interval)
        self.assertTrue(start <= day <= end)
        self.assertEqual(planning.period_at(start, unit, interval), (start, end))
        self.assertEqual(planning.period_at(end, unit, interval), (start, end))
        following = planning.period_at(end + ONE_DAY, unit, interval)
        self.assertEqual(following[0], end + ONE_DAY)

    @given(cadences, days, st.integers(0, 400))
    def test_cadence_is_kept(self, cadence, today, ahead):
        """VIS-05 each period asks as many contacts as the cadence, each in its share"""
        horizon = today + timedelta(days=ahead)
        asked = planning.slots(cadence, today, horizon)
        periods = {}
        for slot in asked:
            periods.setdefault((slot.period_start, slot.period_end), []).append(slot)
        before = None
        for (start, end), own in periods.items():
            self.assertTrue(before is None or start == before + ONE_DAY)
            before = end
            self.assertEqual(
                [slot.period_number for slot in own],
                list(range(1, cadence.times + 1)),
            )
            self.assertEqual(
                {slot.date_deadline - end for slot in own},
                {timedelta(days=cadence.tolerance_days)},
            )
            if (end - start).days + 1 < cadence.times:
                continue
            edges = [start - ONE_DAY]
            for slot in own:
                self.assertEqual(slot.window_start, edges[-1] + ONE_DAY)
                self.assertLessEqual(slot.window_start, slot.window_end)
                edges.append(slot.window_end)
            self.assertEqual(edges[-1], end)
        self.assertTrue(min(periods)[0] <= today <= min(periods)[1])
        self.assertLess(horizon, before + ONE_DAY)
        for slot in asked:
            over = slot.window_end < today
            self.assertEqual(slot.is_new, slot.period_start <= horizon and not over)

    @given(days, st.sampled_from(ZONES))
    def test_days_in_a_zone(self, day, name):
        """VIS-05 days follow each other in any time zone, whatever the clocks do"""
        zone = pytz.timezone(name)
        start, end = (planning.midnight(one, zone) for one in (day, day + ONE_DAY))
        self.assertTrue(timedelta(hours=22) < end - start < timedelta(hours=26))
        for moment in (start, end - timedelta(hours=2)):
            self.assertEqual(pytz.utc.localize(moment).astimezone(zone).date(), day)


class TestSeatProperties(BaseCase):
    @given(st.integers(0, 200), loaded)
    def test_fill(self, count, stretches):
        """VIS-05 nobody is lost, and who has less to do for the time gets more"""
        capacities, loads = zip(*stretches, strict=True)
        found = planning.fill(count, capacities, loads)
        self.assertEqual(sum(found), count)
        self.assertGreaterEqual(min(found), 0)
        filled = [
            (capacity, load + number, number)
            for capacity, load, number in zip(capacities, loads, found, strict=True)
        ]
        fewest = min((load + 1) / capacity for capacity, load, _number in filled)
        for capacity, load, number in filled:
            if number:
                self.assertLessEqual((load - 1) / capacity, fewest + 1e-9)

    @given(
        work(),
        st.lists(st.tuples(moments, st.integers(0, 300)), max_size=6),
        st.integers(0, 120),
        moments,
    )
    def test_free_time(self, stretches, appointments, lead, now):
        """VIS-05 nothing is proposed beside an appointment, in the past or off hours"""
        appointments = [
            (start, start + timedelta(minutes=minutes))
            for start, minutes in appointments
        ]
        lead = timedelta(minutes=lead)
        free = planning.from_now(planning.without(stretches, appointments, lead), now)
        for part in free:
            self.assertGreater(part.seconds, 0)
            self.assertGreaterEqual(part.start, now)
            self.assertTrue(
                any(
                    one.start <= part.start and part.stop <= one.stop
                    for one in stretches
                )
            )
            for start, stop in appointments:
                self.assertTrue(part.stop <= start - lead or part.start >= stop)
        for before, after in zip(free, free[1:], strict=False):
            self.assertLessEqual(before.stop, after.start)

    @given(
        st.dictionaries(
            st.tuples(st.integers(1, 3), st.integers(0, 3)),
            st.integers(1, 30),
            max_size=8,
        ),
        st.dictionaries(st.integers(1, 3), work()),
        st.lists(
            st.tuples(st.integers(0, 19), st.integers(0, 19), st.integers(0, 9)),
            min_size=4,
            max_size=4,
        ),
        st.dictionaries(
            st.tuples(st.integers(1, 3), st.integers(0, 10)), st.integers(1, 5)
        ),
    )
    def test_seats(self, wanted, stretches, windows, loads):
        """VIS-05 each rank once, in working hours and in time, never two at once"""
        asked = [self._slot(*window) for window in windows]
        seats = planning.seat(wanted, asked, stretches, loads, SHANGHAI)
        ranks, taken = Counter(), Counter()
        for seat in seats:
            slot = asked[seat.slot]
            [stretch] = [
                one for one in stretches[seat.user_id] if one.start == seat.start
            ]
            count = seat.last - seat.first + 1
            last = seat.start + timedelta(seconds=seat.step * (seat.taken + count - 1))
            self.assertLess(last, stretch.stop)
            self.assertTrue(
                planning.midnight(slot.period_start, SHANGHAI)
                <= seat.start
                < planning.midnight(slot.date_deadline + ONE_DAY, SHANGHAI)
            )
            ranks.update(
                (seat.user_id, seat.slot, rank)
                for rank in range(seat.first, seat.last + 1)
            )
            taken.update(
                (seat.user_id, seat.start, seat.taken + place) for place in range(count)
            )
        self.assertTrue(all(number == 1 for number in (ranks | taken).values()))
        for (user, index), count in wanted.items():
            seated = {rank for one, slot, rank in ranks if (one, slot) == (user, index)}
            self.assertIn(seated, (set(), set(range(1, count + 1))))

    def _slot(self, one, other, tolerance):
        start, end = (
            FIRST.date() + timedelta(days=day) for day in sorted((one, other))
        )
        return planning.Slot(
            cadence_id=1,
            class_id=2,
            type_id=3,
            channel_id=4,
            role="salesperson",
            person_id=None,
            period_start=start,
            period_end=end,
            period_number=1,
            window_start=start + (end - start) / 2,
            window_end=end,
            date_deadline=end + timedelta(days=tolerance),
            is_new=True,
        )
