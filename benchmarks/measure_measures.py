# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A quarter of measures planned for all customers, against storing the same rows.

Every grade gets a catalogue of eighteen quarterly measures, so that each customer is
asked for eighteen. The reference inserts the very rows that planning made, from a table
where they lie ready.
"""

import database
from measuring import statements
from planned_rows import PlannedRows

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
    rows = PlannedRows(
        bench,
        table="crm_grading_task",
        columns=COLUMNS,
        plan=_plan,
        unwanted=("missed", "cancelled", "changed"),
    )
    asked = rows.make_ready()
    return [
        rows.get_ratio_line(
            f"{asked} measures of a quarter planned / bare insert of the rows",
            asked,
            GOAL,
        ),
        rows.get_again_line("Measures added or changed by planning them again"),
        rows.get_statements_line(
            f"Statements of planning and reminding, all customers / {FEW}",
            _count(bench, few=False),
            _count(bench, few=True),
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
        PlannedRows.drop(env)
        measures = env["crm.grading.measure"]
        measures.search([("company_id", "=", env.company.id)]).unlink()
        measures.browse(former).active = True


def _plan(env):
    # sudo: planning is the scheduled action's
    return env["crm.grading.task"].sudo()._plan(env.company)


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
