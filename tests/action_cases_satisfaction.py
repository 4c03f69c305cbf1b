# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo.fields import Command, Datetime

SUBJECTS, RESPONDENTS, ANSWERED = 5, 6, 3


class SatisfactionCases:
    """Objects of which each is due, and one whose respondents were asked online.

    :param Firm firm: whose customers are asked
    """

    def __init__(self, firm):
        self.firm = firm
        self.env = firm.env
        [self.factors] = self.env["crm.satisfaction.set"].search(
            [("state", "=", "approved"), ("is_anonymous", "=", False)], limit=1
        )

    def make(self):
        self.firm.company.satisfaction_unit_id = self.firm.unit
        self._new_subjects(
            {"name": f"Project {number}", "partner_id": self.firm.customers[number].id}
            for number in range(SUBJECTS)
        )
        self._answer_online(self._invite())

    def _new_subjects(self, vals_list):
        return self.env["crm.satisfaction.subject"].create(
            [
                {
                    "kind_id": self.factors.kind_id.id,
                    "set_id": self.factors.id,
                    "company_id": self.firm.company.id,
                    "unit_id": self.firm.unit.id,
                    "user_id": self.firm.sellers[0].id,
                    **vals,
                }
                for vals in vals_list
            ]
        )

    def _invite(self):
        """Respondents of one object; they have a month to answer."""
        role = self.env.ref("crm_satisfaction.crm_satisfaction_role_owner")
        people = self.env["res.partner"].create(
            [
                {
                    "name": f"Respondent {number}",
                    "email": f"respondent{number}@asked.example.com",
                }
                for number in range(RESPONDENTS)
            ]
        )
        subject = self._new_subjects(
            [
                {
                    "name": "Asked Online",
                    "partner_id": self.firm.customers[SUBJECTS].id,
                    "respondent_ids": [
                        Command.create({"partner_id": one.id, "role_id": role.id})
                        for one in people
                    ],
                }
            ]
        )
        measurement = self.env["crm.satisfaction.measurement"].create(
            {
                "subject_id": subject.id,
                "date_from": self.firm.today,
                "date_to": self.firm.today + timedelta(days=30),
            }
        )
        measurement.action_open()
        self.env["crm.satisfaction.send"].create(
            {"measurement_id": measurement.id}
        ).action_send()
        return measurement.invitation_ids

    def _answer_online(self, invitations):
        """Some answered, the first one badly; each was missed when it came in."""
        inputs = invitations[:ANSWERED].user_input_id
        questions = inputs.survey_id.question_ids
        question = questions.filtered(lambda one: one.satisfaction_role == "factor")[0]
        choices = question.suggested_answer_ids.sorted(
            lambda one: one.satisfaction_level_id.lower
        ).filtered("satisfaction_level_id")
        self.env["survey.user_input.line"].create(
            [
                {
                    "user_input_id": user_input.id,
                    "question_id": question.id,
                    "answer_type": "suggestion",
                    "matrix_row_id": row.id,
                    "suggested_answer_id": choices[0 if not number else -1].id,
                }
                for number, user_input in enumerate(inputs)
                for row in question.matrix_row_ids
            ]
        )
        inputs.write({"state": "done", "end_datetime": Datetime.now()})
