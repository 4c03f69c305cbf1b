# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""One whole round against the bare SQL of the same figures and rows."""

import database
import reference_round
from measuring import (
    Line,
    interleaved,
    peak_memory,
    ratio_line,
    statements,
    stopwatch,
)
from setting import DATE, put_into_effect

GOAL = 1.3
FEW = 10
MEMORY_GOAL = 50
WRITTEN = """
    SELECT n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
     WHERE relname = 'crm_grading_standing'
"""


def measure(bench):
    return [
        _time(bench),
        *_statements_and_memory(bench),
        _unchanged(bench),
    ]


def _time(bench):
    _check_same_work(bench)
    ours, bare = interleaved(
        bench.repeat, lambda: _time_round(bench), lambda: _time_bare(bench)
    )
    return ratio_line(
        "Whole round / bare SQL of its figures and rows", ours, bare, GOAL
    )


def _check_same_work(bench):
    """Both must find the same figures, else their times mean nothing."""
    with database.transaction(bench.registry) as env:
        record = _new_round(env, bench.scheme_id)
        record.action_compute()
        other = _new_round(env, bench.scheme_id)
        env.flush_all()
        count = reference_round.insert(env.cr, other.id, other.company_id.id)
        same = reference_round.same_figures(env.cr, record.id, other.id)
        if not count == same == len(record.result_ids):
            raise AssertionError(f"of {count} customers {same} have the same figures")
    database.vacuum(bench.registry, "crm_grading_result")


def _time_round(bench):
    with database.transaction(bench.registry) as env:
        record = _new_round(env, bench.scheme_id)
        with stopwatch() as elapsed:
            record.action_compute()
            env.flush_all()
    database.vacuum(bench.registry, "crm_grading_result")
    return elapsed[0]


def _time_bare(bench):
    with database.transaction(bench.registry) as env:
        record = _new_round(env, bench.scheme_id)
        company_id = record.company_id.id
        env.cr.execute("SET LOCAL jit = off")
        with stopwatch() as elapsed:
            reference_round.insert(env.cr, record.id, company_id)
    database.vacuum(bench.registry, "crm_grading_result")
    return elapsed[0]


def _statements_and_memory(bench):
    few_statements, few_memory = _count(bench, few=True)
    all_statements, all_memory = _count(bench, few=False)
    more = all_memory - few_memory
    return [
        Line(
            f"Statements of a round, all customers / {FEW}",
            str(all_statements),
            str(few_statements),
            str(all_statements - few_statements),
            "0 more",
            all_statements == few_statements,
        ),
        Line(
            f"Python's memory at its peak, all customers / {FEW}",
            f"+{all_memory:.0f} MB",
            f"+{few_memory:.0f} MB",
            f"{more:.0f} MB",
            f"≤ {MEMORY_GOAL} MB more",
            more <= MEMORY_GOAL,
        ),
    ]


def _count(bench, few):
    """Statements and megabytes of a round over a few customers, or all."""
    with database.transaction(bench.registry) as env:
        scheme = env["crm.grading.scheme"].browse(bench.scheme_id)
        some = env["res.partner"].search([("customer_rank", ">", 0)], limit=FEW).ids
        copy = scheme.copy(
            {"domain": repr([("id", "in", some)]) if few else scheme.domain}
        )
        record = _new_round(env, copy.id)
        with peak_memory() as grown, statements(env.cr) as counted:
            record.action_compute()
            env.flush_all()
    database.vacuum(bench.registry, "crm_grading_result")
    return counted[0], grown[0]


def _unchanged(bench):
    """The same figures graded again by a new version of the same scheme."""
    with database.transaction(bench.registry) as env:
        scheme = env["crm.grading.scheme"].browse(bench.scheme_id)
        again = scheme.copy({"previous_id": scheme.id, "appeal_days": 0})
        again.action_activate()
        env.flush_all()
        env.cr.execute(WRITTEN)
        before = env.cr.fetchone()[0]
        record = put_into_effect(again)
        env.flush_all()
        env.cr.execute(WRITTEN)
        written = env.cr.fetchone()[0] - before
        if record.state != "effective":
            raise AssertionError(f"the round is {record.state}")
    database.vacuum(bench.registry, "crm_grading_result", "crm_grading_standing")
    return Line(
        "Standings written by an unchanged regrade in effect",
        f"{written} rows",
        result=str(written),
        goal="0",
        met=written == 0,
    )


def _new_round(env, scheme_id):
    """A round that may be repeated on the same day; read anew, as in a request."""
    record = env["crm.grading.round"].create(
        {"scheme_id": scheme_id, "date": DATE, "kind": "what_if"}
    )
    env.flush_all()
    env.invalidate_all()
    return record
