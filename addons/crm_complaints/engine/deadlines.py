# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""When something is due: by working time, or round the clock (CMP-03, CMP-08).

All moments are naive and in UTC; days are those of a time zone. Working time is a tuple
of stretches (start, end), sorted and without overlap, as ``worktime.merge`` gives it.

A deadline is an amount of time that must pass, and only time in which nobody waits for
the customer passes: waiting pushes it by as much as would have passed meanwhile.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import accumulate
from operator import itemgetter

import pytz

from odoo.tools import groupby

from odoo.addons.crm_policy.engine.worktime import merge

HOURS, DAYS = "hours", "days"
CALENDAR_DAYS, CLOCK_HOURS = "calendar_days", "clock_hours"
WORKING = (HOURS, DAYS)
NOTHING = timedelta()


def subtract(stretches, holes):
    """Stretches without the holes; both as ``merge`` gives them."""
    left = []
    for start, end in stretches:
        for begin, stop in holes:
            if stop <= start or begin >= end:
                continue
            if begin > start:
                left.append((start, begin))
            start = stop
        if start < end:
            left.append((start, end))
    return tuple(left)


class Axis:
    """How much working time has passed, moment by moment, and the way back.

    :param stretches: the time that counts
    """

    def __init__(self, stretches):
        self.stretches = stretches
        self.starts = [start for start, _end in stretches]
        self.before = list(
            accumulate((end - start for start, end in stretches), initial=NOTHING)
        )

    def at(self, moment):
        """Working time from the beginning of what is known until the moment."""
        place = bisect_right(self.starts, moment) - 1
        if place < 0:
            return NOTHING
        start, end = self.stretches[place]
        return self.before[place] + min(moment, end) - start

    def between(self, start, end):
        """Working time from one moment to another; negative the other way round."""
        return self.at(end) - self.at(start)

    def first(self, amount):
        """The first moment at which so much has passed; None beyond what is known.

        What ends with the work of a day is due then, not at the next opening.
        """
        place = bisect_left(self.before, amount) - 1
        if place < 0:
            return self.starts[0] if self.starts else None
        if place >= len(self.stretches):
            return None
        return self.starts[place] + amount - self.before[place]

    def last(self, amount):
        """The last moment at which no more has passed; None beyond what is known."""
        place = bisect_right(self.before, amount) - 1
        if place < 0 or place >= len(self.stretches):
            return None
        return self.starts[place] + amount - self.before[place]


@dataclass(frozen=True)
class Hours:
    """The hours of an office.

    :param stretches: when it works, as far as anybody looked
    :param str zone: the name of the time zone of its days
    :param bool same_time: a number of working days ends at the time of day at which it
        began; else with the work of the last day
    """

    stretches: tuple
    zone: str
    same_time: bool = False


@dataclass(frozen=True)
class Due:
    """A deadline, and how it was found.

    :param datetime moment: when the time is over
    :param bool is_fallback: no working hours were known, time ran round the clock
    :param timedelta paused: by how much waiting for the customer pushed it
    """

    moment: datetime
    is_fallback: bool
    paused: timedelta


def get_due(start, value, unit, hours, pauses=()):
    """When an amount of time is over.

    :param datetime start: when it begins
    :param float value: how many units; days are whole
    :param str unit: one of the units above
    :param Hours hours: of the office that answers for it
    :param pauses: pairs (start, end) in which the customer was waited for
    :return: :class:`Due`, or None when the hours known do not reach that far
    """
    pauses = merge((max(begin, start), end) for begin, end in pauses)
    if unit not in WORKING:
        plain = _add_round_the_clock(start, value, unit, hours.zone)
        return Due(*_push_round_the_clock(plain, pauses))
    plain = _get_plain(start, value, unit, hours)
    if plain is None:
        return None
    moment = _push(start, plain, hours.stretches, pauses)
    if moment is None:
        return None
    return Due(moment, False, Axis(hours.stretches).between(plain, moment))


def get_fallback(start, value, unit, hours, pauses=()):
    """As :func:`get_due` for whoever has no working hours: round the clock."""
    pauses = merge((max(begin, start), end) for begin, end in pauses)
    plain = _add_round_the_clock(start, value, unit, hours.zone)
    moment, _fallback, paused = _push_round_the_clock(plain, pauses)
    return Due(moment, True, paused)


