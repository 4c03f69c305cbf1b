# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Working time of a person or an office: at work, on leave, next opening, deadlines.

Used by the clocks of several areas (ALC-07, CMP-03).

All moments are naive and in UTC, so that a change to summer time moves no deadline:
whoever builds the stretches has already translated local hours.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter


def merge(stretches):
    """Sorted stretches without overlap; stretches that touch become one.

    :param stretches: pairs (start, end)
    """
    merged = []
    for start, end in sorted(stretches):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _find(stretches, moment):
    """The stretch that holds the moment (its end is outside), or None."""
    place = bisect_right(stretches, moment, key=itemgetter(0)) - 1
    if place >= 0 and moment < stretches[place][1]:
        return stretches[place]
    return None


@dataclass(frozen=True)
class Worktime:
    """What is known of the time of one person or one office.

    :param stretches: when the person is at work, as :func:`merge` gives it
    :param leaves: when the person is away although others work, likewise
    :param datetime until: nothing is known of the time after
    """

    stretches: tuple
    leaves: tuple
    until: datetime

    def is_working(self, moment):
        return _find(self.stretches, moment) is not None

    def get_leave_end(self, moment):
        """Until when the person is on leave at a moment; None: is not."""
        leave = _find(self.leaves, moment)
        return leave and leave[1]

    def get_next_opening(self, moment):
        """The moment itself when at work, else the next beginning of work.

        :return: None when nobody knows of any
        """
        if self.is_working(moment):
            return moment
        place = bisect_right(self.stretches, moment, key=itemgetter(0))
        return self.stretches[place][0] if place < len(self.stretches) else None

    def get_deadline(self, start, minutes):
        """The moment at which so many minutes of work have passed since ``start``.

        No minutes: the next opening. A deadline that falls on the end of work is due
        then, not at the next opening.

        :return: None when the known time holds fewer minutes of work
        """
        if minutes <= 0:
            return self.get_next_opening(start)
        left = timedelta(minutes=minutes)
        for begin, end in self.stretches:
            begin = max(begin, start)
            if end <= begin:
                continue
            if end - begin >= left:
                return begin + left
            left -= end - begin
        return None
