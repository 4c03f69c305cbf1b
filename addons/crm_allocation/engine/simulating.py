# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Customers of a past time through rules, as they came (ALC-06): no database.

Time is cut where somebody begins or ends work or leave. Whoever cannot be served waits
for the next piece of time, unless time changes nothing.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timezone

from . import routing

# What another hour can change.
PASSING = frozenset(
    (routing.HOURS, routing.LEAVE, routing.SHARE, routing.SKIPPED, routing.MIXED)
)


@dataclass(frozen=True)
class Arrival:
    """:ivar moment: when the customer came, naive in UTC"""

    customer: routing.Customer
    moment: datetime


@dataclass(frozen=True)
class Served:
    """
    :ivar person_id: who receives the customer, or ``None``
    :ivar code: why nobody does
    :ivar hours: waiting time until somebody received it; ``None`` when nobody did
    """

    customer_id: int
    person_id: int | None
    code: str | None
    hours: float | None


def simulate(people, rules, total, arrivals, worktimes, until):
    """Serves arrivals in the order of time.

    :param people: :class:`~.routing.Person` list
    :param arrivals: :class:`Arrival` list, sorted by moment
    :param dict worktimes: :class:`Worktime` (crm_policy) by id of the person
    :param datetime until: nobody is served after
    :return: :class:`Served` list
    """
    if not arrivals:
        return []
    router = routing.Router(people, rules, total, _seconds(arrivals[0].moment))
    edges = _get_edges(worktimes, arrivals[0].moment, until)
    pieces = [[] for _edge in edges]
    for arrival in arrivals:
        pieces[bisect_right(edges, arrival.moment) - 1].append(arrival)
    served, waiting = {}, []
    for edge, coming in zip(edges, pieces, strict=True):
        if not waiting and not coming:
            continue
        _set_time(people, worktimes, edge)
        router.new_moment(_seconds(edge))
        queue = [(arrival, edge) for arrival in waiting]
        queue += [(arrival, arrival.moment) for arrival in coming]
        waiting = []
        for arrival, moment in queue:
            router.moment = _seconds(moment)
            [outcome] = router.route([arrival.customer])
            if outcome.code in PASSING:
                waiting.append(arrival)
            served[arrival.customer.id] = Served(
                arrival.customer.id,
                outcome.person_id,
                outcome.code,
                None
                if outcome.code
                else (moment - arrival.moment).total_seconds() / 3600,
            )
    return list(served.values())


def _get_edges(worktimes, start, until):
    """The moments at which the work of somebody changes, from ``start``."""
    moments = {
        edge
        for time in worktimes.values()
        for stretch in (*time.stretches, *time.leaves)
        for edge in stretch
    }
    return [start, *sorted(edge for edge in moments if start < edge < until)]


def _set_time(people, worktimes, moment):
    """Who is on leave or out of hours at a moment."""
    for person in people:
        time = worktimes.get(person.id)
        if time is None or (person.blocked and person.blocked[0] != routing.LEAVE):
            continue
        leave_end = time.get_leave_end(moment)
        person.blocked = leave_end and (routing.LEAVE, leave_end.isoformat())
        person.closed = not leave_end and not time.is_working(moment)


def _seconds(moment):
    return moment.replace(tzinfo=timezone.utc).timestamp()
