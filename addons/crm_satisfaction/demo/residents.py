# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Residents answer anonymously by their own links."""

from odoo import Command

from .story import Story

NAMES = ("Lin", "Wu", "He", "Xu", "Gao", "Ma", "Luo")
# By resident the level of each factor, and the willingness to recommend
CHOICES = (
    ("satisfied", 9),
    ("fairly", 8),
    ("fairly", 9),
    ("average", 7),
    ("satisfied", 10),
    ("dissatisfied", 3),
)


class Residents(Story):
    """A set that promises anonymity, invitations, six answers, one still to come."""

    def tell(self):
        lake = self.subject("lake")
        with self.at(self.moment(20, 10)):
            factor_set = self.env["crm.satisfaction.set"].create(
                {
                    "name": "Residents (住户问卷)",
                    "kind_id": lake.kind_id.id,
                    "company_id": self.company.id,
                    "is_anonymous": True,
                    "factor_ids": [
                        Command.create({"name": name, "weight": weight})
                        for name, weight in (
                            ("Doors and windows (门窗)", 40),
                            ("Public areas (公共区域)", 30),
                            ("Repairs (维修服务)", 30),
                        )
                    ],
                    "unit_id": self.unit("estate").id,
                }
            )
            factor_set.action_file()
            factor_set.action_approve()
            lake.set_id = factor_set
            role = self.ref("role", "resident")
            lake.respondent_ids = [
                Command.clear(),
                *(
                    Command.create(
                        {
                            "partner_id": self.env["res.partner"]
                            .create(
                                {
                                    "name": f"Resident {name} (住户)",
                                    "email": f"{name.lower()}@lake.example.com",
                                }
                            )
                            .id,
                            "role_id": role.id,
                        }
                    )
                    for name in NAMES
                ),
            ]
            measurement = self._open(lake)
        with self.at(self.moment(18, 10)):
            invitations = self.env["crm.satisfaction.invitation"]._invite(
                measurement, lake.respondent_ids
            )
        for number, (level, recommend) in enumerate(CHOICES):
            with self.at(self.moment(16 - 2 * number, 19)):
                self._answer(invitations[number], level, recommend)

    def _open(self, lake):
        """The measurement that the schedule has planned, else one by hand."""
        measurement = self.env["crm.satisfaction.measurement"].search(
            [("subject_id", "=", lake.id), ("state", "=", "planned")], limit=1
        )
        if not measurement:
            measurement = measurement.create(
                {
                    "subject_id": lake.id,
                    "date_from": self.today,
                    "date_to": self.today,
                }
            )
        measurement = self.by(measurement, "emma")
        measurement.agency_id = self.partner("agency")
        measurement.action_open()
        return measurement

    def _answer(self, invitation, level, recommend):
        """As the page of the survey does it."""
        user_input = invitation.sudo().user_input_id
        user_input._mark_in_progress()
        questions = user_input.survey_id.question_ids
        rows = questions.matrix_row_ids
        for question in questions:
            role = question.satisfaction_role
            if role == "factor":
                column = question.suggested_answer_ids.filtered(
                    lambda one: one.satisfaction_level_id.code == level
                )
                mine = rows.filtered(
                    lambda row, question=question: row.matrix_question_id == question
                )
                user_input._save_lines(
                    question, {str(row.id): [str(column.id)] for row in mine}
                )
            elif role == "recommend":
                user_input._save_lines(question, str(recommend))
        user_input._mark_done()
