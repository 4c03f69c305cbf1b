# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Whether the form of a visit came on time, late, or not at all (VIS-03, VIS-07)."""

from odoo.tools import SQL

ON_TIME = "on_time"
LATE = "late"
MISSING = "missing"
NOT_DUE = "not_due"
NONE = "none"


def form_status(state, closed, is_late, deadline, now):
    """How the form of one visit stands.

    A form that was closed once keeps what it was then, also when it is opened again:
    what a reader sends back was handed in.

    :param str state: of the visit
    :param closed: when the form was closed for the first time, None when never
    :param bool is_late: that this was after its time
    :param deadline: when it must be closed; None while the visit has no date
    :param now: like the other times without time zone, in UTC

    >>> from datetime import datetime as at
    >>> due = at(2026, 3, 2, 18)
    >>> form_status("planned", None, False, due, at(2026, 3, 2, 18))
    'not_due'
    >>> form_status("in_progress", None, False, due, at(2026, 3, 2, 18, 0, 1))
    'missing'
    >>> form_status("done", at(2026, 3, 2, 17), False, due, at(2026, 4, 1))
    'on_time'
    >>> form_status("cancelled", None, False, due, at(2026, 4, 1))
    'none'
    """
    if state == "cancelled":
        return NONE
    if closed:
        return LATE if is_late else ON_TIME
    if deadline and now > deadline:
        return MISSING
    return NOT_DUE


def form_status_sql(alias, now):
    """The same of each row of a table.

    :param str alias: of the table of visits
    :param now: without time zone, in UTC
    """
    visit = SQL.identifier(alias)
    return SQL(
        """CASE WHEN %(visit)s.state = 'cancelled' THEN 'none'
                WHEN %(visit)s.done_on IS NOT NULL AND %(visit)s.is_late THEN 'late'
                WHEN %(visit)s.done_on IS NOT NULL THEN 'on_time'
                WHEN %(visit)s.report_deadline < %(now)s THEN 'missing'
                ELSE 'not_due' END""",
        visit=visit,
        now=now,
    )
