# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""One customer graded again, beside a lookup of its figures by index."""

import database
import reference_round
from measuring import Line, interleaved, seconds, stopwatch
from setting import DATE

GOAL = 0.010
# A single customer takes milliseconds: more turns, for a steady median.
TURNS = 10
SIZES = """
    SELECT commercial_partner_id, COUNT(*) AS documents
      FROM account_move
     WHERE move_type IN ('out_invoice', 'out_refund') AND state = 'posted'
     GROUP BY 1 ORDER BY 2, 1
"""


def measure(bench):
    with database.transaction(bench.registry) as env:
        env.cr.execute(SIZES)
        customers = env.cr.fetchall()
    return [
        _line(bench, "Middling", *customers[len(customers) // 2]),
        _line(bench, "Biggest", *customers[-1]),
    ]


def _line(bench, which, partner_id, documents):
    ours, lookup = interleaved(
        TURNS * bench.repeat,
        lambda: _time_preview(bench, partner_id),
        lambda: _time_lookup(bench, partner_id),
    )
    more = ours - lookup
    return Line(
        f"{which} customer graded again ({documents} documents) / indexed lookup",
        seconds(ours),
        seconds(lookup),
        f"{more * 1000:.1f} ms more",
        f"≤ {GOAL * 1000:.0f} ms more",
        more <= GOAL,
    )


def _time_preview(bench, partner_id):
    with database.transaction(bench.registry) as env:
        scheme = env["crm.grading.scheme"].browse(bench.scheme_id)
        partner = env["res.partner"].browse(partner_id)
        with stopwatch() as elapsed:
            [row] = env["crm.grading.preview"]._get_results(scheme, partner, DATE)
        if row["score"] is None:
            raise AssertionError("the customer has no score")
    return elapsed[0]


def _time_lookup(bench, partner_id):
    with database.transaction(bench.registry) as env:
        company_id = env.company.id
        with stopwatch() as elapsed:
            reference_round.select_one(env.cr, partner_id, company_id)
    return elapsed[0]
