# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How many customers of a pool somebody may still claim: plain figures, no database.

What was claimed is counted on the ledger, also what was given back since: who releases
and claims again does not get round a limit (ALC-05).
"""

from dataclasses import dataclass
from datetime import date, timedelta

# Claims are counted in these, from the first day of each.
PERIODS = ("day", "week", "month")


@dataclass
class Cap:
    """A limit and how much of it is used.

    :ivar str code: of what is limited: day, week, month (claims), held (customers that
        the person has), card (what the person's card says)
    :ivar int limit: 0 for none
    :ivar int used: before the claim, and counted up with it
    :ivar scope: only customers of this scope count (a grade); ``None`` for all
    """

    code: str
    limit: int
    used: int = 0
    scope: object = None

    def is_full(self) -> bool:
        return bool(self.limit) and self.used >= self.limit

    def concerns(self, scope) -> bool:
        return self.scope is None or self.scope == scope


def take(caps: list[Cap], scope=None) -> Cap | None:
    """One more customer, where all limits have room for it.

    :param caps: counted up when there is room
    :param scope: of the customer
    :return: the limit that is reached; ``None`` when the customer is taken

    >>> caps = [Cap("day", 2, 1), Cap("held", 50, 50, scope="A")]
    >>> take(caps, "A").code, take(caps, "B"), take(caps, "B").code
    ('held', None, 'day')
    """
    concerned = [cap for cap in caps if cap.concerns(scope)]
    for cap in concerned:
        if cap.is_full():
            return cap
    for cap in concerned:
        cap.used += 1
    return None


def period_start(period: str, day: date) -> date:
    """The first day of the week (Monday), month or day itself.

    >>> period_start("week", date(2026, 7, 1)), period_start("month", date(2026, 7, 9))
    (datetime.date(2026, 6, 29), datetime.date(2026, 7, 1))
    """
    if period == "week":
        return day - timedelta(days=day.weekday())
    if period == "month":
        return day.replace(day=1)
    return day


def first_start(day: date) -> date:
    """The day from which claims are read to fill all periods.

    >>> first_start(date(2026, 7, 1))
    datetime.date(2026, 6, 29)
    """
    return min(period_start(period, day) for period in PERIODS)
