# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""When a measured object is due (SAT-05): plain dates, no database.

A rule says how the dates of an object become windows, whole days from the first to the
last in which the customer is asked. Each window has a key that stays the same when the
dates move, so that what was planned for it moves with it and is never planned twice.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo.addons.crm_policy.engine.periods import period_of

DATES = (
    "date_start",
    "date_handover",
    "date_deeds",
    "date_completion",
    "date_settlement",
    "date_warranty_end",
)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """How the windows of one occasion follow from the dates of an object.

    :param str occasion: deeds, quarter, settlement, warranty or manual
    :param int window_months: how long a window is, in months: of deeds the longest
        time without title deeds, of a quarter its last months, after settlement and in
        warranty the time to ask in
    :param int every_months: in warranty, the time from one window to the next
    """

    occasion: str
    window_months: int = 1
    every_months: int = 12
    id: int | None = None


@dataclass(frozen=True, order=True)
class Window:
    """The days, both included, in which an object is to be measured."""

    start: date
    end: date
    occasion: str
    key: str
    rule_id: int | None = None


def due_windows(dates, rules, first, last):
    """The windows of an object that touch a span of days.

    :param dict dates: by the names of :data:`DATES`; what is not known is missing or
        empty
    :param rules: the :class:`Rule` list of its kind of business
    :param date first: windows that end before do not count
    :param date last: windows that begin after do not count
    :return: list of :class:`Window`, the earliest first, each key once

    >>> dates = {"date_settlement": date(2026, 1, 31)}
    >>> [window] = due_windows(dates, [Rule("settlement")], date.min, date.max)
    >>> window.start.isoformat(), window.end.isoformat()
    ('2026-01-31', '2026-02-28')
    """
    windows = {}
    for rule in rules:
        for window in _MAKERS[rule.occasion](dates, rule, first, last):
            if window.end >= first and window.start <= last:
                windows.setdefault(window.key, window)
    return sorted(windows.values())


def find_window(dates, rules, key):
    """Where a window known by its key lies with the dates as they are now.

    :return: :class:`Window`, or None when the dates do not ask for it any more
    """
    occasion, _separator, name = key.partition(":")
    first, last = date.min, date.max
    if occasion == "quarter":
        year, number = map(int, name.split("-"))
        quarter = period_of(date(year, 3 * number, 1), "quarter")
        first, last = quarter.start, quarter.end
    own = [rule for rule in rules if rule.occasion == occasion]
    windows = due_windows(dates, own, first, last)
    return next((window for window in windows if window.key == key), None)


def missing_dates(dates, rules, today):
    """The dates without which a rule cannot say when an object is due.

    What lies in the future of every object, such as the settlement of a project that
    is not completed, is not missing yet.

    :return: tuple of names, in the order of :data:`DATES`
    """
    missing = set()
    for rule in rules:
        missing |= _MISSING[rule.occasion](dates, today)
    return tuple(name for name in DATES if name in missing)


def phase_of(dates, today):
    """Where an object stands on a day.

    :return: planned, ongoing, handover, completed, warranty or ended

    >>> phase_of({"date_start": date(2026, 1, 1)}, date(2026, 2, 1))
    'ongoing'
    """
    over = {name for name in DATES if dates.get(name) and dates[name] <= today}
    warranty_end = dates.get("date_warranty_end")
    if warranty_end and warranty_end < today:
        return "ended"
    if "date_handover" in over and "date_deeds" not in over:
        return "handover"
    if over & {"date_deeds", "date_settlement"}:
        return "warranty" if warranty_end else "completed"
    if "date_completion" in over:
        return "completed"
    return "ongoing" if "date_start" in over else "planned"


def add_months(day, months):
    """The same day some months later, or the last one of a shorter month.

    Past the last day that a calendar knows, that one.

    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    try:
        return day + relativedelta(months=months)
    except (OverflowError, ValueError):
        return date.max


# -- windows by occasion ---------------------------------------------------------------


def _make_deeds(dates, rule, _first, _last):
    """One measurement from the handover to the title deeds"""
    start = dates.get("date_handover")
    if start:
        end = dates.get("date_deeds") or add_months(start, rule.window_months)
        yield Window(start, max(start, end), "deeds", "deeds", rule.id)


def _make_settlement(dates, rule, _first, _last):
    """One measurement within some months of the final settlement"""
    start = dates.get("date_settlement")
    if start:
        end = add_months(start, rule.window_months)
        yield Window(start, end, "settlement", "settlement", rule.id)


def _make_quarter(dates, rule, first, last):
    """The last months of each quarter in which work goes on"""
    begun = dates.get("date_start")
    if not begun:
        return
    completed = dates.get("date_completion") or date.max
    quarter = period_of(max(begun, first), "quarter")
    final = min(completed, last)
    while quarter.start <= final:
        start = add_months(quarter.start, max(0, 3 - rule.window_months))
        if begun <= quarter.end and start <= completed:
            number = (quarter.start.month + 2) // 3
            key = f"quarter:{quarter.start.year}-{number}"
            yield Window(
                max(start, begun), min(quarter.end, completed), "quarter", key, rule.id
            )
        if quarter.end >= date.max:
            return
        quarter = quarter.next()


def _make_warranty(dates, rule, _first, last):
    """At intervals from completion or handover on, and before the warranty ends"""
    base = _get_warranty_start(dates)
    end = dates.get("date_warranty_end")
    if not base or not end or end < base:
        return
    # a warranty for ever ends with the calendar: no day comes after
    after = end + ONE_DAY if end < date.max else end
    last_start = max(base, min(end, add_months(after, -rule.window_months)))
    number = 1
    start = add_months(base, rule.every_months)
    while rule.every_months > 0 and start < min(last_start, last):
        stop = add_months(start, rule.window_months) - ONE_DAY
        # a window that runs into the last one is that one
        if stop < last_start:
            yield Window(
                start, max(start, stop), "warranty", f"warranty:{number}", rule.id
            )
        number += 1
        start = add_months(base, rule.every_months * number)
    yield Window(last_start, end, "warranty", "warranty:last", rule.id)


def _make_nothing(_dates, _rule, _first, _last):
    """Measured when somebody decides so"""
    return ()


def _get_warranty_start(dates):
    return dates.get("date_completion") or dates.get("date_handover")


# -- what is missing by occasion -------------------------------------------------------


def _miss_settlement(dates, today):
    completed = dates.get("date_completion")
    if completed and completed <= today and not dates.get("date_settlement"):
        return {"date_settlement"}
    return set()


def _miss_warranty(dates, today):
    base = _get_warranty_start(dates)
    if base and base <= today and not dates.get("date_warranty_end"):
        return {"date_warranty_end"}
    return set()


def _miss(name):
    def miss(dates, _today):
        return set() if dates.get(name) else {name}

    return miss


_MAKERS = {
    "deeds": _make_deeds,
    "quarter": _make_quarter,
    "settlement": _make_settlement,
    "warranty": _make_warranty,
    "manual": _make_nothing,
}
_MISSING = {
    "deeds": _miss("date_handover"),
    "quarter": _miss("date_start"),
    "settlement": _miss_settlement,
    "warranty": _miss_warranty,
    "manual": lambda _dates, _today: set(),
}
