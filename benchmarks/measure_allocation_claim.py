# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Fifty people claim from one pool at the same time, each with a connection.

Everybody tries customers in an order of their own until the limit of the day is
reached, so that many try the same customer. A call that collides is repeated as those
of the web client are. The reference claims as many rows of a bare table, one a
transaction, by ``UPDATE`` of a row taken with ``SKIP LOCKED``: no limits, ledger,
history or work.
"""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from unittest.mock import patch

import allocation
import database
from measuring import Line

from odoo import api
from odoo.fields import Command
from odoo.service.model import retrying
from odoo.tools import SQL, mute_logger

CLAIMERS = 50
LIMIT = 10
# More customers than claims, few enough for collisions.
CUSTOMERS = 800


def measure(bench):
    allocation.write(bench.registry)
    try:
        claimers, rows = _fill_pool(bench)
        # nobody listens; the notice would take a second connection of each person
        silent = patch.object(bench.registry["bus.bus"], "_sendone")
        # what Odoo repeats it logs as an error
        with silent, mute_logger("odoo.sql_db"):
            ours = _run(bench, claimers, rows, _claim)
        bare = _run_bare(bench, claimers, rows, ours.claimed)
        twice, above = _check(bench)
    finally:
        _empty_pool(bench)
        allocation.remove(bench.registry)
    return [
        Line(
            f"Claims a second, {CLAIMERS} people at once / bare claims",
            f"{ours.per_second:.1f}",
            f"{bare.per_second:.1f}",
            f"{bare.per_second / ours.per_second:.0f} times",
        ),
        Line(
            f"Claimed of {CLAIMERS * LIMIT}; calls repeated; refused with a reason",
            str(ours.claimed),
            result=f"{ours.repeated}; {ours.refused}",
            goal=str(CLAIMERS * LIMIT),
            met=ours.claimed == CLAIMERS * LIMIT,
        ),
        Line(
            "Customers with two owners; people above the limit",
            f"{twice}; {above}",
            result=f"{twice}; {above}",
            goal="0; 0",
            met=not twice and not above,
        ),
    ]


class Count:
    """What all claimers did together."""

    def __init__(self):
        self.lock = threading.Lock()
        self.claimed = self.refused = self.calls = self.attempts = 0
        self.elapsed = 0

    def add(self, **figures):
        with self.lock:
            for name, figure in figures.items():
                setattr(self, name, getattr(self, name) + figure)

    @property
    def repeated(self):
        return self.attempts - self.calls

    @property
    def per_second(self):
        return self.claimed / self.elapsed


def _fill_pool(bench):
    """A pool with some of the customers that wait; ids of claimers and of rows."""
    with database.transaction(bench.registry, commit=True) as env:
        # sudo: the administrator need not manage the pools
        env = env(su=True)
        users = env["res.users"].search(
            [("login", "=like", f"{allocation.LOGIN}%")], limit=CLAIMERS
        )
        group = env.ref("crm_policy.group_user")
        users.write({"group_ids": [Command.link(group.id)]})
        pool = env["crm.allocation.pool"].create(
            {"name": "Bench pool", "claims_per_day": LIMIT}
        )
        lines = env["crm.ownership"].search(
            [("holder", "=", "company")], limit=CUSTOMERS
        )
        rows = env["crm.ownership"]._transfer(
            [
                {
                    "partner_id": line.partner_id.id,
                    "company_id": line.company_id.id,
                    "pool_id": pool.id,
                    "source": "release",
                }
                for line in lines
            ]
        )
        env.cr.execute("CREATE TABLE bench_claim (id int4 PRIMARY KEY, owner int4)")
        env.cr.execute("INSERT INTO bench_claim SELECT unnest(%s)", [rows.ids])
        claimers, ids = users.ids, rows.ids
    database.vacuum(bench.registry, "crm_ownership", "bench_claim")
    return claimers, ids


def _run(bench, claimers, rows, claim):
    """Let all claim at once, each row in an order of the person's own."""
    count, together = Count(), threading.Barrier(len(claimers) + 1)
    bench.registry.clear_all_caches()

    def work(user):
        order = random.Random(user).sample(rows, len(rows))
        with closing(bench.registry.cursor()) as cr:
            together.wait()
            for row in order:
                if not claim(bench, cr, user, row, count):
                    break

    with ThreadPoolExecutor(len(claimers)) as threads:
        futures = [threads.submit(work, user) for user in claimers]
        together.wait()
        started = time.perf_counter()
        for future in futures:
            future.result()
        count.elapsed = time.perf_counter() - started
    return count


def _claim(bench, cr, user, row, count):
    """One call of the web client; whether the person goes on."""
    env = api.Environment(cr, user, {})

    def call():
        count.add(attempts=1)
        return env["crm.allocation.pool.customer"].browse(row)._claim()

    claimed, refused = retrying(call, env)
    made = len(claimed)
    full = any(str(LIMIT) in reason for _name, reason in refused)
    cr.commit()
    count.add(calls=1, claimed=made, refused=len(refused))
    return not full


def _run_bare(bench, claimers, rows, claims):
    """As many claims of a bare table."""
    share = claims // len(claimers)

    def claim(bench, cr, user, row, count):
        # a bare claim need not see one state of the whole database
        cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        cr.execute(
            SQL(
                """UPDATE bench_claim SET owner = %s
                    WHERE id = (SELECT id FROM bench_claim
                                 WHERE owner IS NULL
                                 LIMIT 1 FOR UPDATE SKIP LOCKED)""",
                user,
            )
        )
        cr.commit()
        count.add(claimed=1)
        made[user] = made.get(user, 0) + 1
        return made[user] < share

    made = {}
    return _run(bench, claimers, rows, claim)


def _check(bench):
    """Customers with two owners, and people who claimed more than they may."""
    with database.transaction(bench.registry) as env:
        return [
            env.execute_query(SQL(statement, LIMIT))[0][0]
            for statement in (
                """SELECT COUNT(*) FILTER (WHERE %s > 0) FROM (
                       SELECT FROM crm_ownership WHERE date_to IS NULL
                        GROUP BY partner_id, company_id HAVING COUNT(*) > 1) twice""",
                """SELECT COUNT(*) FROM (
                       SELECT FROM crm_ownership WHERE source = 'claim'
                        GROUP BY user_id HAVING COUNT(*) > %s) above""",
            )
        ]


def _empty_pool(bench):
    with database.transaction(bench.registry, commit=True) as env:
        # sudo: as when they were written
        env = env(su=True)
        env.cr.execute("DROP TABLE IF EXISTS bench_claim")
        env.cr.execute("TRUNCATE crm_ownership CASCADE")
        kind = env.ref("crm_allocation.mail_activity_type_first_contact")
        env.cr.execute(
            SQL("DELETE FROM mail_activity WHERE activity_type_id = %s", kind.id)
        )
        env.invalidate_all()
        env["crm.allocation.pool"].search([("name", "=", "Bench pool")]).unlink()
