# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How many of the people asked gave feedback (SAT-10)."""

from odoo.tools import SQL


def count_feedback(measurement_ids):
    """Counts people once each, whichever way they were asked and answered.

    Asked is who was invited, and who is listed as a respondent of the object. Anonymous
    questionnaires name nobody: there only invitations tell who was asked and answered.

    :param list measurement_ids: not empty
    :return: UPDATE; gives the ids of those that changed
    """
    return SQL(
        """
        UPDATE crm_satisfaction_measurement measurement
           SET asked_count = counted.asked, feedback_count = counted.answered
          FROM (
              SELECT one.id, count(person.partner_id) AS asked,
                     count(*) FILTER (WHERE person.answered) AS answered
                FROM crm_satisfaction_measurement one
                LEFT JOIN LATERAL (
                    SELECT partner_id, bool_or(answered) AS answered
                      FROM (SELECT partner_id, state = 'answered' AS answered
                              FROM crm_satisfaction_invitation
                             WHERE measurement_id = one.id AND state != 'withdrawn'
                            UNION ALL
                            SELECT listed.partner_id, EXISTS (
                                       SELECT FROM crm_satisfaction_answer answer
                                        WHERE answer.measurement_id = one.id
                                          AND answer.contact_id = listed.partner_id
                                          AND answer.state = 'done')
                              FROM crm_satisfaction_respondent listed
                             WHERE listed.subject_id = one.subject_id
                               AND listed.active
                               AND one.is_rolled_up
                               AND one.is_anonymous IS NOT TRUE) asked
                     GROUP BY partner_id
                ) person ON TRUE
               WHERE one.id IN %s
               GROUP BY one.id
          ) counted
         WHERE counted.id = measurement.id
           AND (measurement.asked_count, measurement.feedback_count)
               IS DISTINCT FROM (counted.asked, counted.answered)
        RETURNING measurement.id
        """,
        tuple(measurement_ids),
    )
