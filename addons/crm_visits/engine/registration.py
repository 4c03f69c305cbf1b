# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Until when a walk-in customer's record must be made (VIS-08): plain dates."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytz

# Further ahead no working day is looked for: a branch that is closed for longer is
# reminded on the first day after.
LOOK_AHEAD_DAYS = 31


def registration_deadline(
    received: datetime, hour: float, zone: str, is_working: Callable[[date], bool]
) -> datetime:
    """When the record of a customer is due.

    The same day before the hour; who comes at the hour or later, or on a day off,
    counts for the next working day.

    :param datetime received: UTC, without zone
    :param float hour: of the day in the branch, 18.5 is half past six
    :param str zone: time zone of the branch
    :return: UTC, without zone; a record made at this moment is late already
    """
    zone = pytz.timezone(zone)
    local = pytz.utc.localize(received).astimezone(zone)
    day = local.date()
    if not is_working(day) or received >= _moment(day, hour, zone):
        day = next(
            (
                later
                for offset in range(1, LOOK_AHEAD_DAYS + 1)
                if is_working(later := day + timedelta(days=offset))
            ),
            day + timedelta(days=1),
        )
    return _moment(day, hour, zone)


def _moment(day: date, hour: float, zone) -> datetime:
    """An hour of a day in UTC; one that a clock change leaves out is the hour after."""
    minutes = min(round(hour * 60), 24 * 60 - 1)
    naive = datetime.combine(day, time(minutes // 60, minutes % 60))
    aware = zone.normalize(zone.localize(naive, is_dst=False))
    return aware.astimezone(pytz.utc).replace(tzinfo=None)
