# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Taking in online questionnaires: a fixed number of statements, however many there
are (SAT-09).

Questions are recognised by their own links to factors and levels, never by their
texts: what somebody edited in the survey afterwards is not answered, and changes no
result.
"""

from odoo.tools import SQL

# A comment is read by people; what is longer than this was not written by one.
COMMENT_LIMIT = 10_000


def lock_measurements(ids):
    """The measurements of participations that nobody else works on just now.

    The others stay for the scheduled action: who answers at the same moment as a
    neighbour does not wait, and is not refused.
    """
    return SQL(
        """
        SELECT id FROM crm_satisfaction_measurement
         WHERE id IN (
            SELECT satisfaction_measurement_id FROM survey_user_input
             WHERE id = ANY(%s)
         )
         ORDER BY id
           FOR NO KEY UPDATE SKIP LOCKED
        """,
        list(ids),
    )


def lock_inputs(ids, measurement_ids):
    """The participations still to be taken in, each by one transaction only."""
    return SQL(
        """
        SELECT id FROM survey_user_input
         WHERE id = ANY(%s)
           AND satisfaction_measurement_id = ANY(%s)
           AND state = 'done'
           AND satisfaction_taken IS NOT TRUE
           AND test_entry IS NOT TRUE
         ORDER BY id
           FOR UPDATE
        """,
        list(ids),
        list(measurement_ids),
    )


def lock_invitations(ids):
    """Nobody withdraws or answers for somebody else meanwhile."""
    return SQL(
        """
        SELECT id FROM crm_satisfaction_invitation
         WHERE user_input_id = ANY(%s)
         ORDER BY id
           FOR UPDATE
        """,
        list(ids),
    )


def insert_answers(ids, reasons):
    """One questionnaire for each participation.

    An anonymous one carries no person, no role, no language and no time of the day.
    Its weight is 1, unless it tells nobody from the others: all who were invited have
    the same, or it came by the link of many.

    :param dict reasons: texts why one is kept but not counted: `late`, `twice`
    :return: statement that returns id and state of each
    """
    return SQL(
        """
        INSERT INTO crm_satisfaction_answer (
            measurement_id, company_id, subject_id, unit_id, partner_id, way,
            contact_id, role_id, role_weight, lang, answered_on, comment,
            has_recommend, recommend, has_recognition, recognition,
            state, is_late, void_reason, follow_pending, user_input_id,
            create_uid, write_uid, create_date, write_date
        )
        SELECT measurement.id, measurement.company_id, measurement.subject_id,
               measurement.unit_id, measurement.partner_id, 'online',
               CASE WHEN measurement.is_anonymous THEN NULL
                    ELSE invitation.partner_id END,
               CASE WHEN measurement.is_anonymous IS NOT TRUE
                    THEN asked.role_id END,
               CASE WHEN measurement.is_anonymous IS NOT TRUE
                         OR invitation.id IS NULL OR invited.is_shared
                    THEN COALESCE(asked.role_weight, 1) ELSE 1 END,
               CASE WHEN measurement.is_anonymous THEN NULL ELSE lang.code END,
               moment.day,
               said.comment,
               said.recommend IS NOT NULL, COALESCE(said.recommend, 0),
               said.recognition IS NOT NULL, COALESCE(said.recognition, 0),
               CASE WHEN fate.late OR fate.twice THEN 'void' ELSE 'done' END,
               fate.late,
               CASE WHEN fate.late THEN %(late)s WHEN fate.twice THEN %(twice)s END,
               NOT fate.twice, input.id,
               1, 1, moment.stamp, moment.stamp
          FROM survey_user_input input
          JOIN crm_satisfaction_measurement measurement
            ON measurement.id = input.satisfaction_measurement_id
          JOIN res_company company ON company.id = measurement.company_id
          LEFT JOIN crm_satisfaction_invitation invitation
            ON invitation.user_input_id = input.id
          LEFT JOIN res_lang lang ON lang.id = input.lang_id
          LEFT JOIN (
              SELECT line.user_input_id,
                     MAX(line.value_scale) FILTER (
                         WHERE question.satisfaction_role = 'recommend') AS recommend,
                     MAX(line.value_scale) FILTER (
                         WHERE question.satisfaction_role = 'recognition')
                         AS recognition,
                     LEFT(NULLIF(BTRIM(STRING_AGG(line.value_text_box, E'\n') FILTER (
                         WHERE question.satisfaction_role = 'comment')), ''),
                         %(limit)s) AS comment
                FROM survey_user_input_line line
                JOIN survey_question question ON question.id = line.question_id
               WHERE line.user_input_id = ANY(%(ids)s)
                 AND line.skipped IS NOT TRUE
                 AND (question.satisfaction_role = 'comment'
                      OR question.satisfaction_role IN ('recommend', 'recognition')
                         AND line.value_scale BETWEEN 0 AND 10)
               GROUP BY line.user_input_id
          ) said ON said.user_input_id = input.id
          CROSS JOIN LATERAL (
              SELECT COALESCE(invitation.role_id, measurement.open_role_id) AS role_id,
                     COALESCE(invitation.role_weight, measurement.open_role_weight)
                         AS role_weight
          ) asked
          LEFT JOIN (
              SELECT measurement_id, MIN(role_weight) = MAX(role_weight) AS is_shared
                FROM crm_satisfaction_invitation
               WHERE measurement_id IN (
                   SELECT satisfaction_measurement_id FROM survey_user_input
                    WHERE id = ANY(%(ids)s))
               GROUP BY measurement_id
          ) invited ON invited.measurement_id = measurement.id
          CROSS JOIN LATERAL (
              SELECT (COALESCE(input.end_datetime, NOW() AT TIME ZONE 'UTC')
                      AT TIME ZONE 'UTC' AT TIME ZONE company.policy_tz)::date AS day
          ) today
          CROSS JOIN LATERAL (
              SELECT today.day,
                     CASE WHEN measurement.is_anonymous THEN today.day::timestamp
                          ELSE NOW() AT TIME ZONE 'UTC' END AS stamp
          ) moment
          CROSS JOIN LATERAL (
              SELECT measurement.state != 'open' AS late,
                     COALESCE(invitation.is_answered, FALSE) AS twice
          ) fate
         WHERE input.id = ANY(%(ids)s)
         ORDER BY MD5(input.access_token)
        RETURNING id, state
        """,
        ids=list(ids),
        limit=COMMENT_LIMIT,
        **reasons,
    )


def insert_lines(ids):
    """What each says of each factor of the set that was asked.

    The level counts with the value that was fixed when the measurement opened.
    """
    return SQL(
        """
        INSERT INTO crm_satisfaction_answer_line (
            answer_id, company_id, factor_id, sequence, state, level_id, score,
            create_uid, write_uid, create_date, write_date
        )
        SELECT answer.id, answer.company_id, factor.id, factor.sequence,
               CASE WHEN chosen.is_na THEN 'na'
                    WHEN level.id IS NOT NULL THEN 'answered'
                    ELSE 'empty' END,
               level.id, COALESCE(level.value, 0),
               1, 1, answer.create_date, answer.write_date
          FROM crm_satisfaction_answer answer
          JOIN crm_satisfaction_measurement measurement
            ON measurement.id = answer.measurement_id
          JOIN crm_satisfaction_factor factor ON factor.set_id = measurement.set_id
          LEFT JOIN LATERAL (
              -- by the index of each participation, whatever the tables' statistics say
              SELECT choice.satisfaction_is_na AS is_na, chosen_level.code
                FROM survey_user_input_line line
                JOIN survey_question question ON question.id = line.question_id
                JOIN survey_question_answer label ON label.id = line.matrix_row_id
                JOIN survey_question_answer choice
                  ON choice.id = line.suggested_answer_id
                LEFT JOIN crm_satisfaction_level chosen_level
                  ON chosen_level.id = choice.satisfaction_level_id
               WHERE line.user_input_id = answer.user_input_id
                 AND label.satisfaction_factor_id = factor.id
                 AND question.satisfaction_role = 'factor'
                 AND label.matrix_question_id = question.id
                 AND choice.question_id = question.id
                 AND line.skipped IS NOT TRUE
               ORDER BY line.id DESC
               LIMIT 1
          ) chosen ON TRUE
          LEFT JOIN LATERAL (
              SELECT (item ->> 'id')::int AS id, (item ->> 'value')::numeric AS value
                FROM jsonb_array_elements(measurement.basis -> 'levels') item
               WHERE chosen.is_na IS NOT TRUE AND item ->> 'code' = chosen.code
               LIMIT 1
          ) level ON TRUE
         WHERE answer.user_input_id = ANY(%(ids)s)
        """,
        ids=list(ids),
    )


def answer_invitations(ids):
    """Who was invited has answered; of an anonymous one nobody sees it now.

    State and dates of the record do not move: whoever looks at the moment when one more
    questionnaire appears would know whose it is. See `_expire`.
    """
    return SQL(
        """
        UPDATE crm_satisfaction_invitation invitation
           SET is_answered = TRUE,
               state = CASE WHEN measurement.is_anonymous THEN invitation.state
                            ELSE 'answered' END,
               to_phone = invitation.to_phone AND measurement.is_anonymous,
               answered_on = CASE WHEN measurement.is_anonymous THEN NULL
                                  ELSE answer.answered_on END,
               user_input_id = CASE WHEN measurement.is_anonymous THEN NULL
                                    ELSE invitation.user_input_id END
          FROM crm_satisfaction_answer answer
          JOIN crm_satisfaction_measurement measurement
            ON measurement.id = answer.measurement_id
         WHERE answer.user_input_id = invitation.user_input_id
           AND invitation.user_input_id = ANY(%s)
        """,
        list(ids),
    )


def forget_lines(ids):
    """What stood in the survey of anonymous participations is kept nowhere else."""
    return SQL(
        """
        DELETE FROM survey_user_input_line line
         USING survey_user_input input, crm_satisfaction_measurement measurement
         WHERE input.id = line.user_input_id
           AND measurement.id = input.satisfaction_measurement_id
           AND measurement.is_anonymous
           AND input.id = ANY(%s)
        """,
        list(ids),
    )


def finish_inputs(ids):
    """Taken in; an anonymous one says no more than that its link was used."""
    return SQL(
        """
        WITH finished AS (
            UPDATE survey_user_input input
               SET satisfaction_taken = TRUE,
                   partner_id = CASE WHEN hidden.yes THEN NULL
                                     ELSE input.partner_id END,
                   email = CASE WHEN hidden.yes THEN NULL
                                     ELSE input.email END,
                   nickname = CASE WHEN hidden.yes THEN NULL
                                     ELSE input.nickname END,
                   start_datetime = CASE WHEN hidden.yes THEN NULL
                                         ELSE input.start_datetime END,
                   end_datetime = CASE WHEN hidden.yes THEN NULL
                                       ELSE input.end_datetime END,
                   create_uid = CASE WHEN hidden.yes THEN 1 ELSE input.create_uid END,
                   write_uid = CASE WHEN hidden.yes THEN 1 ELSE input.write_uid END,
                   write_date = CASE WHEN hidden.yes THEN input.create_date
                                     ELSE NOW() AT TIME ZONE 'UTC' END
              FROM crm_satisfaction_measurement measurement
              CROSS JOIN LATERAL (
                  SELECT measurement.is_anonymous IS TRUE AS yes
              ) hidden
             WHERE measurement.id = input.satisfaction_measurement_id
               AND input.id = ANY(%(ids)s)
            RETURNING input.id, hidden.yes
        )
        UPDATE crm_satisfaction_answer answer
           SET user_input_id = NULL
          FROM finished
         WHERE finished.yes AND answer.user_input_id = finished.id
        """,
        ids=list(ids),
    )


def follow_done(answer_ids):
    """All that follows these questionnaires has happened; nobody's change."""
    return SQL(
        """
        UPDATE crm_satisfaction_answer SET follow_pending = FALSE
         WHERE id = ANY(%s) AND follow_pending
        """,
        list(answer_ids),
    )


