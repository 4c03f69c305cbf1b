# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError


class SurveySurvey(models.Model):
    """Questionnaires of factor sets, made by the system (SAT-02, SAT-09).

    Participations of this type are outside the rules of the survey app: nobody reads
    them there, whichever rights that app gives.
    """

    _inherit = "survey.survey"

    survey_type = fields.Selection(
        selection_add=[("satisfaction", "Satisfaction")],
        ondelete={"satisfaction": "set custom"},
    )
    satisfaction_set_ids = fields.One2many(
        "crm.satisfaction.set", "survey_id", string="Factor Sets"
    )

    def _create_answer(self, *args, test_entry=False, **kwargs):
        """Who answers has been invited, or follows the link of a measurement."""
        if not test_entry and any(
            survey.survey_type == "satisfaction" for survey in self
        ):
            raise UserError(
                self.env._("Invitations to this survey come from its measurement.")
            )
        return super()._create_answer(*args, test_entry=test_entry, **kwargs)

    def copy_data(self, default=None):
        """A copy made by hand belongs to no set: it is a survey like any other."""
        vals_list = super().copy_data(default=default)
        for vals in vals_list:
            if vals.get("survey_type") == "satisfaction":
                vals["survey_type"] = "survey"
        return vals_list

    def _get_unanswered(self, values):
        """What to say to who sends the questions without judging anything (SAT-09)

        :param dict values: what was sent, by id of the question, as texts
        :return: dict of the error by id of its question; empty when a factor is
            answered, be it as not applicable
        """
        self.ensure_one()
        matrices = self.question_ids.filtered(
            lambda one: one.satisfaction_role == "factor"
        )
        for question in matrices:
            chosen = values.get(str(question.id)) or {}
            if any(chosen.get(str(row.id)) for row in question.matrix_row_ids):
                return {}
        text = self.env._("Please answer at least one of these questions.")
        return {question.id: text for question in matrices[:1]}
