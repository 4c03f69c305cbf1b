# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Loyalty of customers from the measurements that are done (SAT-11); SQL only."""

from odoo.tools import SQL


def repeat_rates(company_id, start, end):
    """Customers measured in a window, and those with more than one object in it.

    :return: rows of unit (NULL: the company), customers who came again, customers
    """
    seen = SQL(
        """
        SELECT DISTINCT one.partner_id, one.subject_id, one.unit_id
          FROM crm_satisfaction_measurement one
         WHERE one.company_id = %(company)s
           AND one.state = 'done'
           AND one.date_to BETWEEN %(start)s AND %(end)s
           AND one.partner_id IS NOT NULL
        """,
        company=company_id,
        start=start,
        end=end,
    )
    return count_again(
        SQL(
            """
            SELECT partner_id, count(DISTINCT subject_id) > 1 AS again
              FROM (%s) seen
             GROUP BY partner_id
            """,
            seen,
        ),
        placed=seen,
    )


def count_again(customers, placed):
    """Customers who came again, of a company and of each department.

    A customer counts in the departments where it is placed and in all above them.

    :param SQL customers: a query of `partner_id` and `again`, one row a customer
    :param SQL placed: a query of `partner_id` and `unit_id`
    :return: rows of unit (NULL: the company), customers who came again, customers
    """
    return SQL(
        """
        WITH customer AS (%(customers)s),
        counted AS (
            SELECT DISTINCT above.id::int AS unit_id, placed.partner_id
              FROM (%(placed)s) placed
              JOIN crm_policy_unit unit ON unit.id = placed.unit_id
             CROSS JOIN LATERAL
                   string_to_table(rtrim(unit.parent_path, '/'), '/') above(id)
            UNION ALL
            SELECT NULL, partner_id FROM customer
        )
        SELECT counted.unit_id, count(*) FILTER (WHERE customer.again), count(*)
          FROM counted
          JOIN customer USING (partner_id)
         GROUP BY counted.unit_id
        """,
        customers=customers,
        placed=placed,
    )


def write_repeat_rates(period_id, rates):
    """Writes the figures beside the scores of an open period.

    :param rates: triples of unit id (0: the company), customers again, customers; what
        is not named gets none
    :return: the ids of the rows that changed
    """
    return SQL(
        """
        UPDATE crm_satisfaction_rollup old
           SET repeat_count = wanted.again,
               repeat_base = wanted.whole,
               repeat_rate = wanted.rate
          FROM (SELECT row.id, COALESCE(rate.again, 0) AS again,
                       COALESCE(rate.whole, 0) AS whole,
                       COALESCE(round(100.0 * rate.again / NULLIF(rate.whole, 0), 2), 0)
                           AS rate
                  FROM crm_satisfaction_rollup row
                  LEFT JOIN (VALUES %(rates)s) rate (unit_id, again, whole)
                    ON row.scope <> 'kind'
                   AND COALESCE(row.unit_id, 0) = rate.unit_id
                 WHERE row.period_id = %(period)s) wanted,
               crm_satisfaction_period period
         WHERE wanted.id = old.id
           AND period.id = %(period)s
           AND period.state = 'open'
           AND (old.repeat_count, old.repeat_base, old.repeat_rate)
               IS DISTINCT FROM (wanted.again, wanted.whole, wanted.rate)
        RETURNING old.id
        """,
        period=period_id,
        # a row that is nobody's, so that the list is never empty
        rates=SQL(", ").join(
            SQL("(%s, %s, %s)", *rate) for rate in [(-1, 0, 0), *rates]
        ),
    )


def customers():
    """One row of each customer and company: what measurements say of it (SAT-11).

    Figures of anonymous answers are in the counts, never who gave them.
    """
    return SQL(
        """
        SELECT min(one.id) AS id,
               one.company_id, one.partner_id,
               count(DISTINCT one.subject_id) AS subject_count,
               count(*) FILTER (WHERE counted.yes) AS measurement_count,
               max(one.date_to) AS last_on,
               (array_agg(one.score ORDER BY one.date_to DESC, one.id DESC)
                   FILTER (WHERE counted.yes))[1] AS score_last,
               (array_agg(one.score ORDER BY one.date_to DESC, one.id DESC)
                   FILTER (WHERE counted.yes))[2] AS score_previous,
               round(avg(one.score) FILTER (WHERE counted.yes AND recent.yes), 2)
                   AS score_recent,
               count(*) FILTER (WHERE counted.yes AND recent.yes) AS recent_count,
               count(*) FILTER (WHERE counted.yes AND recent.yes AND NOT one.is_passed)
                   AS below_count,
               sum(one.recommend_count) FILTER (WHERE recent.yes) AS recommend_count,
               sum(one.promoter_count) FILTER (WHERE recent.yes) AS promoter_count,
               sum(one.detractor_count) FILTER (WHERE recent.yes) AS detractor_count,
               round(sum(one.recognition_count * one.recognition_avg)
                         FILTER (WHERE recent.yes)
                   / NULLIF(sum(one.recognition_count) FILTER (WHERE recent.yes), 0), 2)
                   AS recognition_avg
          FROM crm_satisfaction_measurement one
          JOIN res_company company ON company.id = one.company_id
         CROSS JOIN LATERAL (SELECT one.has_score AND one.is_rolled_up) counted (yes)
         CROSS JOIN LATERAL (
               SELECT one.date_to > timezone(
                          COALESCE(company.policy_tz, 'UTC'), now())::date
                      - make_interval(months => company.satisfaction_repeat_months)
               ) recent (yes)
         WHERE one.state = 'done'
           AND one.partner_id IS NOT NULL
         GROUP BY one.company_id, one.partner_id
        """
    )


def update_trends(subject_ids):
    """The last two scores of objects, written where they changed.

    :param list subject_ids: not empty
    """
    return SQL(
        """
        UPDATE crm_satisfaction_subject subject
           SET has_score = wanted.last IS NOT NULL,
               score_last = COALESCE(wanted.last, 0),
               measured_on = wanted.day,
               has_previous = wanted.previous IS NOT NULL,
               score_previous = COALESCE(wanted.previous, 0),
               score_difference = COALESCE(wanted.last - wanted.previous, 0)
          FROM (SELECT one.id, scores.list[1] AS last, scores.list[2] AS previous,
                       scores.day
                  FROM crm_satisfaction_subject one
                 CROSS JOIN LATERAL (
                       SELECT array_agg(score ORDER BY date_to DESC, id DESC) AS list,
                              max(date_to) AS day
                         FROM crm_satisfaction_measurement
                        WHERE subject_id = one.id AND state = 'done'
                          AND has_score AND is_rolled_up
                       ) scores
                 WHERE one.id IN %s) wanted
         WHERE wanted.id = subject.id
           AND (subject.has_score IS DISTINCT FROM (wanted.last IS NOT NULL)
                OR subject.score_last IS DISTINCT FROM COALESCE(wanted.last, 0)
                OR subject.measured_on IS DISTINCT FROM wanted.day
                OR subject.score_previous IS DISTINCT FROM COALESCE(wanted.previous, 0))
        RETURNING subject.id
        """,
        tuple(subject_ids),
    )
