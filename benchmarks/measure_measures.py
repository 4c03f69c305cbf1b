# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A quarter of measures planned for all customers, against storing the same rows.

Every grade gets a catalogue of eighteen quarterly measures, so that each customer is
asked for eighteen. The reference inserts the very rows that planning made, from a table
where they lie ready.
"""

import database
from measuring import Line, interleaved, ratio_line, seconds, statements, stopwatch

GOAL = 1.3
MEASURES = 18
FEW = 10
ROLES = ("salesperson", "key_account", "executive", "service", "officer")
COLUMNS = """
    measure_id, partner_id, company_id, grade_id, user_id, team_id, period, number,
    period_start, period_end, date_deadline, visible_from, target, state, is_late,
    user_is_fixed, merged_from, create_uid, write_uid, create_date, write_date
"""


def measure(bench):
    former = _replace_catalogue(bench)
    try:
        return _measure(bench)
    finally:
        _restore_catalogue(bench, former)


def _measure(bench):
    asked = _make_rows_ready(bench)
    ours, bare = interleaved(
        bench.repeat, lambda: _time_plan(bench, asked), lambda: _time_bare(bench, asked)
    )
    again, changed = _plan_again(bench)
    all_statements, few_statements = _count(bench, few=False), _count(bench, few=True)
    return [
        ratio_line(
            f"{asked} measures of a quarter planned / bare insert of the rows",
            ours,
            bare,
            GOAL,
        ),
        Line(
            "Measures added or changed by planning them again",
            f"{changed} in {seconds(again)}",
            result=str(changed),
            goal="0",
            met=changed == 0,
        ),
        Line(
            f"Statements of planning and reminding, all customers / {FEW}",
            str(all_statements),
            str(few_statements),
            str(all_statements - few_statements),
            "0 more",
            all_statements == few_statements,
        ),
    ]


def _replace_catalogue(bench):
    """Eighteen measures for each grade and nothing else; return what was in force."""
    with database.transaction(bench.registry, commit=True) as env:
        measures = env["crm.grading.measure"]
        former = measures.search([])
        former.active = False
        measures.create(
            [
                {
                    "name": f"Measure {number}",
                    "grade_id": grade.id,
                    "company_id": env.company.id,
                    "cadence": "quarter",
                    "role": ROLES[number % len(ROLES)],
                    "lead_days": 0,
                }
                for grade in env["crm.grading.grade"].search([])
                for number in range(MEASURES)
            ]
        )
        admin = env.ref("base.user_admin").id
        env.company.write(
            {
                "grading_measure_planning": "quarter",
                "grading_executive_id": admin,
                "grading_service_id": admin,
                "grading_officer_id": admin,
            }
        )
        return former.ids


def _restore_catalogue(bench, former):
    with database.transaction(bench.registry, commit=True) as env:
        env.cr.execute("DROP TABLE IF EXISTS bench_task")
        measures = env["crm.grading.measure"]
        measures.search([("company_id", "=", env.company.id)]).unlink()
        measures.browse(former).active = True


def _make_rows_ready(bench):
    """Keep the rows of one planning in a table of their own; return how many."""
    with database.transaction(bench.registry, commit=True) as env:
        asked = _plan(env)["added"]
        env.cr.execute(
            f"""CREATE TABLE bench_task AS
                SELECT {COLUMNS} FROM crm_grading_task ORDER BY id"""
        )
        env.cr.execute("TRUNCATE crm_grading_task CASCADE")
    database.vacuum(bench.registry, "crm_grading_task", "bench_task")
    return asked


def _plan(env):
    # sudo: planning is the scheduled action's
    return env["crm.grading.task"].sudo()._plan(env.company)


def _time_plan(bench, asked):
    with database.transaction(bench.registry) as env:
        with stopwatch() as elapsed:
            counts = _plan(env)
        if counts != {"missed": 0, "cancelled": 0, "changed": 0, "added": asked}:
            raise AssertionError(f"{counts}, not {asked} added")
    database.vacuum(bench.registry, "crm_grading_task")
    return elapsed[0]


def _time_bare(bench, asked):
    with database.transaction(bench.registry) as env:
        with stopwatch() as elapsed:
            env.cr.execute(
                f"""INSERT INTO crm_grading_task ({COLUMNS})
                    SELECT {COLUMNS} FROM bench_task"""
            )
        if env.cr.rowcount != asked:
            raise AssertionError(f"{env.cr.rowcount} rows, not {asked}")
    database.vacuum(bench.registry, "crm_grading_task")
    return elapsed[0]


def _plan_again(bench):
    """Seconds of planning what is planned, as every night, and what it changed."""
    with database.transaction(bench.registry) as env:
        _plan(env)
        env.cr.execute("ANALYZE crm_grading_task")
        with stopwatch() as elapsed:
            counts = _plan(env)
    database.vacuum(bench.registry, "crm_grading_task")
    return elapsed[0], sum(counts.values())


def _count(bench, few):
    """Statements of planning and reminding for a few customers, or all."""
    with database.transaction(bench.registry) as env:
        if few:
            env.cr.execute(
                """DELETE FROM crm_grading_standing WHERE id NOT IN (
                       SELECT id FROM crm_grading_standing ORDER BY id LIMIT %s)""",
                [FEW],
            )
        # both begin without what Odoo remembers of another run
        bench.registry.clear_all_caches()
        # sudo: as in _plan
        tasks = env["crm.grading.task"].sudo()
        with statements(env.cr) as counted:
            tasks._plan(env.company)
            tasks._remind(env.company)
    database.vacuum(bench.registry, "crm_grading_task", "crm_grading_standing")
    return counted[0]
