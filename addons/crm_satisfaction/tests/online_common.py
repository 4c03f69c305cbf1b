# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command

from .common import SatisfactionCommon


class OnlineCommon(SatisfactionCommon):
    """People who are invited and answer, without a browser."""

    @classmethod
    def _invite(cls, measurement, respondents=None):
        """Invitations to respondents, by default to all of the object."""
        invitations = cls.env["crm.satisfaction.invitation"]
        return invitations.with_env(measurement.env)._invite(
            measurement, respondents or measurement.subject_id.respondent_ids
        )

    @classmethod
    def _submit(cls, user_input, choices, recommend=None, comment=None):
        """Fills in and sends a participation as the survey's own page does.

        :param user_input: survey.user_input, in superuser mode
        :param choices: one for each factor: code of a level, "na", or None
        """
        user_input._mark_in_progress()
        cls._fill_in(user_input, choices, recommend, comment)
        user_input._mark_done()

    @classmethod
    def _fill_in(cls, user_input, choices, recommend=None, comment=None):
        questions = user_input.survey_id.question_ids
        by_role = {one.satisfaction_role: one for one in questions}
        rows = questions.matrix_row_ids.sorted("id")
        for question in questions.filtered(
            lambda one: one.satisfaction_role == "factor"
        ):
            chosen = {}
            for row, choice in zip(rows, choices, strict=True):
                column = question.suggested_answer_ids.filtered(
                    lambda one, choice=choice: (
                        one.satisfaction_level_id.code == choice
                        if choice != "na"
                        else one.satisfaction_is_na
                    )
                )
                if choice and row.matrix_question_id == question:
                    chosen[str(row.id)] = [str(column.id)]
            user_input._save_lines(question, chosen)
        if recommend is not None:
            user_input._save_lines(by_role["recommend"], str(recommend))
        if comment is not None:
            user_input._save_lines(by_role["comment"], comment)

    @classmethod
    def _get_input(cls, invitation):
        return invitation.sudo().user_input_id

    @classmethod
    def _new_anonymous(cls, count=3):
        """An open anonymous measurement of a number of respondents."""
        factor_set = cls._new_set(
            [("Noise", 60), ("Light", 40)],
            name="Residents",
            is_anonymous=True,
            allow_open_link=True,
            unit_id=cls.service.id,
        )
        factor_set.action_file()
        factor_set.action_approve()
        role = cls.env.ref("crm_satisfaction.crm_satisfaction_role_resident")
        subject = cls._new_subject(
            name="Lake Houses",
            respondent_ids=[
                Command.create(
                    {
                        "partner_id": cls._new_partner(
                            f"Resident {number}",
                            email=f"resident{number}@c.example.com",
                        ).id,
                        "role_id": role.id,
                    }
                )
                for number in range(count)
            ],
        )
        return cls._open(subject_id=subject.id)
