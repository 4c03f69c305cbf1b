# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request

from odoo.addons.survey.controllers.main import Survey

from .questionnaire import render_notice


class SatisfactionSurvey(Survey):
    """Questionnaires are opened by their own links only, by whoever holds one.

    Nobody has to log in, and who is logged in leaves no trace: the invitation says who
    was asked.
    """

    def _check_validity(
        self,
        survey_sudo,
        answer_sudo,
        answer_token,
        ensure_token=True,
        check_partner=True,
    ):
        if not self._is_satisfaction(survey_sudo):
            return super()._check_validity(
                survey_sudo, answer_sudo, answer_token, ensure_token, check_partner
            )
        if not answer_sudo:
            return "token_wrong"
        if answer_sudo.state == "done":
            return self._check_done(answer_sudo)
        is_submitting = "/survey/submit/" in request.httprequest.path
        problem = answer_sudo._get_satisfaction_problem(is_submitting)
        if problem:
            return problem
        if not survey_sudo.question_ids:
            return "survey_void"
        return True

    @http.route()
    def survey_submit(self, survey_token, answer_token, **post):
        """The link works once: it is not used up by a page without any answer."""
        access = self._get_access_data(survey_token, answer_token, ensure_token=True)
        survey_sudo = access["survey_sudo"]
        if access["validity_code"] is True and self._is_satisfaction(survey_sudo):
            errors = survey_sudo._get_unanswered(post)
            if errors:
                return {}, {"error": "validation", "fields": errors}
        return super().survey_submit(survey_token, answer_token, **post)

    def _prepare_survey_data(self, survey_sudo, answer_sudo, **post):
        """Who chose another language than that of the invitation begins in it."""
        data = super()._prepare_survey_data(survey_sudo, answer_sudo, **post)
        chosen = request.env.context.get("lang")
        if self._is_satisfaction(survey_sudo) and chosen in dict(
            data.get("languages", ())
        ):
            data["lang_code"] = chosen
        return data

    def _is_satisfaction(self, survey_sudo):
        return survey_sudo.survey_type == "satisfaction"

    def _check_done(self, answer_sudo):
        """Nothing is left to do but to say so; a try shows its end."""
        return True if answer_sudo.test_entry else "answered"

    def _redirect_with_error(self, access_data, error_key):
        if not self._is_satisfaction(access_data["survey_sudo"]):
            return super()._redirect_with_error(access_data, error_key)
        user_input = access_data["answer_sudo"]
        return render_notice(
            error_key,
            user_input.satisfaction_measurement_id,
            user_input.lang_id.code,
        )
