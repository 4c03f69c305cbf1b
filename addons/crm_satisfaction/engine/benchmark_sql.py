# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Our score beside that of competitors, quarter by quarter (SAT-12); SQL only."""

from odoo.tools import SQL


def comparison(ours):
    """One row of each kind, quarter and company: ours, and each competitor.

    The mean where a competitor has several figures in a quarter. The difference is
    ours less theirs, where both are known.

    :param str ours: how we are called in the list
    """
    return SQL(
        """
        WITH ours AS (
            SELECT company_id, kind_id, date_start, score
              FROM crm_satisfaction_rollup
             WHERE scope = 'kind' AND period_kind = 'quarter' AND has_score
        ),
        theirs AS (
            SELECT company_id, kind_id, date_start, name,
                   round(avg(score), 2) AS score, max(source_date) AS source_date,
                   string_agg(DISTINCT source, '; ' ORDER BY source) AS source
              FROM crm_satisfaction_benchmark
             WHERE active AND has_score
             GROUP BY company_id, kind_id, date_start, name
        )
        SELECT row_number() OVER (
                   ORDER BY date_start, kind_id, is_ours DESC, name
               ) AS id,
               both_of.*
          FROM (SELECT company_id, kind_id, date_start, %(ours)s::varchar AS name,
                       TRUE AS is_ours, score, NULL::numeric AS our_score,
                       NULL::numeric AS difference, NULL::varchar AS source,
                       NULL::date AS source_date
                  FROM ours
                UNION ALL
                SELECT theirs.company_id, theirs.kind_id, theirs.date_start,
                       theirs.name, FALSE, theirs.score, ours.score,
                       ours.score - theirs.score, theirs.source, theirs.source_date
                  FROM theirs
                  LEFT JOIN ours USING (company_id, kind_id, date_start)) both_of
        """,
        ours=ours,
    )
