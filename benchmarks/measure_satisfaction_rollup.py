# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The roll-up of a quarter of satisfaction over all its measurements.

The reference is the bare question behind it: mean and sums of the projects of each
department, grouped once by project and once by department.
"""

import database
import measurements
from measuring import Line, interleaved, ratio_line, seconds, statements, stopwatch

from odoo.tools import SQL

from odoo.addons.crm_satisfaction.engine import rollup_write_sql

# What a row of the roll-up adds up beside the score
SUMMED = (
    *("asked_count", "answer_count", "feedback_count", "recommend_count"),
    *("promoter_count", "detractor_count", "recognition_count"),
)
GOAL = 3.0
FEW = 10


def measure(bench):
    quarter_id = measurements.write(bench.registry, measurements.MEASUREMENTS)
    try:
        ours, bare = interleaved(
            bench.repeat,
            lambda: _time_rollup(bench, quarter_id),
            lambda: _time_bare(bench, quarter_id),
        )
        again, repeated, rows = _run_twice(bench, quarter_id)
        many = _count(bench, quarter_id)
    finally:
        measurements.remove(bench.registry)
    quarter_id = measurements.write(bench.registry, FEW)
    try:
        few = _count(bench, quarter_id)
    finally:
        measurements.remove(bench.registry)
    return [
        ratio_line(
            f"Roll-up of {measurements.MEASUREMENTS} results, {rows} rows written / "
            "bare means and sums of projects and departments",
            ours,
            bare,
            GOAL,
        ),
        Line(
            "Rows that a second roll-up writes",
            f"{repeated} in {seconds(again)}",
            result=str(repeated),
            goal="0",
            met=repeated == 0,
        ),
        Line(
            f"Statements of a roll-up, {measurements.MEASUREMENTS} results / {FEW}",
            str(many),
            str(few),
            str(many - few),
            "≤ 0 more",
            many <= few,
        ),
    ]


def _get_query(env, quarter_id):
    # sudo: as the scheduled action does
    quarter = env["crm.satisfaction.period"].sudo().browse(quarter_id)
    return rollup_write_sql.roll_up(quarter._prepare_task())


def _time_rollup(bench, quarter_id):
    with database.transaction(bench.registry) as env:
        query = _get_query(env, quarter_id)
        with stopwatch() as elapsed:
            env.cr.execute(query)
    database.vacuum(bench.registry, "crm_satisfaction_rollup")
    return elapsed[0]


def _time_bare(bench, quarter_id):
    query = SQL(
        """SELECT unit_id, kind_id, round(avg(score), 2), count(*), %s
             FROM (SELECT unit_id, kind_id, avg(score) AS score, %s
                     FROM crm_satisfaction_measurement
                    WHERE state = 'done' AND rollup_period_id = %s
                    GROUP BY unit_id, kind_id, subject_id) project
            GROUP BY unit_id, kind_id""",
        _sums(),
        _sums(),
        quarter_id,
    )
    with database.transaction(bench.registry) as env, stopwatch() as elapsed:
        env.execute_query(query)
    return elapsed[0]


def _sums():
    return SQL(", ").join(
        SQL("sum(%s) AS %s", SQL.identifier(name), SQL.identifier(name))
        for name in SUMMED
    )


def _run_twice(bench, quarter_id):
    """Seconds of a second run, rows written in it, rows written in the first."""
    with database.transaction(bench.registry) as env:
        query = _get_query(env, quarter_id)
        written = len(env.execute_query(query))
        with stopwatch() as elapsed:
            repeated = len(env.execute_query(query))
        return elapsed[0], repeated, written


def _count(bench, quarter_id):
    """Statements of one roll-up, with what is looked up for it."""
    with database.transaction(bench.registry) as env:
        # sudo: as the scheduled action does
        quarter = env["crm.satisfaction.period"].sudo().browse(quarter_id)
        with statements(env.cr) as counted:
            quarter._roll_up()
        return counted[0]
