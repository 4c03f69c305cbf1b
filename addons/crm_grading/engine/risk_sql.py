# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The statements of the risk path: all customers at once (GRD-14)."""

from odoo.tools import SQL


def enter_path(company_id, uid, review_date):
    """Gives customers with a risk grade their record and a review that is due.

    Those who have both already are left alone, so a second run writes nothing.

    :param review_date: last day of the running period
    """
    return SQL(
        """INSERT INTO crm_grading_risk AS risk (
               partner_id, company_id, state, review_date, is_reminded,
               create_uid, write_uid, create_date, write_date)
           SELECT s.partner_id, s.company_id, 'none', %(review_date)s, FALSE,
                  %(uid)s, %(uid)s,
                  now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
             FROM crm_grading_standing s
             JOIN crm_grading_grade g ON g.id = s.grade_id AND g.needs_risk_review
             JOIN res_partner p ON p.id = s.partner_id AND p.active
            WHERE s.company_id = %(company)s AND s.is_leading
              AND NOT EXISTS (
                  SELECT FROM crm_grading_risk known
                   WHERE known.partner_id = s.partner_id
                     AND known.company_id = s.company_id
                     AND known.review_date IS NOT NULL)
           ON CONFLICT (partner_id, company_id) DO UPDATE
              SET review_date = EXCLUDED.review_date, is_reminded = FALSE,
                  write_uid = EXCLUDED.write_uid, write_date = EXCLUDED.write_date
            WHERE risk.review_date IS NULL""",
        company=company_id,
        uid=uid,
        review_date=review_date,
    )


def leave_path(company_id):
    """No more reviews for those with neither a risk grade nor a step."""
    return SQL(
        """UPDATE crm_grading_risk risk SET review_date = NULL
            WHERE risk.company_id = %(company)s AND risk.state = 'none'
              AND risk.review_date IS NOT NULL
              AND NOT EXISTS (
                  SELECT FROM crm_grading_standing s
                    JOIN crm_grading_grade g ON g.id = s.grade_id
                   WHERE s.partner_id = risk.partner_id
                     AND s.company_id = risk.company_id AND s.is_leading
                     AND g.needs_risk_review)""",
        company=company_id,
    )


def select_unseen(company_id, round_id, limit):
    """Records that were not looked at since the round took effect or since the grade
    changed, taken for this transaction; those that another one works on are left."""
    return SQL(
        """SELECT risk.id, risk.partner_id FROM crm_grading_risk risk
             JOIN crm_grading_standing s ON s.partner_id = risk.partner_id
              AND s.company_id = risk.company_id AND s.is_leading
            WHERE risk.company_id = %(company)s
              AND (risk.round_id IS DISTINCT FROM %(round)s
                   OR risk.grade_id IS DISTINCT FROM s.grade_id)
            ORDER BY risk.id LIMIT %(limit)s FOR UPDATE OF risk SKIP LOCKED""",
        company=company_id,
        round=round_id,
        limit=limit,
    )


def update_figures(risk_ids, scheme_id, payment_codes, round_id, overdue, today):
    """Takes the figures of records anew; what was there before stays beside them.

    Scores and payments come from the rounds in effect, latest first.

    :param scheme_id: first version of the scheme whose rounds count
    :param payment_codes: indicators that measure the share paid in time
    :param overdue: ``(partner_id, figure)``, the overdue amounts of today
    """
    return SQL(
        """WITH rated AS (
               SELECT DISTINCT ON (res.partner_id, round.id)
                      res.partner_id, round.id AS round_id, round.date, res.score,
                      g.needs_risk_review IS TRUE AS low,
                      (SELECT (res.breakdown -> code ->> 'raw')::numeric
                         FROM unnest(%(codes)s::text[]) code
                        WHERE res.breakdown -> code ->> 'raw' IS NOT NULL
                        LIMIT 1) AS paid
                 FROM crm_grading_risk risk
                 JOIN crm_grading_result res ON res.partner_id = risk.partner_id
                  AND res.status = 'graded'
                 JOIN crm_grading_round round ON round.id = res.round_id
                  AND round.state = 'effective'
                  AND round.scheme_root_id = %(scheme)s
                 JOIN crm_grading_grade g ON g.id = res.grade_id
                WHERE risk.id = ANY(%(risks)s)
                ORDER BY res.partner_id, round.id, res.id
           ), numbered AS (
               SELECT *, ROW_NUMBER() OVER (
                          PARTITION BY partner_id ORDER BY date DESC, round_id DESC
                      ) AS position
                 FROM rated
           ), history AS MATERIALIZED (
               SELECT partner_id,
                      COALESCE(MIN(position) FILTER (WHERE NOT low) - 1, COUNT(*))
                          AS low_rounds,
                      MAX(score) FILTER (WHERE position = 1) AS score,
                      MAX(score) FILTER (WHERE position = 2) AS score_before,
                      MAX(paid) FILTER (WHERE position = 1) AS paid,
                      MAX(paid) FILTER (WHERE position = 2) AS paid_before
                 FROM numbered GROUP BY partner_id
           ), overdue AS MATERIALIZED (%(overdue)s)
           UPDATE crm_grading_risk risk
              SET round_id = %(round)s, grade_id = s.grade_id, seen_on = %(today)s,
                  low_rounds = COALESCE(history.low_rounds, 0),
                  score = history.score, score_before = history.score_before,
                  paid_in_time = history.paid,
                  paid_in_time_before = history.paid_before,
                  overdue_before = risk.overdue_amount,
                  overdue_amount = GREATEST(COALESCE(overdue.figure, 0), 0)
             FROM crm_grading_risk own
             JOIN crm_grading_standing s ON s.partner_id = own.partner_id
              AND s.company_id = own.company_id AND s.is_leading
             LEFT JOIN crm_grading_grade g ON g.id = s.grade_id
             LEFT JOIN history ON history.partner_id = own.partner_id
             LEFT JOIN overdue ON overdue.partner_id = own.partner_id
            WHERE own.id = ANY(%(risks)s) AND risk.id = own.id
           RETURNING risk.id, risk.state AS step,
                  COALESCE(g.needs_risk_review, FALSE) AS at_risk, risk.low_rounds,
                  risk.score, risk.score_before, risk.paid_in_time,
                  risk.paid_in_time_before, risk.overdue_amount AS overdue,
                  risk.overdue_before""",
        risks=list(risk_ids),
        scheme=scheme_id,
        codes=list(payment_codes),
        round=round_id,
        overdue=overdue,
        today=today,
    )
