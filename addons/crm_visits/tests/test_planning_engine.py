# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
import random
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytz

from odoo.tests import BaseCase, tagged

from ..engine import planning

SHANGHAI = pytz.timezone("Asia/Shanghai")


def _cadence(**values):
    return planning.Cadence(
        **{
            "id": 1,
            "class_id": 2,
            "type_id": 3,
            "channel_id": 4,
            "times": 1,
            "unit": "month",
            "interval": 1,
            "role": "salesperson",
            "user_id": None,
            "tolerance_days": 0,
            **values,
        }
    )


def _mornings(first, count):
    """Four working hours on each of so many days, in UTC."""
    start = datetime.combine(first, datetime.min.time()) + timedelta(hours=1)
    return [
        planning.Stretch(
            start + timedelta(days=day), start + timedelta(days=day, hours=4)
        )
        for day in range(count)
    ]


@tagged("post_install", "-at_install")
class TestPlanningEngine(BaseCase):
    def test_examples(self):
        """VIS-05 the examples in the engine hold."""
        self.assertFalse(doctest.testmod(planning).failed)

    def test_periods_tile_the_calendar(self):
        """VIS-05 every day lies in exactly one period, whatever the cadence."""
        for unit in ("weeks", "month", "quarter", "half", "year"):
            for interval in (1, 2, 3, 5):
                start, end = planning.period_at(date(2026, 7, 1), unit, interval)
                for _turn in range(20):
                    following = end + timedelta(days=1)
                    self.assertEqual(
                        planning.period_at(end, unit, interval), (start, end)
                    )
                    start, end = planning.period_at(following, unit, interval)
                    self.assertEqual(start, following)

    def test_two_weeks_begin_on_monday(self):
        """VIS-05 every second week is counted from a fixed Monday."""
        start, end = planning.period_at(date(2026, 7, 1), "weeks", 2)
        self.assertEqual(start.weekday(), 0)
        self.assertEqual((end - start).days, 13)

    def test_shares_of_a_period(self):
        """VIS-05 four times a month means one in each quarter of it."""
        slots = planning.slots(
            _cadence(times=4, tolerance_days=5), date(2026, 7, 1), date(2026, 7, 1)
        )
        self.assertEqual([slot.period_number for slot in slots], [1, 2, 3, 4])
        self.assertEqual(slots[0].window_start, date(2026, 7, 1))
        self.assertEqual(slots[-1].window_end, date(2026, 7, 31))
        for slot, following in pairwise(slots):
            self.assertEqual(
                following.window_start, slot.window_end + timedelta(days=1)
            )
        self.assertEqual({slot.date_deadline for slot in slots}, {date(2026, 8, 5)})

    def test_more_often_than_days(self):
        """VIS-05 more contacts than days: each still has a day."""
        slots = planning.slots(
            _cadence(times=10, unit="weeks"), date(2026, 6, 29), date(2026, 6, 29)
        )
        self.assertEqual(len(slots), 10)
        for slot in slots:
            self.assertLessEqual(slot.window_start, slot.window_end)

    def test_horizon(self):
        """VIS-05 periods that begin within the horizon, and no others."""
        slots = planning.slots(_cadence(), date(2026, 7, 15), date(2026, 8, 14))
        self.assertEqual(
            [slot.period_start for slot in slots], [date(2026, 7, 1), date(2026, 8, 1)]
        )

    def test_share_that_is_over(self):
        """VIS-05 a share that is over is known, but not asked anew."""
        slots = planning.slots(_cadence(times=2), date(2026, 7, 20), date(2026, 7, 20))
        self.assertEqual([slot.is_new for slot in slots], [False, True])

    def test_fill_loses_nobody(self):
        """VIS-05 all contacts find a place, and the level is even."""
        rng = random.Random(20260701)
        for _turn in range(300):
            length = rng.randint(1, 40)
            capacities = [rng.choice((2, 3.5, 4, 8)) for _day in range(length)]
            loads = [rng.randint(0, 12) for _day in range(length)]
            count = rng.randint(1, 200)
            given = planning.fill(count, capacities, loads)
            self.assertEqual(sum(given), count)
            self.assertGreaterEqual(min(given), 0)
            levels = [
                (load + number) / capacity
                for load, number, capacity in zip(loads, given, capacities, strict=True)
            ]
            highest = max(
                level for level, number in zip(levels, given, strict=True) if number
            )
            # nobody who could take another one is left much lower
            for level, capacity in zip(levels, capacities, strict=True):
                self.assertLess(highest - level, 2 / min(capacities) + 2 / capacity)

    def test_few_contacts_spread(self):
        """VIS-05 three contacts in a month do not crowd on its first days."""
        given = planning.fill(3, [4] * 30, [0] * 30)
        days = [day for day, number in enumerate(given) if number]
        self.assertEqual(len(days), 3)
        self.assertGreater(days[1] - days[0], 7)
        self.assertGreater(days[2] - days[1], 7)

    def test_seats_stay_in_their_share(self):
        """VIS-05 each contact falls into its share; ranks are given once."""
        slots = planning.slots(_cadence(times=2), date(2026, 7, 1), date(2026, 7, 1))
        own = _mornings(date(2026, 7, 1), 31)
        seats = planning.seat({(7, 0): 20, (7, 1): 5}, slots, {7: own}, {}, SHANGHAI)
        for index, count in ((0, 20), (1, 5)):
            ranks = [
                rank
                for row in seats
                if row.slot == index
                for rank in range(row.first, row.last + 1)
            ]
            self.assertEqual(sorted(ranks), list(range(1, count + 1)))
        for row in seats:
            day = pytz.utc.localize(row.start).astimezone(SHANGHAI).date()
            slot = slots[row.slot]
            self.assertTrue(slot.window_start <= day <= slot.window_end)

    def test_second_rule_keeps_off_the_first(self):
        """VIS-05 two rules for a person do not fall on the same hours."""
        slots = planning.slots(_cadence(), date(2026, 7, 1), date(2026, 7, 1)) * 2
        own = _mornings(date(2026, 7, 1), 31)
        seats = planning.seat({(7, 0): 5, (7, 1): 5}, slots, {7: own}, {}, SHANGHAI)
        self.assertEqual(len({row.start for row in seats}), 10)

    def test_leave_in_the_whole_share(self):
        """VIS-05 away in its share: what is left of the period; away in all: none."""
        slots = planning.slots(_cadence(times=2), date(2026, 7, 1), date(2026, 7, 1))
        late = _mornings(date(2026, 7, 25), 3)
        [row] = planning.seat({(7, 0): 1}, slots, {7: late}, {}, SHANGHAI)
        self.assertGreaterEqual(row.start.date(), date(2026, 7, 25))
        self.assertFalse(planning.seat({(7, 0): 1}, slots, {7: []}, {}, SHANGHAI))
        self.assertFalse(planning.seat({(7, 0): 1}, slots, {}, {}, SHANGHAI))

    def test_hours_that_are_over(self):
        """VIS-05 what is left of today begins at a full quarter of an hour."""
        [stretch] = planning.from_now(
            _mornings(date(2026, 7, 1), 1), datetime(2026, 7, 1, 2, 7, 30)
        )
        self.assertEqual(stretch.start, datetime(2026, 7, 1, 2, 15))
        self.assertFalse(
            planning.from_now(
                _mornings(date(2026, 7, 1), 1), datetime(2026, 7, 1, 4, 59)
            )
        )

    def test_midnight_follows_the_clocks(self):
        """VIS-05 the day begins an hour earlier after the clocks went forward."""
        zone = pytz.timezone("Europe/Berlin")
        self.assertEqual(
            planning.midnight(date(2026, 3, 29), zone), datetime(2026, 3, 28, 23)
        )
        self.assertEqual(
            planning.midnight(date(2026, 3, 30), zone), datetime(2026, 3, 29, 22)
        )
