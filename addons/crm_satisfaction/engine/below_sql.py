# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Answers that are dissatisfied, marked in one statement (SAT-08, SAT-13)."""

from odoo.tools import SQL


def mark_dissatisfied(answer_ids):
    """Marks each answer by the settings of its company.

    Dissatisfied is the whole questionnaire, or where the settings say so any factor,
    or a willingness to recommend that is low enough.

    :return: UPDATE; gives the ids of those that are dissatisfied and were not before
    """
    return SQL(
        """WITH judged AS (
               SELECT a.id, a.is_dissatisfied AS before,
                      (COALESCE(total.code = 'dissatisfied', FALSE)
                       OR (c.satisfaction_dissatisfied_by = 'factor' AND EXISTS (
                               SELECT FROM crm_satisfaction_answer_line l
                                 JOIN crm_satisfaction_level v ON v.id = l.level_id
                                WHERE l.answer_id = a.id AND l.state = 'answered'
                                  AND v.code = 'dissatisfied'))
                       OR (a.has_recommend
                           AND c.satisfaction_dissatisfied_recommend >= 0
                           AND a.recommend <= c.satisfaction_dissatisfied_recommend)
                      ) AS dissatisfied
                 FROM crm_satisfaction_answer a
                 JOIN res_company c ON c.id = a.company_id
                 LEFT JOIN crm_satisfaction_level total ON total.id = a.level_id
                WHERE a.id = ANY(%(ids)s)
           ), changed AS (
               UPDATE crm_satisfaction_answer a
                  SET is_dissatisfied = j.dissatisfied
                 FROM judged j
                WHERE j.id = a.id
                  AND a.is_dissatisfied IS DISTINCT FROM j.dissatisfied
           )
           SELECT id FROM judged
            WHERE dissatisfied AND before IS DISTINCT FROM TRUE
            ORDER BY id""",
        ids=list(answer_ids),
    )
