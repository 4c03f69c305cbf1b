# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A random sample that can be drawn again: which results an audit looks at."""

from math import ceil

from odoo.tools import SQL


def size_of(count, percent):
    """Number of results in a share of them, at least one, rounded up.

    >>> size_of(101, 5), size_of(10, 1), size_of(0, 10)
    (6, 1, 0)
    """
    return ceil(count * percent / 100)


def draw(audit_id, round_id, seed, size, by_grade, uid):
    """The statement that stores the lines of an audit (GRD-16).

    The order is a hash of seed and result: the same seed draws the same sample on any
    server at any time. By grade, each grade has its share, and at least one while the
    sample has room for that.

    :param int size: how many results to draw
    :param bool by_grade: whether each grade has its share
    """
    strata = SQL("grade_id") if by_grade else SQL("NULL::integer")
    return SQL(
        """INSERT INTO crm_grading_audit_line (
               audit_id, result_id, grade_id, position, verdict,
               create_uid, write_uid, create_date, write_date)
           SELECT %(audit)s, id, grade_id, drawn,
                  'to_check', %(uid)s, %(uid)s,
                  now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
             FROM (SELECT id, grade_id,
                          ROW_NUMBER() OVER (
                              ORDER BY rank > 1, (rank - 0.5) / stratum, shuffled
                          ) AS drawn
                     FROM (SELECT id, grade_id, shuffled,
                                  ROW_NUMBER() OVER (
                                      PARTITION BY %(strata)s ORDER BY shuffled
                                  ) AS rank,
                                  COUNT(*) OVER (PARTITION BY %(strata)s) AS stratum
                             FROM (SELECT id, grade_id,
                                          md5(%(seed)s || ':' || id) AS shuffled
                                     FROM crm_grading_result
                                    WHERE round_id = %(round)s) AS results
                          ) AS ranked
                  ) AS ordered
            WHERE drawn <= %(size)s
           ON CONFLICT (audit_id, result_id) DO NOTHING
           RETURNING id""",
        audit=audit_id,
        uid=uid,
        strata=strata,
        seed=str(seed),
        round=round_id,
        size=size,
    )
