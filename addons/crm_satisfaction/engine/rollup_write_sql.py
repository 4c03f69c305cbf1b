# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The figures of ``rollup_sql`` written beside their period (SAT-07)."""

from odoo.tools import SQL

from .rollup_sql import figures

# Written columns, in the order of the statement's result.
COLUMNS = (
    "name",
    "short_name",
    "has_score",
    "score",
    "project_count",
    "measurement_count",
    "numerator",
    "denominator",
    "coverage",
    "parts",
    "subsidiaries",
    "excluded",
    "excluded_count",
    "pass_mark",
    "is_passed",
    "level_id",
    "level_name",
    "has_previous",
    "previous_score",
    "difference",
    "invited_count",
    "responded_count",
    "answer_count",
    "has_feedback",
    "feedback_rate",
    "recommend_count",
    "promoter_count",
    "passive_count",
    "detractor_count",
    "has_nps",
    "nps",
    "recognition_count",
    "recognition_avg",
    "target_score",
    "target_repeat_rate",
    "target_feedback_rate",
)


def roll_up(task):
    """Writes the rows of an open period where something changed, and returns their ids.

    Rows of units and kinds that have nothing to measure any more go.
    """
    columns = SQL(", ").join(map(SQL.identifier, COLUMNS))
    old = SQL(", ").join(SQL.identifier("old", name) for name in COLUMNS)
    new = SQL(", ").join(SQL.identifier("excluded", name) for name in COLUMNS)
    return SQL(
        """
        WITH wanted (scope, unit_id, kind_id, %(columns)s)
          AS MATERIALIZED (%(figures)s),
        stale AS (
            DELETE FROM crm_satisfaction_rollup old
             WHERE old.period_id = %(period)s
               AND EXISTS (SELECT FROM crm_satisfaction_period
                            WHERE id = %(period)s AND state = 'open')
               AND NOT EXISTS (
                   SELECT FROM wanted
                    WHERE wanted.scope = old.scope
                      AND wanted.unit_id IS NOT DISTINCT FROM old.unit_id
                      AND wanted.kind_id IS NOT DISTINCT FROM old.kind_id)
        )
        INSERT INTO crm_satisfaction_rollup AS old
               (period_id, company_id, period_kind, date_start, date_end,
                scope, unit_id, kind_id, %(columns)s,
                create_uid, create_date, write_uid, write_date)
        SELECT %(period)s, %(company)s, %(kind)s, %(start)s, %(end)s,
               wanted.*,
               %(uid)s, timezone('UTC', now()), %(uid)s, timezone('UTC', now())
          FROM wanted
         WHERE EXISTS (SELECT FROM crm_satisfaction_period
                        WHERE id = %(period)s AND state = 'open')
            ON CONFLICT (period_id, scope, COALESCE(unit_id, 0), COALESCE(kind_id, 0))
            DO UPDATE SET (%(columns)s, write_uid, write_date)
                        = (%(new)s, EXCLUDED.write_uid, EXCLUDED.write_date)
                    WHERE (%(old)s) IS DISTINCT FROM (%(new)s)
        RETURNING old.id
        """,
        columns=columns,
        figures=figures(task),
        period=task.period_id,
        company=task.company_id,
        kind=task.kind,
        start=task.start,
        end=task.end,
        uid=task.uid,
        new=new,
        old=old,
    )


def stamp(period_id, now):
    """The row of the company says when the period was counted, changed or not."""
    return SQL(
        """
        UPDATE crm_satisfaction_rollup SET counted_on = %s
         WHERE period_id = %s AND scope = 'company'
        RETURNING id
        """,
        now,
        period_id,
    )
