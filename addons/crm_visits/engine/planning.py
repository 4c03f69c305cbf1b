# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Cadence as arithmetic: what a period asks, and which hours that gets (VIS-05).

Plain dates and numbers, no database. Periods are whole calendar periods in the
company's time; hours are moments in UTC, so that a change of daylight-saving time was
settled by whoever made them.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from odoo.addons.crm_policy.engine.periods import MONTHS

WEEKS = "weeks"
# Proposals begin at full quarters of an hour.
GRID = 900


@dataclass(frozen=True)
class Cadence:
    """How often the customers of a class are contacted.

    :ivar times: contacts a period
    :ivar unit: month, quarter, half, year or weeks
    :ivar interval: so many units make a period
    :ivar role: who makes the contact
    :ivar user_id: the person, where the role is a named one
    :ivar tolerance_days: days after the period in which it is still in time
    """

    id: int
    class_id: int
    type_id: int
    channel_id: int
    times: int
    unit: str
    interval: int
    role: str
    user_id: int | None
    tolerance_days: int


@dataclass(frozen=True)
class Slot:
    """One contact that a cadence asks of each customer of its class.

    :ivar number: 1, 2, … within the period
    :ivar window_start: first day of its share of the period, ``window_end`` the last
    :ivar is_new: asked also where there is no proposal yet
    """

    cadence_id: int
    class_id: int
    type_id: int
    channel_id: int
    role: str
    person_id: int | None
    period_start: date
    period_end: date
    period_number: int
    window_start: date
    window_end: date
    date_deadline: date
    is_new: bool


@dataclass(frozen=True)
class Stretch:
    """Working hours of a person without a break, in UTC."""

    start: datetime
    stop: datetime

    @property
    def seconds(self) -> float:
        return (self.stop - self.start).total_seconds()


@dataclass(frozen=True)
class Seats:
    """Hours for the customers of one slot of a person, by their rank.

    :ivar first: rank of the first customer seated in the stretch, ``last`` of the last
    :ivar start: when the stretch begins
    :ivar taken: contacts in the stretch before these
    :ivar step: seconds from one contact to the next
    """

    user_id: int
    slot: int
    first: int
    last: int
    start: datetime
    taken: int
    step: float


# -- periods ---------------------------------------------------------------------------


