# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import uuid

from odoo import fields, http
from odoo.http import request


def render_notice(problem, measurement=None, lang=None):
    """A kind page that says why there is nothing to answer.

    :param str problem: as of `_get_satisfaction_problem`
    """
    if lang:
        request.update_context(lang=lang)
    # sudo: an empty one, for the page to ask
    measurement = measurement or request.env["crm.satisfaction.measurement"].sudo()
    response = request.render(
        "crm_satisfaction.online_notice",
        {
            "problem": problem,
            "measurement": measurement,
            "company": measurement.company_id or request.env.company.sudo(),
        },
    )
    # links are personal: no search engine, no shared memory on the way
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response


class Questionnaire(http.Controller):
    """Links of mails and of codes on paper lead to the questions (SAT-09)."""

    @http.route(
        "/survey/satisfaction/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
    )
    def open_invitation(self, token):
        """The personal link of an invitation."""
        invitation = request.env["crm.satisfaction.invitation"]._find(token)
        if not invitation:
            return render_notice("unknown")
        measurement, user_input = invitation.measurement_id, invitation.user_input_id
        problem = self._get_problem(invitation, user_input)
        if problem:
            return render_notice(problem, measurement, invitation.lang)
        return self._go_to(user_input, invitation.lang)

    def _get_problem(self, invitation, user_input):
        """Why the link of an invitation does not open the questions."""
        if invitation.is_answered:
            return "answered"
        if invitation.state == "withdrawn" or not user_input:
            return "withdrawn"
        return user_input._get_satisfaction_problem()

    def _go_to(self, user_input, lang):
        """The questions, in a language."""
        url = f"/survey/{user_input.survey_id.access_token}/{user_input.access_token}"
        return request.redirect(request.env["ir.http"]._url_for(url, lang))

    # -- one link for many -------------------------------------------------------------

    @http.route(
        "/survey/satisfaction/open/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        website=True,
        sitemap=False,
    )
    def open_shared(self, token, **post):
        """The link that a measurement gives to many, each of whom answers once."""
        measurement = self._find_open(token)
        if not measurement:
            return render_notice("unknown")
        user_input = self._get_known_input(measurement)
        problem = (
            user_input._get_satisfaction_problem()
            if user_input
            else measurement._get_online_problem()
        )
        if problem:
            return render_notice(problem, measurement)
        lang = request.env.context.get("lang")
        if user_input:
            return self._go_to(user_input, lang)
        if request.httprequest.method != "POST":
            return self._render_open(measurement)
        user_input = self._create_input(measurement, lang)
        # what it is about was read on the page before: on to the questions
        user_input._mark_in_progress()
        response = self._go_to(user_input, lang)
        response.set_cookie(
            self._get_cookie_name(measurement),
            user_input.access_token,
            expires=fields.Datetime.add(measurement._get_deadline(), days=1),
            httponly=True,
            samesite="Lax",
        )
        return response

    def _render_open(self, measurement):
        """What it is about, in one of the languages."""
        to_url = request.env["ir.http"]._url_for
        path = f"/survey/satisfaction/open/{measurement.open_token}"
        return request.render(
            "crm_satisfaction.online_open",
            {
                "measurement": measurement,
                "company": measurement.company_id,
                "current_lang": request.env.context.get("lang"),
                # each in its own words
                "languages": [
                    (code, name.split("/")[-1].strip(), to_url(path, code))
                    for code, name in request.env["res.lang"].get_installed()
                ],
            },
        )

    def _find_open(self, token):
        # sudo: the token of the open link is the right
        return (
            request.env["crm.satisfaction.measurement"]
            .sudo()
            .search([("open_token", "=", token), ("is_open_link", "=", True)], limit=1)
        )

    def _get_cookie_name(self, measurement):
        return f"satisfaction_{measurement.id}"

    def _get_known_input(self, measurement):
        """The participation that this browser has begun; it says nothing of who."""
        token = request.httprequest.cookies.get(self._get_cookie_name(measurement))
        # sudo: the token in the browser is the right
        inputs = request.env["survey.user_input"].sudo()
        return token and inputs.search(
            [
                ("access_token", "=", token),
                ("satisfaction_measurement_id", "=", measurement.id),
            ],
            limit=1,
        )

    def _create_input(self, measurement, lang):
        survey = measurement.set_id._get_survey()
        # sudo: the visitor has no rights; made by nobody
        inputs = request.env["survey.user_input"].with_user(1).sudo()
        return inputs.with_context(mail_create_nolog=True).create(
            {
                "survey_id": survey.id,
                "satisfaction_measurement_id": measurement.id,
                "deadline": measurement._get_deadline(),
                "lang_id": request.env["res.lang"]._lang_get(lang).id,
                "invite_token": str(uuid.uuid4()),
            }
        )
