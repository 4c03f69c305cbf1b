# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from . import forms

GONE = 410


def read_answer(post, name=None):
    """The customer's answer, from the form

    :param str name: who answers, where that is known
    """
    choices = request.env["crm.complaint.confirmation"]._get_mark_choices()
    answer = {
        "satisfied": forms.read_choice(
            post,
            "satisfied",
            request.env._("Are you satisfied?"),
            dict(choices["satisfied"]),
        ),
        "comment": forms.read_text(
            post, "comment", request.env._("Comment"), required=False
        ),
        "answerer_name": name
        or forms.read_line(post, "name", request.env._("Your name")),
    }
    for mark, label, levels in choices["marks"]:
        answer[mark] = forms.read_choice(
            post, mark, label, dict(levels), required=False
        )
    return answer


class ComplaintConfirmation(http.Controller):
    """The link by which a customer confirms, once (CMP-04)."""

    @http.route(
        "/complaint/confirm/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        website=True,
        sitemap=False,
    )
    def confirm(self, token, **post):
        confirmation = request.env["crm.complaint.confirmation"]._find(token)
        self._speak_to(confirmation)
        problem = confirmation._get_link_problem()
        if problem:
            return self._say(problem, status=GONE if confirmation else 404)
        error = None
        if request.httprequest.method == "POST":
            try:
                with request.env.cr.savepoint():
                    confirmation._answer({**read_answer(post), "way": "link"})
                return self._say("satisfied" if post["satisfied"] == "yes" else "redo")
            except UserError as refusal:
                error = str(refusal)
        complaint = confirmation.complaint_id
        return request.render(
            "crm_complaints.confirmation_form",
            {
                "reference": complaint.reference,
                "subject": complaint.name,
                "company": complaint.company_id.name,
                "name": complaint.contact_name,
                "marks": confirmation._get_mark_choices(),
                "post": post,
                "error": error,
            },
        )

    def _speak_to(self, confirmation):
        """The page is in the customer's language, where that is installed."""
        if not confirmation:
            return
        lang = confirmation.complaint_id._get_customer_lang()
        if request.env["res.lang"]._get_data(code=lang):
            request.update_context(lang=lang)

    def _say(self, what, status=200):
        response = request.render("crm_complaints.confirmation_message", {"what": what})
        response.status_code = status
        return response
