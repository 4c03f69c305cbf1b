# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""All customers allocated to two hundred people, and leads beside Odoo's assignment.

The reference of the first writes the very rows that allocating wrote, from tables where
they lie ready: owners, ledger lines and decisions. The reference of the second is the
lead assignment of Odoo on leads of the same customers, to the same people.

Clocks of the receivers and the letters about them (ALC-07), a step that neither
reference has, are left out; a line of its own says what they add.
"""

import random
from collections import Counter
from contextlib import contextmanager
from unittest.mock import patch

import allocation
import database
from measuring import Line, interleaved, ratio_line, seconds, statements, stopwatch

from odoo import modules

GOAL = 6
LEADS = 1_000
FASTER = 50
FEWER = 10
BATCH = "odoo.addons.crm_allocation.models.crm_allocation_decision_allocate.BATCH"
# What Odoo assigns to a person at most in 30 days; a thirtieth of it at once.
ASSIGNMENT_MAX = 300
# In the order in which they refer to each other.
READY = ("crm_allocation_run", "crm_allocation_lineup", "crm_allocation_decision")


def measure(bench):
    allocation.write(bench.registry)
    try:
        return [*_measure_all(bench), *_measure_leads(bench)]
    finally:
        allocation.remove(bench.registry)


# -- all customers ---------------------------------------------------------------------


def _measure_all(bench):
    count = _make_rows_ready(bench)
    ours, bare = interleaved(
        bench.repeat, lambda: _time_allocate(bench, count), lambda: _time_bare(bench)
    )
    batch = max(count // 10, 1)
    with patch(BATCH, batch):
        all_statements, shares = _count_statements(bench, count)
        batches = -(-count // batch)
        one_statements, _shares = _count_statements(bench, batch)
    clocks = _time_allocate(bench, count, with_clocks=True)
    _drop_ready(bench)
    return [
        ratio_line(
            f"{count} customers allocated to {allocation.SALESPEOPLE} people / "
            "bare writing of the rows",
            ours,
            bare,
            GOAL,
        ),
        Line(
            "The same with a clock and a letter for the receivers",
            seconds(clocks),
            seconds(ours),
            f"{clocks / ours:.2f}",
        ),
        Line(
            f"Statements a batch of {batch} customers, {batches} batches / one",
            f"{all_statements / batches:g}",
            f"{one_statements:g}",
            f"{all_statements / batches - one_statements:g}",
            "0 more",
            all_statements / batches <= one_statements,
        ),
        Line(
            "Customers of who received most / least",
            str(max(shares)),
            str(min(shares)),
            str(max(shares) - min(shares)),
            "≤ 1",
            max(shares) - min(shares) <= 1,
        ),
    ]


def _allocate(env, limit=None, with_clocks=False):
    # sudo: as the scheduled action allocates
    decisions = env["crm.allocation.decision"].sudo()
    waiting = decisions._get_waiting(env.company, limit=limit)
    if with_clocks:
        return decisions._allocate(waiting, env.company, "automatic")
    with _without_clocks(env):
        return decisions._allocate(waiting, env.company, "automatic")


@contextmanager
def _without_clocks(env):
    clocks = env.registry["crm.allocation.contact"]
    with patch.object(clocks, "_follow_transfer", lambda self, lines: None):
        yield


def _make_rows_ready(bench):
    """Keep what one allocation writes in tables of their own; return how many rows."""
    with database.transaction(bench.registry, commit=True) as env:
        decisions = _allocate(env)
        count = len(decisions)
        if len(decisions.filtered("user_id")) != count:
            raise AssertionError("not everybody was allocated")
        env.flush_all()
        env.cr.execute(
            "CREATE TABLE bench_line AS SELECT * FROM crm_ownership"
            " WHERE date_to IS NULL"
        )
        for table in READY:
            env.cr.execute(f"CREATE TABLE bench_{table} AS SELECT * FROM {table}")
        env.cr.execute("TRUNCATE crm_allocation_run CASCADE")
        env.cr.execute(
            """CREATE TEMP TABLE bench_waiting AS SELECT * FROM crm_ownership
                WHERE date_to IS NOT NULL"""
        )
        env.cr.execute(
            """UPDATE bench_waiting
                  SET date_to = NULL, end_source = NULL, closed_by_id = NULL"""
        )
        env.cr.execute("TRUNCATE crm_ownership CASCADE")
        env.cr.execute("INSERT INTO crm_ownership SELECT * FROM bench_waiting")
        env.cr.execute(
            """UPDATE res_partner SET user_id = NULL
                WHERE id IN (SELECT id FROM bench_owner)"""
        )
        env.cr.execute(
            "UPDATE crm_allocation_member SET turns = 0, last_allocated_on = NULL"
        )
        env.invalidate_all()
    database.vacuum(bench.registry, *allocation.TABLES, full=True)
    return count


def _drop_ready(bench):
    with database.transaction(bench.registry, commit=True) as env:
        for table in READY:
            env.cr.execute(f"DROP TABLE bench_{table}")
        env.cr.execute("DROP TABLE bench_line")


def _time_allocate(bench, count, with_clocks=False):
    with database.transaction(bench.registry) as env:
        with stopwatch() as elapsed:
            decisions = _allocate(env, with_clocks=with_clocks)
            env.flush_all()
        if len(decisions) != count:
            raise AssertionError(f"{len(decisions)} decisions, not {count}")
    database.vacuum(bench.registry, *allocation.TABLES)
    return elapsed[0]


def _time_bare(bench):
    with database.transaction(bench.registry) as env, stopwatch() as elapsed:
        for table in READY:
            env.cr.execute(f"INSERT INTO {table} SELECT * FROM bench_{table}")
        env.cr.execute(
            """UPDATE crm_ownership
                      SET date_to = bench_line.date_from, end_source = 'allocation'
                     FROM bench_line
                    WHERE bench_line.partner_id = crm_ownership.partner_id
                      AND crm_ownership.date_to IS NULL"""
        )
        env.cr.execute("INSERT INTO crm_ownership SELECT * FROM bench_line")
        env.cr.execute(
            """UPDATE res_partner SET user_id = bench_line.user_id
                     FROM bench_line WHERE bench_line.partner_id = res_partner.id"""
        )
    database.vacuum(bench.registry, *allocation.TABLES)
    return elapsed[0]


def _count_statements(bench, limit):
    """Statements of allocating so many customers, and what each person received."""
    with database.transaction(bench.registry) as env:
        # each begins without what Odoo remembers of another run
        bench.registry.clear_all_caches()
        with statements(env.cr) as counted:
            decisions = _allocate(env, limit)
            env.flush_all()
        received = Counter(decision.user_id.id for decision in decisions)
    database.vacuum(bench.registry, *allocation.TABLES)
    return counted[0], list(received.values())


# -- leads -----------------------------------------------------------------------------


def _measure_leads(bench):
    ours, theirs = _Result(), _Result()

    def time_ours():
        return ours.take(_allocate_leads(bench))

    def time_theirs():
        return theirs.take(_assign_leads(bench))

    fast, slow = interleaved(min(bench.repeat, 3), time_ours, time_theirs)
    what = f"{LEADS} leads of as many customers to {allocation.SALESPEOPLE} people"
    return [
        Line(
            f"{what}: ours / Odoo's lead assignment",
            seconds(fast),
            seconds(slow),
            f"{slow / fast:.0f} times faster",
            f"≥ {FASTER} times",
            slow / fast >= FASTER,
        ),
        Line(
            "The same: statements",
            str(ours.statements),
            str(theirs.statements),
            f"1/{theirs.statements / ours.statements:.0f}",
            f"< 1/{FEWER}",
            ours.statements * FEWER < theirs.statements,
        ),
        Line(
            "The same: largest share",
            f"{ours.largest:.2f} %",
            f"{theirs.largest:.2f} %",
            f"{ours.largest - theirs.largest:+.2f}",
            "lower",
            ours.largest < theirs.largest,
        ),
    ]


class _Result:
    """What the last turn of a measure said beside its time."""

    statements = 0
    largest = 0.0

    def take(self, result):
        elapsed, self.statements, received = result
        self.largest = 100 * max(received) / LEADS
        if sum(received) != LEADS:
            raise AssertionError(f"{sum(received)} of {LEADS} leads have a person")
        return elapsed


def _create_leads(env):
    """A lead of each of the customers that wait longest."""
    decisions = env["crm.allocation.decision"].sudo()
    customers = decisions._get_waiting(env.company, limit=LEADS)
    leads = (
        env["crm.lead"]
        .sudo()
        .create(
            [
                {
                    "name": customer.name,
                    "type": "lead",
                    "partner_id": customer.id,
                    "email_from": customer.email,
                    "user_id": False,
                    "team_id": False,
                }
                for customer in customers
            ]
        )
    )
    leads.write({"user_id": False, "team_id": False})
    env.flush_all()
    env.invalidate_all()
    return leads


def _allocate_leads(bench):
    """The customers of the leads allocated by the suite."""
    with database.transaction(bench.registry) as env:
        customers = _create_leads(env).partner_id
        decisions = env["crm.allocation.decision"].sudo()
        env.invalidate_all()
        with (
            _without_clocks(env),
            stopwatch() as elapsed,
            statements(env.cr) as counted,
        ):
            decisions = decisions._allocate(customers, env.company)
            env.flush_all()
        received = Counter(decision.user_id.id for decision in decisions)
    database.vacuum(bench.registry, *allocation.TABLES)
    return elapsed[0], counted[0], list(received.values())


def _assign_leads(bench):
    """The leads assigned by Odoo, to teams and then to their members."""
    with database.transaction(bench.registry) as env, _without_commits():
        leads = _create_leads(env)
        teams = env["crm.team"].sudo().search([("name", "=like", "Bench team%")])
        teams.crm_team_member_ids.assignment_max = ASSIGNMENT_MAX
        env.flush_all()
        env.invalidate_all()
        # it draws the teams by lot; the same lot each time
        random.seed(1)
        with stopwatch() as elapsed, statements(env.cr) as counted:
            teams._action_assign_leads(force_quota=True)
            env.flush_all()
        received = Counter(lead.user_id.id for lead in leads.exists() if lead.user_id)
    database.vacuum(bench.registry, "crm_lead")
    return elapsed[0], counted[0], list(received.values())


@contextmanager
def _without_commits():
    """Odoo's assignment commits as it goes, except in tests: here it is undone."""
    former = modules.module.current_test
    modules.module.current_test = True
    try:
        yield
    finally:
        modules.module.current_test = former