def count_online(measurement_ids):
    """How many were invited and answered, and whether so few did that their
    questionnaires stay closed; written only where it changed.
    """
    return SQL(
        """
        UPDATE crm_satisfaction_measurement measurement
           SET invited_count = counted.invited,
               responded_count = counted.responded,
               response_rate = counted.rate,
               late_count = counted.late,
               is_few = counted.few
          FROM (
              SELECT one.id,
                     invitations.invited, invitations.responded,
                     CASE WHEN invitations.invited > 0 THEN ROUND(
                         100.0 * invitations.responded / invitations.invited, 2)
                         ELSE 0 END AS rate,
                     answers.late,
                     one.is_anonymous IS TRUE
                     AND answers.online < COALESCE(
                         (one.basis ->> 'anonymous_min')::int,
                         company.satisfaction_anonymous_min) AS few
                FROM crm_satisfaction_measurement one
                JOIN res_company company ON company.id = one.company_id
                CROSS JOIN LATERAL (
                    SELECT COUNT(*) AS invited,
                           COUNT(*) FILTER (WHERE is_answered) AS responded
                      FROM crm_satisfaction_invitation
                     WHERE measurement_id = one.id AND state != 'withdrawn'
                ) invitations
                CROSS JOIN LATERAL (
                    SELECT COUNT(*) FILTER (WHERE is_late) AS late,
                           COUNT(*) FILTER (WHERE way = 'online' AND state = 'done')
                               AS online
                      FROM crm_satisfaction_answer
                     WHERE measurement_id = one.id
                ) answers
               WHERE one.id = ANY(%s)
          ) counted
         WHERE counted.id = measurement.id
           AND (measurement.invited_count, measurement.responded_count,
                measurement.response_rate, measurement.late_count, measurement.is_few)
               IS DISTINCT FROM
               (counted.invited, counted.responded, counted.rate, counted.late,
                counted.few)
        """,
        list(measurement_ids),
    )
