# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The escalation ladder over all open deadlines, and the cards of many complaints.

A tenth of the deadlines is over, so that several steps of the ladder fall due for each.
The reference inserts the very rows that the ladder put into its log, from a table where
they lie ready.
"""

import complaints
import database
from measuring import Line, interleaved, ratio_line, seconds, statements, stopwatch

from odoo import fields

GOAL = 3.0
FEW = 10
# Records are read in pieces of so many thousands, not one by one
CHUNKS = complaints.CARDS // 1000
COLUMNS = """
    milestone_id, complaint_id, company_id, step_id, step_sequence, state, skip_reason,
    send_at, due_at, create_date, write_date
"""
CARD = {name: {} for name in ("reference", "name", "next_due_on", "next_countdown")}


def measure(bench):
    milestones = complaints.write(bench.registry, complaints.COMPLAINTS)
    try:
        rows = _make_rows_ready(bench)
        ours, bare = interleaved(
            bench.repeat, lambda: _time_ladder(bench), lambda: _time_bare(bench)
        )
        again, repeated = _run_twice(bench)
        many, cards = _count(bench), _count_cards(bench)
    finally:
        complaints.remove(bench.registry)
    complaints.write(bench.registry, FEW)
    try:
        few, few_cards = _count(bench), _count_cards(bench)
    finally:
        with database.transaction(bench.registry, commit=True) as env:
            env.cr.execute("DROP TABLE IF EXISTS bench_escalation")
        complaints.remove(bench.registry)
    return [
        ratio_line(
            f"{rows} steps of {milestones} open deadlines / bare insert of the rows",
            ours,
            bare,
            GOAL,
        ),
        Line(
            "Steps that fall due in a second run",
            f"{repeated} in {seconds(again)}",
            result=str(repeated),
            goal="0",
            met=repeated == 0,
        ),
        _more(f"Statements, {milestones} deadlines / {FEW * 4}", many, few, 0),
        _more(
            f"Statements of {complaints.CARDS} cards with clocks / {FEW}",
            cards,
            few_cards,
            CHUNKS,
        ),
    ]


def _more(what, many, few, allowed):
    return Line(
        what,
        str(many),
        str(few),
        str(many - few),
        f"≤ {allowed} more",
        many - few <= allowed,
    )


def _collect(env):
    # sudo: as the scheduled action does
    return env["crm.complaint.escalation"].sudo()._collect(fields.Datetime.now())


def _time_ladder(bench):
    with database.transaction(bench.registry) as env, stopwatch() as elapsed:
        _collect(env)
    database.vacuum(bench.registry, *complaints.TABLES)
    return elapsed[0]


def _make_rows_ready(bench):
    """The rows of one run in a table of their own; return how many."""
    with database.transaction(bench.registry, commit=True) as env:
        found = _collect(env)
        env.cr.execute(
            f"""CREATE TABLE bench_escalation AS
                SELECT {COLUMNS} FROM crm_complaint_escalation ORDER BY id"""
        )
        env.cr.execute("TRUNCATE crm_complaint_escalation")
        env.cr.execute("UPDATE crm_complaint_milestone SET state = 'open'")
    database.vacuum(bench.registry, *complaints.TABLES, "bench_escalation")
    return found


def _time_bare(bench):
    with database.transaction(bench.registry) as env, stopwatch() as elapsed:
        env.cr.execute(
            f"""INSERT INTO crm_complaint_escalation ({COLUMNS})
                SELECT {COLUMNS} FROM bench_escalation"""
        )
    database.vacuum(bench.registry, *complaints.TABLES)
    return elapsed[0]


def _run_twice(bench):
    """Seconds of a second run, and how many steps fell due in it."""
    with database.transaction(bench.registry) as env:
        _collect(env)
        with stopwatch() as elapsed:
            found = _collect(env)
        return elapsed[0], found


def _count(bench):
    """Statements of one run."""
    with database.transaction(bench.registry) as env:
        with statements(env.cr) as counted:
            _collect(env)
        return counted[0]


def _count_cards(bench):
    """Statements of the cards of the kanban view, with their clocks."""
    with database.transaction(bench.registry) as env:
        # sudo: the administrator need not handle complaints
        complaint = env["crm.complaint"].sudo()
        with statements(env.cr) as counted:
            complaint.web_search_read(
                [("name", "=", complaints.NAME)], CARD, limit=complaints.CARDS
            )
        return counted[0]
