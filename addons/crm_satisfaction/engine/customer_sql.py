# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How satisfied customers are, for their files, in one statement."""

from odoo.tools import SQL


def standing(measurements):
    """The last two scores and the recommendations of each customer.

    :param measurements: subselect of the ids of the measurements that count
    :return: SELECT of (customer, number, last, its level, passed, the one before,
        asked, promoters, detractors)
    """
    return SQL(
        """WITH ranked AS (
               SELECT m.partner_id, m.score, m.level_id, m.is_passed,
                      ROW_NUMBER() OVER (PARTITION BY m.partner_id
                                         ORDER BY m.date_to DESC, m.id DESC) AS place,
                      m.recommend_count, m.promoter_count, m.detractor_count
                 FROM crm_satisfaction_measurement m
                WHERE m.id IN %(measurements)s
           )
           SELECT partner_id, COUNT(*),
                  MAX(score) FILTER (WHERE place = 1),
                  MAX(level_id) FILTER (WHERE place = 1),
                  BOOL_OR(is_passed) FILTER (WHERE place = 1),
                  MAX(score) FILTER (WHERE place = 2),
                  SUM(recommend_count), SUM(promoter_count), SUM(detractor_count)
             FROM ranked
            GROUP BY partner_id""",
        measurements=measurements,
    )
