# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Calendar periods of the customer policies: plain dates, no database.

"Today" is a question of time zone and therefore asked elsewhere
(``res.company._policy_today``); from there on a period is pure arithmetic.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True)
class Period:
    """A whole calendar period; both its first and its last day belong to it."""

    kind: str
    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def previous(self) -> "Period":
        """The period of the same kind just before."""
        return period_of(self.start - timedelta(days=1), self.kind)

    def next(self) -> "Period":
        """The period of the same kind just after."""
        return period_of(self.end + timedelta(days=1), self.kind)


def period_of(day: date, kind: str) -> Period:
    """The period in which a day lies.

    :param date day: any day of the period
    :param str kind: month, quarter, half or year

    >>> period_of(date(2026, 5, 17), "quarter")
    Period(kind='quarter', start=datetime.date(2026, 4, 1), \
end=datetime.date(2026, 6, 30))
    """
    months = MONTHS[kind]
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    # never by way of the next day: the calendar ends with a period
    last_month = start.month + months - 1
    end = start.replace(month=last_month, day=monthrange(day.year, last_month)[1])
    return Period(kind, start, end)


def last_complete(day: date, kind: str) -> Period:
    """The latest period that is over when a day begins.

    On the last day of a quarter that quarter still runs, so the one before counts.

    >>> last_complete(date(2026, 6, 30), "quarter").end
    datetime.date(2026, 3, 31)
    >>> last_complete(date(2026, 7, 1), "quarter").end
    datetime.date(2026, 6, 30)
    """
    return period_of(day, kind).previous()


def window_start(date_to: date, months: int) -> date:
    """The first day of the whole months that end with a day.

    Counted back from the day after, so that a window which ends with a month begins
    with one, whatever the lengths of the months.

    >>> window_start(date(2026, 6, 30), 12)
    datetime.date(2025, 7, 1)
    """
    return date_to + timedelta(days=1) - relativedelta(months=months)