def get_warning(due, warn_hours, stretches):
    """When to warn before a deadline.

    :param float warn_hours: how long before, in hours
    :param stretches: of work, when the hours are hours of work; else None
    """
    before = timedelta(hours=warn_hours)
    if stretches is None:
        return due - before
    return go_back(due, before, stretches)


def go_back(moment, amount, stretches):
    """The last moment with so much working time up to another.

    Where so much is not known, the hours count round the clock.
    """
    axis = Axis(stretches)
    left = axis.at(moment) - amount
    found = axis.last(left) if left >= NOTHING else None
    return min(found or moment - amount, moment)


def go_ahead(moment, amount, stretches):
    """The last moment with no more working time than this after another."""
    axis = Axis(stretches)
    return max(axis.last(axis.at(moment) + amount) or moment + amount, moment)


def get_pauses(events, waits, ends, until=None):
    """When the customer was waited for, from what happened.

    :param events: pairs (moment, kind), in order
    :param waits: kinds of events with which waiting begins
    :param ends: kinds of events with which it ends
    :param datetime until: ends what nothing has ended; None: that does not count yet
    """
    pauses, since = [], None
    for moment, kind in events:
        if kind in waits:
            since = since or moment
        elif kind in ends and since:
            pauses.append((since, moment))
            since = None
    if since and until:
        pauses.append((since, until))
    return merge(pauses)


def _get_plain(start, value, unit, hours):
    """The deadline of working time without pauses; None: not known."""
    if unit == HOURS:
        axis = Axis(hours.stretches)
        return axis.first(axis.at(start) + timedelta(hours=value))
    return _add_working_days(start, int(value), hours)


def _add_working_days(start, count, hours):
    """The end of the N-th working day that follows, or the same time on it."""
    zone = pytz.timezone(hours.zone)
    day = _to_local(start, zone).date()
    begin = bisect_right(hours.stretches, start - timedelta(days=2), key=itemgetter(1))
    days = _get_days(hours.stretches[begin:], zone)
    opening = closing = None
    for number, found in enumerate(_after(days, day), start=1):
        if number == count:
            _day, opening, closing = found
            break
    if closing is None or not hours.same_time:
        return closing and _to_utc(closing)
    own = next(
        (one for one in _get_days(hours.stretches[begin:], zone) if one[0] == day), None
    )
    clock = _to_local(start, zone)
    if not own or clock >= own[2]:
        # out of hours: as if it had come in at the end of the day
        return _to_utc(closing)
    wanted = zone.localize(
        datetime.combine(closing.date(), clock.time().replace(tzinfo=None))
    )
    return _to_utc(min(max(wanted, opening), closing))


def _after(days, day):
    return (one for one in days if one[0] > day)


def _get_days(stretches, zone):
    """Days of work: (date, first opening, last closing), local and aware.

    Work over midnight is work of both days.
    """
    for day, parts in groupby(_cut(stretches, zone), itemgetter(0)):
        yield day, parts[0][1], parts[-1][2]


def _cut(stretches, zone):
    """Stretches cut at midnight: (date, start, end)."""
    for start, end in stretches:
        begin, stop = _to_local(start, zone), _to_local(end, zone)
        while begin < stop:
            day = begin.date()
            midnight = zone.localize(datetime.combine(day + timedelta(days=1), time()))
            yield day, begin, min(stop, midnight)
            begin = midnight


def _push(start, plain, stretches, pauses):
    """A deadline of working time, later by the work of the pauses before it."""
    if not any(begin < plain and end > start for begin, end in pauses):
        return plain
    counted = Axis(subtract(stretches, pauses))
    amount = Axis(stretches).between(start, plain)
    moment = counted.first(counted.at(start) + amount)
    return moment and max(moment, plain)


def _push_round_the_clock(plain, pauses):
    moment = plain
    for begin, end in pauses:
        if begin >= moment:
            break
        moment += end - begin
    return moment, False, moment - plain


def _add_round_the_clock(start, value, unit, zone_name):
    if unit in (HOURS, CLOCK_HOURS):
        return start + timedelta(hours=value)
    return _add_days(start, value, zone_name)


def _add_days(start, value, zone_name):
    """The same time of day so many calendar days later, whatever the season."""
    zone = pytz.timezone(zone_name)
    local = _to_local(start, zone).replace(tzinfo=None) + timedelta(days=value)
    return _to_utc(zone.normalize(zone.localize(local)))


def _to_local(moment, zone):
    return pytz.utc.localize(moment).astimezone(zone)


def _to_utc(moment):
    return moment.astimezone(pytz.utc).replace(tzinfo=None)