def period_at(day: date, unit: str, interval: int) -> tuple[date, date]:
    """First and last day of the period in which a day lies.

    Periods are counted from the beginning of the calendar, so that they stay the same
    whenever the cadence was made.

    >>> period_at(date(2026, 5, 17), "quarter", 1)
    (datetime.date(2026, 4, 1), datetime.date(2026, 6, 30))
    >>> period_at(date(2026, 5, 17), "weeks", 1)
    (datetime.date(2026, 5, 11), datetime.date(2026, 5, 17))
    """
    if unit == WEEKS:
        size = 7 * interval
        # the first day of the calendar is a Monday
        start = date.fromordinal((day.toordinal() - 1) // size * size + 1)
        return start, start + timedelta(days=size - 1)
    size = MONTHS[unit] * interval
    month = (day.year * 12 + day.month - 1) // size * size
    start = date(month // 12, month % 12 + 1, 1)
    return start, start + relativedelta(months=size, days=-1)


def slots(cadence: Cadence, today: date, horizon: date, first=None, last=None):
    """What a cadence asks, oldest first.

    Periods that begin until the horizon. A share of the period that is over when the
    cadence first meets a customer is not asked afterwards.

    :param date first: begin with the period of this day, for proposals that are there
    :param date last: go on to the period of this day, for the same reason
    """
    asked = []
    until = max(horizon, last or horizon)
    start, end = period_at(min(today, first or today), cadence.unit, cadence.interval)
    while start <= until:
        for number in range(1, cadence.times + 1):
            window_start, window_end = _window(start, end, number, cadence.times)
            asked.append(
                Slot(
                    cadence_id=cadence.id,
                    class_id=cadence.class_id,
                    type_id=cadence.type_id,
                    channel_id=cadence.channel_id,
                    role=cadence.role,
                    person_id=cadence.user_id,
                    period_start=start,
                    period_end=end,
                    period_number=number,
                    window_start=window_start,
                    window_end=window_end,
                    date_deadline=end + timedelta(days=cadence.tolerance_days),
                    is_new=start <= horizon and window_end >= today,
                )
            )
        start, end = period_at(end + timedelta(days=1), cadence.unit, cadence.interval)
    return asked


def _window(start, end, number, times):
    """The share of a period that belongs to its n-th contact."""
    days = (end - start).days + 1
    first = start + timedelta(days=days * (number - 1) // times)
    last = start + timedelta(days=days * number // times - 1)
    return first, max(first, last)


# -- hours -----------------------------------------------------------------------------


def fill(count: int, capacities, loads) -> list[int]:
    """How many of ``count`` contacts go to each stretch of time, in order.

    As water finds its level: stretches that have less to do for their length get more,
    and what they get is spread evenly, so that few contacts do not crowd at the start.

    >>> fill(2, [4, 4, 4, 4], [0, 0, 0, 0])
    [0, 1, 0, 1]
    >>> fill(4, [4, 4, 2], [3, 0, 0])
    [0, 3, 1]
    """
    shares = _shares(count, capacities, loads)
    given, filled, result = 0, 0.0, []
    for share in shares:
        filled += share
        # half a contact past: rounding leaves nothing out and nothing over
        upto = min(count, int(filled + 0.5 - 1e-9))
        result.append(upto - given)
        given = upto
    if given < count:
        result[_last_used(shares)] += count - given
    return result


def _shares(count, capacities, loads):
    """What each stretch gets, as fractions of contacts."""
    levels = sorted(
        (load / capacity, capacity)
        for capacity, load in zip(capacities, loads, strict=True)
    )
    width, volume, level = 0.0, 0.0, 0.0
    for position, (height, capacity) in enumerate(levels):
        width += capacity
        volume += height * capacity
        level = (count + volume) / width
        if position + 1 == len(levels) or level <= levels[position + 1][0]:
            break
    return [
        max(0.0, level * capacity - load)
        for capacity, load in zip(capacities, loads, strict=True)
    ]


def _last_used(shares):
    return max(index for index, share in enumerate(shares) if share > 0)


def _on_grid(moment):
    """The next full quarter of an hour."""
    seconds = (moment - datetime.min).total_seconds()
    return datetime.min + timedelta(seconds=-(-seconds // GRID) * GRID)


def without(stretches, appointments, lead):
    """What is left of working hours beside appointments.

    :param appointments: (start, stop) of each
    :param timedelta lead: so long before an appointment nothing begins any more
    """
    for start, stop in appointments:
        last, again = start - lead, _on_grid(stop)
        stretches = [
            part
            for stretch in stretches
            for part in (
                Stretch(stretch.start, min(stretch.stop, last)),
                Stretch(max(stretch.start, again), stretch.stop),
            )
            if part.start < part.stop
        ]
    return stretches


def from_now(stretches, now):
    """What is left of working hours, from a full quarter of an hour on."""
    begin = _on_grid(now)
    return [
        Stretch(max(stretch.start, begin), stretch.stop)
        for stretch in stretches
        if stretch.stop > begin
    ]


def seat(wanted, asked_slots, stretches, loads, zone):
    """Hours for all that is wanted, least room to move first.

    :param dict wanted: number of customers by (user id, index of the slot)
    :param asked_slots: the slots
    :param dict stretches: sorted :class:`Stretch` lists by user id, from now on
    :param dict loads: contacts already in a stretch, by (user id, its position)
    :param zone: pytz time zone in which the days of the slots begin
    :return: list of :class:`Seats`; who found no working hours has none
    """
    loads = defaultdict(int, loads)
    placed = []
    for (user, index), count in sorted(
        wanted.items(), key=lambda item: (_room(asked_slots[item[0][1]]), item[0])
    ):
        own = stretches.get(user, [])
        positions = _positions(own, asked_slots[index], zone)
        if not positions:
            continue
        given = fill(
            count,
            [own[position].seconds for position in positions],
            [loads[user, position] for position in positions],
        )
        rank = 1
        for position, number in zip(positions, given, strict=True):
            if number:
                taken = loads[user, position]
                placed.append((user, index, rank, number, position, taken))
                loads[user, position] += number
                rank += number
    return _seats(placed, stretches, loads)


def _room(slot):
    return slot.window_end - slot.window_start, slot.window_start


def _positions(own, slot, zone):
    """Which stretches a slot may use: of its share, else all that is left."""
    starts = [stretch.start for stretch in own]
    for first, last in (
        (slot.window_start, slot.window_end),
        (slot.period_start, slot.date_deadline),
    ):
        positions = range(
            bisect_left(starts, midnight(first, zone)),
            bisect_left(starts, midnight(last + timedelta(days=1), zone)),
        )
        if positions:
            return positions
    return positions


def _seats(placed, stretches, loads):
    """When each of those placed begins: evenly over the stretch, with all others."""
    return [
        Seats(
            user_id=user,
            slot=index,
            first=rank,
            last=rank + number - 1,
            start=stretches[user][position].start,
            taken=taken,
            step=stretches[user][position].seconds / loads[user, position],
        )
        for user, index, rank, number, position, taken in placed
    ]


def midnight(day: date, zone) -> datetime:
    """The beginning of a day in a time zone, as a moment in UTC without zone."""
    local = zone.localize(datetime.combine(day, datetime.min.time()))
    return (local - local.utcoffset()).replace(tzinfo=None)
