# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""When the weekly summary is due, and of which week: plain dates, no database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any


@dataclass(frozen=True)
class Week:
    """A week: its first and last day, and its begin and end in UTC, end excluded."""

    first: date
    last: date
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Figure:
    """What is counted of each person in a week.

    :param str model: name of the model whose records are counted
    :param str person: its field of the person that they count for
    :param Callable condition: ``f(week) -> Domain``
    :param bool is_level: as things stand at the end of the week, such as customers
        owned. The ids of all others are kept with the figure
    """

    model: str
    person: str
    condition: Callable[[Week], Any]
    is_level: bool = False


def week_due(now: datetime, weekday: int, hour: float) -> tuple[date, date] | None:
    """The week to be summarised, Monday to Sunday, None while it is not due yet.

    It is always the last week that is over. What was missed because nothing ran at
    the hour is made up in the same week.

    :param datetime now: naive, by the clock of the company
    :param int weekday: on which day it is due, 0 is Monday
    :param float hour: at what time of that day, 8.5 is half past eight

    >>> week_due(datetime(2026, 7, 6, 8, 0), 0, 8)
    (datetime.date(2026, 6, 29), datetime.date(2026, 7, 5))
    >>> week_due(datetime(2026, 7, 6, 7, 59), 0, 8) is None
    True
    """
    monday = now.date() - timedelta(days=now.weekday())
    due = datetime.combine(monday, time()) + timedelta(days=weekday, hours=hour)
    if now < due:
        return None
    return monday - timedelta(days=7), monday - timedelta(days=1)
