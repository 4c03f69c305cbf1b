# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The calendar opened on a month with many visits: statements, and time.

The call is that of the web client for the fields of the calendar. The reference reads
the same columns and names of the same rows by hand, which says what the database itself
takes; what is claimed is that the statements do not grow with the visits, but only with
the thousands of customers whose names Odoo fetches at once.
"""

from datetime import date, datetime, time, timedelta

import database
from measuring import Line, interleaved, seconds, statements, stopwatch

MANY, FEW = 50_000, 50
# names that Odoo fetches at once: those of customers, and of visits by customer
BATCH = 1000
FIELDS = [
    "display_name",
    "planned_start",
    "planned_end",
    "partner_id",
    "channel_id",
    "place",
    "state",
    "user_id",
    "team_id",
]


def measure(bench):
    first = (date.today().replace(day=1) + timedelta(days=62)).replace(day=1)
    _plan(bench, first, MANY)
    customers = _count_customers(bench)
    other = (first + timedelta(days=62)).replace(day=1)
    _plan(bench, other, FEW)
    database.vacuum(bench.registry, "crm_visit")
    try:
        ours, bare = interleaved(
            bench.repeat,
            lambda: _time(bench, _open, first),
            lambda: _time(bench, _read_bare, first),
        )
        many, few = _count(bench, first), _count(bench, other)
    finally:
        _clear(bench)
    return [
        Line(
            f"Calendar opened on {MANY} visits / the rows read by hand",
            seconds(ours),
            seconds(bare),
            f"{ours / bare:.2f}",
        ),
        Line(
            f"Statements of opening the calendar, {MANY} visits / {FEW}",
            str(many),
            str(few),
            str(many - few),
            f"≤ 2 a thousand of {customers} customers",
            many - few <= 2 * -(-customers // BATCH),
        ),
    ]


def _plan(bench, first, count):
    """Visits spread over the customers and the days of four weeks."""
    with database.transaction(bench.registry, commit=True) as env:
        env.cr.execute(
            """INSERT INTO crm_visit (
                   partner_id, company_id, user_id, channel_id, state, is_agreed,
                   is_busy, planned_start, planned_end, create_uid, write_uid,
                   create_date, write_date)
               SELECT customer.id, %(company)s, %(user)s, %(channel)s, 'planned', false,
                      false, moment, moment + interval '1 hour', %(user)s, %(user)s,
                      now(), now()
                 FROM generate_series(0, %(count)s - 1) number
                 JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS position,
                              COUNT(*) OVER () AS customers
                         FROM res_partner WHERE customer_rank > 0) customer
                   ON customer.position = number %% customer.customers
                CROSS JOIN LATERAL (
                      SELECT %(first)s::timestamp
                             + number %% 28 * interval '1 day'
                             + number %% 9 * interval '1 hour' AS moment) day""",
            {
                "company": env.company.id,
                "user": env.uid,
                "channel": env.ref("crm_visits.crm_visit_channel_face").id,
                "count": count,
                "first": first,
            },
        )


def _count_customers(bench):
    with database.transaction(bench.registry) as env:
        env.cr.execute("SELECT COUNT(DISTINCT partner_id) FROM crm_visit")
        return env.cr.fetchone()[0]


def _clear(bench):
    with database.transaction(bench.registry, commit=True) as env:
        env.cr.execute("TRUNCATE crm_visit CASCADE")


def _window(first):
    start = datetime.combine(first, time.min)
    return start, start + timedelta(days=31)


def _open(env, first):
    """What the web client asks for a month."""
    start, end = _window(first)
    visits = env["crm.visit"].with_context(visit_customer_first=True)
    return visits.search_read(
        [("planned_start", "<=", end), ("planned_end", ">=", start)], FIELDS
    )


def _read_bare(env, first):
    start, end = _window(first)
    env.cr.execute(
        """SELECT visit.id, partner.complete_name, visit.planned_start,
                  visit.planned_end, channel.name, visit.place, visit.state,
                  person.name, team.name
             FROM crm_visit visit
             JOIN res_partner partner ON partner.id = visit.partner_id
             JOIN crm_visit_channel channel ON channel.id = visit.channel_id
             LEFT JOIN res_users users ON users.id = visit.user_id
             LEFT JOIN res_partner person ON person.id = users.partner_id
             LEFT JOIN crm_team team ON team.id = visit.team_id
            WHERE visit.planned_start <= %s AND visit.planned_end >= %s
            ORDER BY visit.planned_start DESC, visit.id DESC""",
        [end, start],
    )
    return env.cr.dictfetchall()


def _time(bench, action, first):
    with database.transaction(bench.registry) as env:
        with stopwatch() as elapsed:
            rows = action(env, first)
        if len(rows) != MANY:
            raise AssertionError(f"{len(rows)} visits, not {MANY}")
    return elapsed[0]


def _count(bench, first):
    """Statements of opening a month, with nothing remembered of another one."""
    with database.transaction(bench.registry) as env:
        bench.registry.clear_all_caches()
        with statements(env.cr) as counted:
            _open(env, first)
    return counted[0]
