# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A round of each other method against the bare SQL of its figures and rows."""

import database
import reference_methods
from measuring import interleaved, ratio_line, stopwatch
from setting import DATE

GOAL = 1.3
METHODS = ("amount", "rules", "matrix")

# A tenth of the customers has a project, a hundredth an agreement, a few influence.
EVIDENCE = """
    DELETE FROM crm_grading_agreement;
    DELETE FROM crm_grading_project;
    DELETE FROM crm_grading_influence;
    DELETE FROM crm_grading_assessment WHERE indicator_code = ANY(%(codes)s);
    INSERT INTO crm_grading_agreement
        (partner_id, company_id, active, name, signed_on, valid_until)
    SELECT id, %(company)s, TRUE, 'Framework', '2025-01-01', '2026-12-31'
      FROM res_partner WHERE customer_rank > 0 AND id %% 100 = 0;
    INSERT INTO crm_grading_project
        (partner_id, company_id, active, name, opened_on, expected_on)
    SELECT id, %(company)s, TRUE, 'Line', '2026-01-01', DATE '2026-07-01' + id %% 300
      FROM res_partner WHERE customer_rank > 0 AND id %% 10 = 0;
    INSERT INTO crm_grading_influence
        (partner_id, company_id, active, reason, decided_by_id, decided_on)
    SELECT id, %(company)s, TRUE, 'Market', 2, '2026-01-01'
      FROM res_partner WHERE customer_rank > 0 AND id %% 1000 = 0;
    INSERT INTO crm_grading_assessment
        (partner_id, company_id, active, indicator_id, indicator_code, points, date)
    SELECT p.id, %(company)s, TRUE, i.id, i.code, (p.id * i.id) %% 101, '2026-03-01'
      FROM res_partner p CROSS JOIN crm_grading_indicator i
     WHERE p.customer_rank > 0 AND i.code = ANY(%(codes)s)
       AND (p.id + i.id) %% 3 > 0;
"""
CODES = ["fundamentals", "willingness", "smoothness", "relation"]


def measure(bench):
    _record_evidence(bench)
    return [_time(bench, method) for method in METHODS]


def _record_evidence(bench):
    with database.transaction(bench.registry, commit=True) as env:
        env.cr.execute(EVIDENCE, {"company": env.company.id, "codes": CODES})
    database.vacuum(
        bench.registry,
        "crm_grading_agreement",
        "crm_grading_project",
        "crm_grading_influence",
        "crm_grading_assessment",
    )


def _time(bench, method):
    _check_same_work(bench, method)
    ours, bare = interleaved(
        bench.repeat,
        lambda: _time_round(bench, method),
        lambda: _time_bare(bench, method),
    )
    return ratio_line(f"Round by {method} / bare SQL of its figures", ours, bare, GOAL)


def _check_same_work(bench, method):
    """Both must find the same figures, else their times mean nothing."""
    with database.transaction(bench.registry) as env:
        record, other = _new_round(env, method), _new_round(env, method)
        record.action_compute()
        env.flush_all()
        count = reference_methods.insert(env.cr, method, other.id, other.company_id.id)
        same = reference_methods.same_figures(env.cr, method, record.id, other.id)
        if not count == same == len(record.result_ids):
            raise AssertionError(
                f"{method}: of {count} customers {same} have the same figures"
            )
    database.vacuum(bench.registry, "crm_grading_result")


def _new_round(env, method):
    pattern = env.ref(f"crm_grading.crm_grading_scheme_{method}")
    scheme = pattern._copy_for_company(env.company)
    record = env["crm.grading.round"].create({"scheme_id": scheme.id, "date": DATE})
    env.flush_all()
    return record


def _time_round(bench, method):
    with database.transaction(bench.registry) as env:
        record = _new_round(env, method)
        with stopwatch() as elapsed:
            record.action_compute()
            env.flush_all()
    database.vacuum(bench.registry, "crm_grading_result")
    return elapsed[0]


def _time_bare(bench, method):
    with database.transaction(bench.registry) as env:
        record = _new_round(env, method)
        company_id = record.company_id.id
        env.cr.execute("SET LOCAL jit = off")
        with stopwatch() as elapsed:
            reference_methods.insert(env.cr, method, record.id, company_id)
    database.vacuum(bench.registry, "crm_grading_result")
    return elapsed[0]
