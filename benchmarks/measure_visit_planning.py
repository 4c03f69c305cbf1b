# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A quarter of visits planned for all customers, against storing the same rows.

One class holds all customers and asks two contacts a quarter, so that each gets two
proposals with an hour in the calendar of its salesperson. The reference inserts the
very rows that planning made, from a table where they lie ready.
"""

from datetime import date

import database
from measuring import Line, interleaved, ratio_line, seconds, statements, stopwatch

from odoo.addons.crm_policy.engine.periods import period_of

GOAL = 1.5
TYPES = ("regular", "phone")
FEW = 10
COLUMNS = """
    partner_id, company_id, user_id, team_id, class_id, cadence_id, type_id, channel_id,
    period_start, period_end, period_number, date_deadline, planned_start, planned_end,
    report_deadline, planning_issue, state, is_agreed, is_busy, is_late,
    is_time_entered, is_touched, is_user_fixed, no_competitor, duration,
    sent_back_count, create_uid, write_uid, create_date, write_date
"""


def measure(bench):
    former = _replace_classes(bench)
    try:
        return _measure(bench)
    finally:
        _restore_classes(bench, former)


def _measure(bench):
    asked = _make_rows_ready(bench)
    ours, bare = interleaved(
        bench.repeat, lambda: _time_plan(bench, asked), lambda: _time_bare(bench, asked)
    )
    again, changed = _plan_again(bench)
    all_statements, few_statements = _count(bench, few=False), _count(bench, few=True)
    return [
        ratio_line(
            f"{asked} visits of a quarter planned / bare insert of the rows",
            ours,
            bare,
            GOAL,
        ),
        Line(
            "Visits added, moved or taken back by planning them again",
            f"{changed} in {seconds(again)}",
            result=str(changed),
            goal="0",
            met=changed == 0,
        ),
        Line(
            f"Statements of planning visits, all customers / {FEW}",
            str(all_statements),
            str(few_statements),
            str(all_statements - few_statements),
            "0 more",
            all_statements == few_statements,
        ),
    ]


def _get_day():
    """The first day of the next quarter: none of its hours is over."""
    return period_of(date.today(), "quarter").next().start


def _replace_classes(bench):
    """One class of all customers with two quarterly rules; return what was in force."""
    with database.transaction(bench.registry, commit=True) as env:
        classes = env["crm.visit.class"]
        former = classes.search([])
        former.active = False
        record = classes.create(
            {"name": "All", "sequence": 0, "domain": "[('customer_rank', '>', 0)]"}
        )
        env["crm.visit.cadence"].create(
            [
                {
                    "class_id": record.id,
                    "type_id": env.ref(f"crm_visits.crm_visit_type_{code}").id,
                    "unit": "quarter",
                }
                for code in TYPES
            ]
        )
        env.company.visit_planning_days = 0
    return former.ids


def _restore_classes(bench, former):
    with database.transaction(bench.registry, commit=True) as env:
        env.cr.execute("DROP TABLE IF EXISTS bench_visit")
        env.cr.execute("TRUNCATE crm_visit, crm_visit_standing CASCADE")
        classes = env["crm.visit.class"]
        classes.search([("company_id", "=", env.company.id)]).unlink()
        classes.browse(former).active = True


def _make_rows_ready(bench):
    """Keep the rows of one planning in a table of their own; return how many.

    The classes of the customers stay, as they do from one night to the next.
    """
    with database.transaction(bench.registry, commit=True) as env:
        asked = _plan(env)["added"]
        env.cr.execute(
            f"CREATE TABLE bench_visit AS SELECT {COLUMNS} FROM crm_visit ORDER BY id"
        )
        env.cr.execute("TRUNCATE crm_visit CASCADE")
    database.vacuum(bench.registry, "crm_visit", "crm_visit_standing", "bench_visit")
    return asked


def _plan(env):
    # sudo: planning is the scheduled action's
    return env["crm.visit"].sudo()._plan(env.company, _get_day())


def _time_plan(bench, asked):
    with database.transaction(bench.registry) as env:
        with stopwatch() as elapsed:
            counts = _plan(env)
        if counts["added"] != asked or counts["waiting"]:
            raise AssertionError(f"{counts}, not {asked} added")
    database.vacuum(bench.registry, "crm_visit")
    return elapsed[0]


def _time_bare(bench, asked):
    with database.transaction(bench.registry) as env:
        with stopwatch() as elapsed:
            env.cr.execute(
                f"INSERT INTO crm_visit ({COLUMNS}) SELECT {COLUMNS} FROM bench_visit"
            )
        if env.cr.rowcount != asked:
            raise AssertionError(f"{env.cr.rowcount} rows, not {asked}")
    database.vacuum(bench.registry, "crm_visit")
    return elapsed[0]


def _plan_again(bench):
    """Seconds of planning what is planned, as every night, and what it changed."""
    with database.transaction(bench.registry) as env:
        _plan(env)
        env.cr.execute("ANALYZE crm_visit")
        with stopwatch() as elapsed:
            counts = _plan(env)
    database.vacuum(bench.registry, "crm_visit")
    return elapsed[0], sum(counts.values())


def _count(bench, few):
    """Statements of planning for a few customers, or all."""
    with database.transaction(bench.registry) as env:
        if few:
            env.cr.execute(
                """UPDATE res_partner SET customer_rank = 0
                    WHERE customer_rank > 0 AND id NOT IN (
                          SELECT partner_id FROM crm_visit_standing
                           ORDER BY id LIMIT %s)""",
                [FEW],
            )
        # both begin without what Odoo remembers of another run
        bench.registry.clear_all_caches()
        with statements(env.cr) as counted:
            _plan(env)
    database.vacuum(bench.registry, "crm_visit", "crm_visit_standing")
    return counted[0]
