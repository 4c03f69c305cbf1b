# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Which rows a roll-up has, and what belongs to each of them (SAT-07).

Parts of the statement of ``rollup_sql``, whose ``Task`` they take.
"""

from odoo.tools import SQL


def left_out(task):
    """Measurements that do not count, and why: a code that the screen translates."""
    return SQL(
        """
        SELECT one.id, one.reference, one.unit_id, one.kind_id,
               CASE WHEN one.state <> 'done' THEN 'not_done'
                    WHEN NOT one.is_rolled_up THEN 'not_counted'
                    ELSE 'no_score' END AS reason
          FROM crm_satisfaction_measurement one
         WHERE one.company_id = %(company)s
           AND (one.state IN ('planned', 'open') AND one.is_rolled_up
                AND one.date_to BETWEEN %(start)s AND %(end)s
                OR one.state = 'done'
                AND one.rollup_period_id IN %(quarters)s
                AND (one.has_score AND one.is_rolled_up) IS NOT TRUE)
        """,
        company=task.company_id,
        start=task.due_from,
        end=task.end,
        quarters=tuple(quarter.id for quarter in task.quarters) or (0,),
    )


def scoped(table):
    """Each row of a table under every scope that it belongs to.

    A unit includes the units below it. The subsidiary units stand beside them: there
    each row belongs to one, so that the year counts nothing twice.
    """
    return SQL(
        """
        SELECT 'company' AS scope, 0 AS unit_key, 0 AS kind_key, row.*
          FROM %(table)s row
        UNION ALL
        SELECT 'unit', above.id::int, 0, row.*
          FROM %(table)s row
          JOIN tree ON tree.id = row.unit_id
         CROSS JOIN LATERAL string_to_table(rtrim(tree.parent_path, '/'), '/') above(id)
        UNION ALL
        SELECT 'subsidiary', tree.subsidiary_id, 0, row.*
          FROM %(table)s row
          JOIN tree ON tree.id = row.unit_id
        UNION ALL
        SELECT 'kind', 0, row.kind_id, row.* FROM %(table)s row
        """,
        table=SQL.identifier(table),
    )


def to_measure(task):
    """Departments and kinds with an object or a measurement in the period.

    The others have nothing to measure: they are no row and lower no coverage.
    """
    return SQL(
        """
        SELECT one.unit_id, one.kind_id
          FROM crm_satisfaction_subject one
         WHERE one.company_id = %(company)s AND one.active
           AND COALESCE(one.date_start, %(end)s) <= %(end)s
           AND COALESCE(one.date_warranty_end, %(start)s) >= %(start)s
         UNION
        SELECT one.unit_id, one.kind_id
          FROM crm_satisfaction_measurement one
         WHERE one.company_id = %(company)s AND one.is_rolled_up
           AND one.state <> 'cancelled'
           AND one.date_to BETWEEN %(start)s AND %(end)s
        """,
        company=task.company_id,
        start=task.start,
        end=task.end,
    )


def scopes(task):
    """The rows to be: the company, and units and kinds with something to measure."""
    return SQL(
        """
        SELECT 'company' AS scope, 0 AS unit_key, 0 AS kind_key,
               %(company)s::varchar AS name, 0 AS manual
        UNION ALL
        SELECT here.scope, tree.id, 0, tree.complete_name, tree.manual
          FROM here
          JOIN tree ON tree.id = here.unit_key
         WHERE here.scope IN ('unit', 'subsidiary')
        UNION ALL
        SELECT 'kind', 0, kind.id,
               COALESCE(kind.name->>%(lang)s, kind.name->>'en_US'), 0
          FROM here
          JOIN crm_satisfaction_kind kind ON kind.id = here.kind_key
         WHERE here.scope = 'kind'
        """,
        company=task.company_name,
        lang=task.lang,
    )


def objects(task):
    """The projects of a year, each once in however many quarters it was measured."""
    return SQL(
        """
        SELECT DISTINCT one.subject_id, one.unit_id, one.kind_id
          FROM crm_satisfaction_measurement one
         WHERE one.state = 'done' AND one.has_score AND one.is_rolled_up
           AND one.rollup_period_id IN %s
        """,
        tuple(quarter.id for quarter in task.quarters) or (0,),
    )
