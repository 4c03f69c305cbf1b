# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request
from odoo.tools import email_normalize

from . import forms

CAPTCHA = "crm_complaints_public"


class PublicComplaint(http.Controller):
    """The form that anybody may send in, without login (CMP-01)."""

    @http.route(
        ["/complaint", "/complaint/<string:token>"],
        type="http",
        auth="public",
        methods=["GET", "POST"],
        website=True,
        sitemap=False,
    )
    def complain(self, token=None, **post):
        desk = request.env["crm.complaint.desk"]._find_public(token)
        if not desk:
            raise request.not_found()
        error = None
        if request.httprequest.method == "POST":
            try:
                return self._thank(self._create_complaint(desk, post))
            except forms.FormError as problem:
                error = str(problem)
        return request.render(
            "crm_complaints.public_form",
            {
                "desk": desk.name,
                "company": desk.company_id.name,
                **forms.get_report_values(desk.company_id, post, error),
            },
        )

    def _create_complaint(self, desk, post):
        """
        :raises FormError: when something is missing, or a program seems to send it
        """
        key = self._check_human(desk.company_id, post)
        phone = forms.read_line(post, "phone", request.env._("Phone"), required=False)
        email = forms.read_line(post, "email", request.env._("E-mail"), required=False)
        if email and not email_normalize(email):
            raise forms.FormError(request.env._("Please check the e-mail address."))
        if not phone and not email:
            raise forms.FormError(
                request.env._(
                    "Please leave a phone number or an e-mail address for the answer."
                )
            )
        vals = {
            **forms.read_report(post, desk.company_id),
            "contact_name": forms.read_line(
                post, "contact", request.env._("Your name")
            ),
            "email_from": email,
            "phone": phone,
            "web_lang": request.env.lang,
        }
        files = forms.read_files(desk.company_id)
        return request.env["crm.complaint"]._create_from_public(key, desk, vals, files)

    def _check_human(self, company, post):
        """Guards against programs: a trap, haste, numbers, and the captcha if any

        :return: the key by which the form counts once
        :raises FormError: without telling a program which guard it was
        """
        refusal = request.env._(
            "This could not be sent. Please wait a minute and send it again."
        )
        age, key = forms.read_form(post.get("signature"))
        # a field that people do not see
        if post.get("website") or age < company.complaint_web_min_seconds:
            raise forms.FormError(refusal)
        attempts = request.env["crm.complaint.web.attempt"].sudo()
        # sudo: visitors have no rights on the model
        count = attempts._count(request.httprequest.remote_addr)
        if 0 < company.complaint_web_per_hour < count:
            raise forms.FormError(
                request.env._(
                    "Too many reports have come from your network. Please try again in "
                    "an hour, or call us."
                )
            )
        request.env["ir.http"]._verify_request_recaptcha_token(CAPTCHA)
        return key

    def _thank(self, complaint):
        """Number and personal link; the same for customers known and unknown."""
        return request.redirect_query(
            complaint.access_url,
            {"access_token": complaint.access_token, "done": "sent"},
        )
