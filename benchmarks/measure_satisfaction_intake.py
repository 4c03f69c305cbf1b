# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Online questionnaires are taken in, in the batches of the scheduled action.

The reference inserts the very questionnaires and lines from tables where they lie
ready; it marks nothing, moves no invitation and scores nothing.
"""

import database
import questionnaires
from measuring import Line, interleaved, ratio_line, seconds, statements, stopwatch

from odoo.tools import SQL

GOAL = 10.0
BATCH = 500
FEW = 10
MANY = 200


def measure(bench):
    count = questionnaires.write(
        bench.registry, questionnaires.MEASUREMENTS, questionnaires.PEOPLE
    )
    try:
        _make_rows_ready(bench)
        ours, bare = interleaved(
            bench.repeat, lambda: _time_intake(bench), lambda: _time_bare(bench)
        )
        again, repeated = _run_twice(bench)
        many, few = _count(bench, MANY), _count(bench, FEW)
    finally:
        with database.transaction(bench.registry, commit=True) as env:
            env.cr.execute("DROP TABLE IF EXISTS bench_answer, bench_answer_line")
        questionnaires.remove(bench.registry)
    return [
        ratio_line(
            f"{count} online questionnaires taken in and scored / bare insert of the"
            " rows",
            ours,
            bare,
            GOAL,
        ),
        Line(
            "Questionnaires taken in by a second run",
            f"{repeated} in {seconds(again)}",
            result=str(repeated),
            goal="0",
            met=repeated == 0,
        ),
        Line(
            f"Statements, {MANY} questionnaires / {FEW}",
            str(many),
            str(few),
            str(many - few),
            "≤ 0 more",
            many <= few,
        ),
    ]


def _get_inputs(env):
    # sudo: as the scheduled action does
    return env["survey.user_input"].sudo()


def _take_in(env):
    """As the scheduled action, without its commits; return how many."""
    inputs = _get_inputs(env).search(
        [("satisfaction_taken", "=", False), ("state", "=", "done")], order="id"
    )
    for start in range(0, len(inputs), BATCH):
        inputs[start : start + BATCH]._take_satisfaction()
    return len(inputs)


def _time_intake(bench):
    with database.transaction(bench.registry) as env, stopwatch() as elapsed:
        _take_in(env)
    database.vacuum(bench.registry, *questionnaires.TABLES)
    return elapsed[0]


def _get_columns(env, model):
    """The columns of a model's table, as SQL."""
    return SQL(", ").join(
        SQL.identifier(name)
        for name, field in env[model]._fields.items()
        if field.store and field.column_type
    )


def _make_rows_ready(bench):
    """The rows of one run in tables of their own."""
    with database.transaction(bench.registry) as env:
        _take_in(env)
        env.flush_all()
        for table in ("answer", "answer_line"):
            env.cr.execute(
                SQL(
                    "CREATE TABLE %s AS SELECT * FROM %s",
                    SQL.identifier(f"bench_{table}"),
                    SQL.identifier(f"crm_satisfaction_{table}"),
                )
            )
        # what was taken in does not count, the tables stay
        for statement in (
            "DELETE FROM crm_satisfaction_answer",
            "UPDATE survey_user_input SET satisfaction_taken = NULL",
            "UPDATE crm_satisfaction_invitation SET state = 'sent'",
        ):
            env.cr.execute(statement)
        env.cr.commit()
    database.vacuum(bench.registry, *questionnaires.TABLES)


def _time_bare(bench):
    with database.transaction(bench.registry) as env:
        columns = {
            table: _get_columns(env, f"crm.satisfaction.{table.replace('_', '.')}")
            for table in ("answer", "answer_line")
        }
        with stopwatch() as elapsed:
            for table, listed in columns.items():
                env.cr.execute(
                    SQL(
                        "INSERT INTO %s (%s) SELECT %s FROM %s",
                        SQL.identifier(f"crm_satisfaction_{table}"),
                        listed,
                        listed,
                        SQL.identifier(f"bench_{table}"),
                    )
                )
    database.vacuum(bench.registry, *questionnaires.TABLES)
    return elapsed[0]


def _run_twice(bench):
    """Seconds of a second run, and how many were taken in by it."""
    with database.transaction(bench.registry) as env:
        _take_in(env)
        with stopwatch() as elapsed:
            found = _take_in(env)
        return elapsed[0], found


def _count(bench, number):
    """Statements of taking in so many, all of measurements of their own."""
    with database.transaction(bench.registry) as env:
        inputs = _get_inputs(env).search(
            [("satisfaction_taken", "=", False)], order="id", limit=number
        )
        with statements(env.cr) as counted:
            inputs._take_satisfaction()
        return counted[0]
