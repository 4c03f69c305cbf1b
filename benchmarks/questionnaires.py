# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Many online questionnaires that were answered, and wait to be taken in."""

import database

from odoo import Command, fields

MEASUREMENTS = 100
PEOPLE = 100
NAME = "Bench object"
TABLES = (
    "crm_satisfaction_answer",
    "crm_satisfaction_answer_line",
    "crm_satisfaction_invitation",
    "crm_satisfaction_measurement",
    "survey_user_input",
    "survey_user_input_line",
)


def write(registry, measurements, people):
    """Measurements with invitations to so many people each, who all answered.

    :return: the number of questionnaires
    """
    with database.transaction(registry, commit=True) as env:
        # sudo: the administrator need not measure satisfaction
        env = env(su=True, context=dict(env.context, tracking_disable=True))
        records = _open_measurements(env, measurements, people)
        survey = records.set_id._get_survey()
        env.flush_all()
        _answer(env, records.ids, survey.id)
    database.vacuum(registry, *TABLES)
    return measurements * people


def _open_measurements(env, measurements, people):
    partners = env["res.partner"].search([], limit=people)
    role = env.ref("crm_satisfaction.crm_satisfaction_role_owner")
    unit = env["crm.policy.unit"].create({"name": NAME})
    subject = env["crm.satisfaction.subject"].create(
        {
            "name": NAME,
            "kind_id": env.ref("crm_satisfaction.crm_satisfaction_kind_property").id,
            "unit_id": unit.id,
            "partner_id": partners[0].id,
            "respondent_ids": [
                Command.create({"partner_id": partner.id, "role_id": role.id})
                for partner in partners
            ],
        }
    )
    today = fields.Date.today()
    records = env["crm.satisfaction.measurement"].create(
        [
            {"subject_id": subject.id, "date_from": today, "date_to": today}
            for _number in range(measurements)
        ]
    )
    records.action_open()
    return records


def _answer(env, measurement_ids, survey_id):
    """Participations, their lines and their invitations, as answering leaves them.

    Nobody is dissatisfied: what follows from that is not part of taking in.
    """
    env.cr.execute(
        """INSERT INTO survey_user_input (survey_id, satisfaction_measurement_id, state,
                  access_token, invite_token, start_datetime, end_datetime,
                  create_date, write_date)
           SELECT %s, measurement.id, 'done', gen_random_uuid()::text,
                  respondent.partner_id::text,
                  now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC',
                  now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
             FROM crm_satisfaction_measurement measurement
             JOIN crm_satisfaction_respondent respondent USING (subject_id)
            WHERE measurement.id = ANY(%s)""",
        [survey_id, measurement_ids],
    )
    env.cr.execute(
        """INSERT INTO survey_user_input_line (user_input_id, survey_id, question_id,
                  answer_type, matrix_row_id, suggested_answer_id)
           SELECT input.id, input.survey_id, question.id, 'suggestion', label.id,
                  (SELECT choice.id FROM survey_question_answer choice
                     LEFT JOIN crm_satisfaction_level level
                       ON level.id = choice.satisfaction_level_id
                    WHERE choice.question_id = question.id
                      AND level.code IS DISTINCT FROM 'dissatisfied'
                    ORDER BY (choice.id * 7 + input.id + label.id) %% 5, choice.id
                    LIMIT 1)
             FROM survey_user_input input
             JOIN survey_question question ON question.survey_id = input.survey_id
             JOIN survey_question_answer label
               ON label.matrix_question_id = question.id
            WHERE input.satisfaction_measurement_id = ANY(%s)""",
        [measurement_ids],
    )
    env.cr.execute(
        """INSERT INTO crm_satisfaction_invitation (measurement_id, company_id, unit_id,
                  user_id, subject_id, partner_id, role_id, role_weight, state,
                  access_token, user_input_id, create_date, write_date)
           SELECT measurement.id, measurement.company_id, measurement.unit_id,
                  measurement.user_id, measurement.subject_id, respondent.partner_id,
                  respondent.role_id, respondent.weight, 'sent',
                  gen_random_uuid()::text, input.id,
                  now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
             FROM survey_user_input input
             JOIN crm_satisfaction_measurement measurement
               ON measurement.id = input.satisfaction_measurement_id
             JOIN crm_satisfaction_respondent respondent
               ON respondent.subject_id = measurement.subject_id
              AND respondent.partner_id::text = input.invite_token
            WHERE measurement.id = ANY(%s)""",
        [measurement_ids],
    )


def remove(registry):
    with database.transaction(registry, commit=True) as env:
        env.cr.execute("TRUNCATE crm_satisfaction_measurement CASCADE")
        env.cr.execute("TRUNCATE survey_user_input CASCADE")
        env.cr.execute("DELETE FROM crm_satisfaction_subject WHERE name = %s", [NAME])
        env.cr.execute("DELETE FROM crm_policy_unit WHERE code IS NULL")
        env.cr.execute(
            "DELETE FROM mail_message WHERE model = 'crm.satisfaction.measurement'"
        )
    database.vacuum(registry, *TABLES, full=True)
