# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Scores of answers and measurements in one statement (SAT-01, SAT-03).

The arithmetic is that of `score`, in PostgreSQL's exact numbers: each figure from the
figures below it as they are shown. What a measurement is scored with (weights, levels,
pass mark) comes from its own ``basis``, which was frozen when it opened.
"""

from odoo.tools import SQL

from .score import DETRACTOR_TO, PROMOTER_FROM

# of a weight renormalised and of the coverage
_SHARE_DIGITS = 4


def rescore(measurement_ids):
    """Computes and writes the scores of the answers and of their measurements.

    One statement however many there are; a second run writes the same. Each step is
    materialized: the planner knows no sizes here and would compute one step once more
    for each row of another.

    :return: rows of (measurement)
    """
    return SQL(
        """WITH %(measured)s, %(answers)s, %(scored)s, %(factors)s, %(respondents)s,
                %(checks)s, %(awards)s, %(components)s, %(totals)s
           UPDATE crm_satisfaction_measurement m
              SET score_questionnaire = COALESCE(t.questionnaire, 0),
                  score_contract = COALESCE(t.contract, 0),
                  score_award = COALESCE(t.award, 0),
                  coverage = t.coverage,
                  score = COALESCE(t.score, 0),
                  has_score = t.score IS NOT NULL,
                  level_id = level.id,
                  is_passed = COALESCE(t.score >= t.pass, FALSE),
                  answer_count = r.answer_count,
                  recommend_count = r.recommend_count,
                  promoter_count = r.promoter_count,
                  detractor_count = r.detractor_count,
                  recognition_count = r.recognition_count,
                  recognition_avg = COALESCE(r.recognition_avg, 0),
                  breakdown = t.breakdown
             FROM totals t
             JOIN respondents r ON r.measurement_id = t.id
             LEFT JOIN LATERAL %(level)s level ON TRUE
            WHERE m.id = t.id
        RETURNING m.id""",
        measured=_measured(measurement_ids),
        answers=_answers(),
        scored=_scored(),
        factors=_factors(),
        respondents=_respondents(),
        checks=_checks(),
        awards=_awards(),
        components=_components(),
        totals=_totals(),
        level=_level(SQL("t.basis"), SQL("t.score")),
    )


def rescore_answers(measurement_ids):
    """Writes the scores of the answers alone, also of measurements that are done.

    Those that counted keep theirs: it follows from the same basis.
    """
    return SQL(
        "WITH %s, %s, %s SELECT COUNT(*) FROM scored",
        _measured(measurement_ids),
        _answers(),
        _scored(),
    )


def _level(basis, score):
    """The level of some points: the greatest lower bound that they reach."""
    return SQL(
        """(SELECT (l->>'id')::int AS id
              FROM jsonb_array_elements(%(basis)s->'levels') l
             WHERE (l->>'lower')::numeric <= %(score)s
             ORDER BY (l->>'lower')::numeric DESC
             LIMIT 1)""",
        basis=basis,
        score=score,
    )


def _measured(measurement_ids):
    """What is scored, with the figures it is scored with."""
    return SQL(
        """measured AS MATERIALIZED (
               SELECT id, subject_id, set_id, basis, date_to AS on_day, is_few,
                      ROUND((basis->>'pass')::numeric, 2) AS pass,
                      (basis->'award'->>'base')::numeric AS award_base,
                      (basis->'award'->>'cap')::numeric AS award_cap
                 FROM crm_satisfaction_measurement
                WHERE id = ANY(%s)
           )""",
        list(measurement_ids),
    )


def _answers():
    """Each answer with the sums over the factors that were answered.

    Too few anonymous ones wait: any figure that they count in would be theirs.
    """
    return SQL(
        """answers AS MATERIALIZED (
               SELECT a.id, a.measurement_id,
                      CASE WHEN m.is_few AND a.way = 'online' AND a.state = 'done'
                           THEN 'waiting' ELSE a.state END AS state,
                      GREATEST(a.role_weight::numeric, 0) AS role_weight,
                      a.has_recommend, a.recommend, a.has_recognition, a.recognition,
                      ROUND(s.numerator / NULLIF(s.denominator, 0), 2) AS score
                 FROM measured m
                 JOIN crm_satisfaction_answer a ON a.measurement_id = m.id
                 LEFT JOIN (
                     SELECT l.answer_id,
                            SUM(f.weight::numeric * l.score::numeric) AS numerator,
                            SUM(f.weight::numeric) AS denominator
                       FROM measured
                       JOIN crm_satisfaction_answer a
                         ON a.measurement_id = measured.id
                       JOIN crm_satisfaction_answer_line l ON l.answer_id = a.id
                       JOIN crm_satisfaction_factor f
                         ON f.id = l.factor_id AND f.set_id = measured.set_id
                      WHERE l.state = 'answered' AND f.weight > 0
                      GROUP BY l.answer_id
                 ) s ON s.answer_id = a.id
           )"""
    )


def _scored():
    """Writes the scores of the answers, where they changed."""
    return SQL(
        """scored AS (
               UPDATE crm_satisfaction_answer a
                  SET score = COALESCE(n.score, 0), has_score = n.score IS NOT NULL,
                      level_id = level.id
                 FROM answers n
                 JOIN measured ON measured.id = n.measurement_id
                 LEFT JOIN LATERAL %s level ON TRUE
                WHERE a.id = n.id
                  AND (a.score, a.has_score, a.level_id) IS DISTINCT FROM
                      (COALESCE(n.score, 0), n.score IS NOT NULL, level.id)
            RETURNING a.id
           )""",
        _level(SQL("measured.basis"), SQL("n.score")),
    )


def _factors():
    """Of each factor: its mean over the answers that count, and how many there are."""
    return SQL(
        """factors AS MATERIALIZED (
               SELECT x.measurement_id, jsonb_agg(jsonb_build_object(
                          'id', x.factor_id,
                          'weight', x.weight,
                          'mean', ROUND(x.numerator / NULLIF(x.denominator, 0), 2),
                          'answered', x.answered, 'na', x.na, 'empty', x.empty
                      ) ORDER BY x.sequence, x.factor_id) AS list
                 FROM (
                     SELECT a.measurement_id, l.factor_id,
                            f.weight::numeric AS weight, f.sequence,
                            SUM(a.role_weight * l.score::numeric)
                                FILTER (WHERE l.state = 'answered') AS numerator,
                            SUM(a.role_weight)
                                FILTER (WHERE l.state = 'answered') AS denominator,
                            COUNT(*) FILTER (WHERE l.state = 'answered') AS answered,
                            COUNT(*) FILTER (WHERE l.state = 'na') AS na,
                            COUNT(*) FILTER (WHERE l.state = 'empty') AS empty
                       FROM measured m
                       JOIN answers a ON a.measurement_id = m.id
                       JOIN crm_satisfaction_answer_line l ON l.answer_id = a.id
                       JOIN crm_satisfaction_factor f
                         ON f.id = l.factor_id AND f.set_id = m.set_id
                      WHERE a.state = 'done'
                      GROUP BY a.measurement_id, l.factor_id, f.weight, f.sequence
                 ) x
                GROUP BY x.measurement_id
           )"""
    )


def _respondents():
    """Of each measurement: its answers, and the mean of those that have a score."""
    counts = SQL("a.state = 'done' AND a.score IS NOT NULL AND a.role_weight > 0")
    asked = SQL("a.state = 'done' AND a.has_recommend")
    return SQL(
        """respondents AS MATERIALIZED (
               SELECT m.id AS measurement_id,
                      COUNT(a.id) FILTER (WHERE a.state = 'done') AS answer_count,
                      COUNT(a.id) FILTER (WHERE a.state = 'draft') AS draft_count,
                      COUNT(a.id) FILTER (WHERE a.state = 'void') AS void_count,
                      COUNT(a.id) FILTER (WHERE %(counts)s) AS scored_count,
                      COALESCE(jsonb_agg(a.id ORDER BY a.id) FILTER (WHERE %(counts)s),
                               '[]') AS ids,
                      SUM(a.role_weight * a.score) FILTER (WHERE %(counts)s)
                          AS numerator,
                      SUM(a.role_weight) FILTER (WHERE %(counts)s) AS denominator,
                      COUNT(a.id) FILTER (WHERE %(asked)s) AS recommend_count,
                      COUNT(a.id) FILTER (WHERE %(asked)s AND a.recommend >= %(from)s)
                          AS promoter_count,
                      COUNT(a.id) FILTER (WHERE %(asked)s AND a.recommend <= %(to)s)
                          AS detractor_count,
                      COUNT(a.id) FILTER (WHERE a.state = 'done'
                          AND a.has_recognition) AS recognition_count,
                      ROUND(AVG(a.recognition::numeric)
                          FILTER (WHERE a.state = 'done' AND a.has_recognition), 2)
                          AS recognition_avg
                 FROM measured m
                 LEFT JOIN answers a ON a.measurement_id = m.id
                GROUP BY m.id
           )""",
        counts=counts,
        asked=asked,
        **{"from": PROMOTER_FROM, "to": DETRACTOR_TO},
    )


def _checks():
    """Of each measurement: the checklist of how the contract was performed."""
    scored = SQL("c.state = 'answered' AND c.weight > 0")
    return SQL(
        """checks AS MATERIALIZED (
               SELECT c.measurement_id,
                      SUM(c.weight::numeric * c.score::numeric)
                          FILTER (WHERE %(scored)s) AS numerator,
                      SUM(c.weight::numeric) FILTER (WHERE %(scored)s) AS denominator,
                      BOOL_OR(c.state != 'na' AND c.weight > 0) AS applies,
                      jsonb_agg(jsonb_build_object(
                          'id', c.id, 'item_id', c.item_id,
                          'weight', c.weight::numeric, 'state', c.state,
                          'score', CASE WHEN c.state = 'answered'
                                        THEN c.score::numeric END
                      ) ORDER BY c.sequence, c.id) AS list
                 FROM measured m
                 JOIN crm_satisfaction_check c ON c.measurement_id = m.id
                GROUP BY c.measurement_id
           )""",
        scored=scored,
    )


def _awards():
    """Of each measurement: the awards of its subject, and what each of them adds.

    The greatest come first; the sum of those before says what room the cap leaves.
    """
    return SQL(
        """awards AS MATERIALIZED (
               SELECT x.measurement_id,
                      COUNT(*) FILTER (WHERE x.valid) AS valid_count,
                      SUM(x.counted) AS points,
                      jsonb_agg(jsonb_build_object(
                          'id', x.id, 'grade_id', x.grade_id, 'points', x.points,
                          'counted', x.counted,
                          'reason', CASE WHEN x.early THEN 'early'
                                         WHEN NOT x.valid THEN 'expired'
                                         WHEN x.counted < x.points THEN 'cap' END
                      ) ORDER BY x.points DESC, x.id) AS list
                 FROM (
                     SELECT v.*,
                            CASE WHEN v.valid THEN GREATEST(0, LEAST(v.points,
                                v.room - COALESCE(SUM(v.points) FILTER (WHERE v.valid)
                                    OVER (PARTITION BY v.measurement_id
                                              ORDER BY v.points DESC, v.id
                                              ROWS BETWEEN UNBOUNDED PRECEDING
                                                       AND 1 PRECEDING), 0)))
                                 ELSE 0 END AS counted
                       FROM (
                           SELECT m.id AS measurement_id, a.id, a.grade_id,
                                  a.points::numeric AS points,
                                  GREATEST(0, m.award_cap - m.award_base) AS room,
                                  a.date > m.on_day AS early,
                                  a.date <= m.on_day AND COALESCE(
                                      a.valid_until >= m.on_day, TRUE) AS valid
                             FROM measured m
                             JOIN crm_satisfaction_award a
                               ON a.subject_id = m.subject_id AND a.active
                       ) v
                 ) x
                GROUP BY x.measurement_id
           )"""
    )


def _components():
    """One row a measurement and component, whether it is used or not."""
    return SQL(
        """components AS MATERIALIZED (
               SELECT c.measurement_id, c.code, c.position, c.numerator, c.denominator,
                      c.score, c.reason, c.sources,
                      (m.basis->'weights'->>c.code)::numeric AS weight,
                      (m.basis->'required'->>c.code)::boolean AS required,
                      (m.basis->'weights'->>c.code)::numeric > 0 AND (c.applies
                          OR (m.basis->'required'->>c.code)::boolean) AS used
                 FROM measured m
                 JOIN (
                     SELECT r.measurement_id, 'questionnaire' AS code, 1 AS position,
                            TRUE AS applies, r.numerator, r.denominator,
                            ROUND(r.numerator / NULLIF(r.denominator, 0), 2) AS score,
                            CASE WHEN r.answer_count = 0 THEN 'no_answer'
                                 WHEN r.denominator IS NULL THEN 'nothing_applies'
                                 END AS reason,
                            jsonb_build_object(
                                'answer_ids', r.ids, 'answers', r.answer_count,
                                'scored', r.scored_count, 'drafts', r.draft_count,
                                'void', r.void_count,
                                'factors', COALESCE(f.list, '[]')) AS sources
                       FROM respondents r
                       LEFT JOIN factors f ON f.measurement_id = r.measurement_id
                     UNION ALL
                     SELECT m.id, 'contract', 2, COALESCE(c.applies, FALSE),
                            c.numerator, c.denominator,
                            ROUND(c.numerator / NULLIF(c.denominator, 0), 2),
                            CASE WHEN c.applies IS NOT TRUE THEN 'nothing_applies'
                                 WHEN c.denominator IS NULL THEN 'not_judged' END,
                            jsonb_build_object('checks', COALESCE(c.list, '[]'))
                       FROM measured m
                       LEFT JOIN checks c ON c.measurement_id = m.id
                     UNION ALL
                     SELECT m.id, 'award', 3, COALESCE(a.valid_count, 0) > 0,
                            NULL, NULL,
                            CASE WHEN a.valid_count > 0 THEN ROUND(LEAST(
                                m.award_base + a.points, m.award_cap, 100), 2) END,
                            CASE WHEN a.valid_count > 0 THEN NULL
                                 WHEN a.list IS NULL THEN 'no_award'
                                 ELSE 'no_valid_award' END,
                            jsonb_build_object(
                                'base', m.award_base, 'cap', m.award_cap,
                                'on', m.on_day, 'awards', COALESCE(a.list, '[]'))
                       FROM measured m
                       LEFT JOIN awards a ON a.measurement_id = m.id
                 ) c ON c.measurement_id = m.id
           )"""
    )


def _totals():
    """The score, and all that it was computed from."""
    known = SQL("c.used AND c.score IS NOT NULL")
    return SQL(
        """sums AS MATERIALIZED (
               SELECT c.measurement_id AS id,
                      SUM(c.weight * c.score) FILTER (WHERE %(known)s) AS numerator,
                      SUM(c.weight) FILTER (WHERE %(known)s) AS denominator,
                      SUM(c.weight) FILTER (WHERE c.used) AS applicable,
                      COALESCE(jsonb_agg(c.code ORDER BY c.position) FILTER (
                          WHERE c.used AND c.required AND c.score IS NULL), '[]')
                          AS missing,
                      MAX(c.score) FILTER (WHERE c.code = 'questionnaire')
                          AS questionnaire,
                      MAX(c.score) FILTER (WHERE c.code = 'contract') AS contract,
                      MAX(c.score) FILTER (WHERE c.code = 'award') AS award
                 FROM components c
                GROUP BY c.measurement_id
           ),
           results AS MATERIALIZED (
               SELECT s.*,
                      COALESCE(ROUND(s.denominator / NULLIF(s.applicable, 0), %(d)s), 0)
                          AS coverage,
                      CASE WHEN s.missing = '[]'
                           THEN ROUND(s.numerator / NULLIF(s.denominator, 0), 2) END
                          AS score
                 FROM sums s
           ),
           lists AS MATERIALIZED (
               SELECT r.id, jsonb_agg(jsonb_build_object(
                          'code', c.code, 'weight', c.weight,
                          'required', c.required, 'used', c.used, 'score', c.score,
                          'numerator', c.numerator, 'denominator', c.denominator,
                          'reason', c.reason,
                          'share', CASE WHEN %(known)s
                              THEN ROUND(c.weight / r.denominator, %(d)s) END
                      ) || c.sources ORDER BY c.position) AS list
                 FROM results r
                 JOIN components c ON c.measurement_id = r.id
                GROUP BY r.id
           ),
           totals AS MATERIALIZED (
               SELECT r.*, m.basis, m.pass, jsonb_build_object(
                          'score', r.score, 'coverage', r.coverage,
                          'numerator', r.numerator, 'denominator', r.denominator,
                          'missing', r.missing, 'pass', m.pass, 'components', l.list
                      ) AS breakdown
                 FROM results r
                 JOIN measured m ON m.id = r.id
                 JOIN lists l ON l.id = r.id
           )""",
        known=known,
        d=_SHARE_DIGITS,
    )
