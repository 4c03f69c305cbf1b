# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A quarter of visits planned for all customers, against storing the same rows.

One class holds all customers and asks two contacts a quarter, so that each gets two
proposals with an hour in the calendar of its salesperson. The reference inserts the
very rows that planning made, from a table where they lie ready.
"""

from datetime import date

import database
from measuring import statements
from planned_rows import PlannedRows

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
    # the classes of the customers stay, as they do from one night to the next
    rows = PlannedRows(
        bench,
        table="crm_visit",
        columns=COLUMNS,
        plan=_plan,
        unwanted=("waiting",),
        other_tables=("crm_visit_standing",),
    )
    asked = rows.make_ready()
    return [
        rows.get_ratio_line(
            f"{asked} visits of a quarter planned / bare insert of the rows",
            asked,
            GOAL,
        ),
        rows.get_again_line("Visits added, moved or taken back by planning them again"),
        rows.get_statements_line(
            f"Statements of planning visits, all customers / {FEW}",
            _count(bench, few=False),
            _count(bench, few=True),
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
        PlannedRows.drop(env)
        env.cr.execute("TRUNCATE crm_visit, crm_visit_standing CASCADE")
        classes = env["crm.visit.class"]
        classes.search([("company_id", "=", env.company.id)]).unlink()
        classes.browse(former).active = True


def _plan(env):
    # sudo: planning is the scheduled action's
    return env["crm.visit"].sudo()._plan(env.company, _get_day())


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
