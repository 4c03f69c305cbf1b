# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

from . import forms
from .confirmation import read_answer

PAGE = 20


def _form_route(form, auth):
    """Where a form on the page of a complaint goes to"""
    return http.route(
        f"/my/complaints/<int:complaint_id>/{form}",
        type="http",
        auth=auth,
        methods=["POST"],
        website=True,
    )


class ComplaintPortal(CustomerPortal):
    """Customers report, follow, answer, withdraw and confirm (CMP-01, CMP-04)."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "complaint_count" in counters:
            complaints, domain = self._get_my_complaints()
            values["complaint_count"] = complaints.search_count(domain)
        return values

    def _get_my_complaints(self):
        """The model, and which of its records are the customer's."""
        # sudo: customers have no rights on the model; the domain says what is theirs
        complaints = request.env["crm.complaint"].sudo()
        return complaints, complaints._get_portal_domain(request.env.user.partner_id)

    def _get_sortings(self):
        return {
            "date": {
                "label": request.env._("Newest"),
                "order": "received_on desc, id desc",
            },
            "oldest": {"label": request.env._("Oldest"), "order": "received_on, id"},
            "number": {
                "label": request.env._("Number"),
                "order": "reference desc, id desc",
            },
        }

    @http.route(
        ["/my/complaints", "/my/complaints/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
    )
    def portal_my_complaints(
        self, page=1, sortby=None, filterby=None, search=None, **kwargs
    ):
        complaints, domain = self._get_my_complaints()
        sortings = self._get_sortings()
        filters = complaints._get_customer_filters()
        sortby = sortby if sortby in sortings else "date"
        filterby = filterby if filterby in filters else "all"
        domain &= filters[filterby]["domain"]
        if search:
            domain &= Domain("reference", "ilike", search) | Domain(
                "name", "ilike", search
            )
        pages = pager(
            url="/my/complaints",
            url_args={"sortby": sortby, "filterby": filterby, "search": search or ""},
            total=complaints.search_count(domain),
            page=page,
            step=PAGE,
        )
        found = complaints.search(
            domain,
            order=sortings[sortby]["order"],
            limit=PAGE,
            offset=max(pages["offset"], 0),
        )
        return request.render(
            "crm_complaints.portal_my_complaints",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "complaint",
                "complaints": [
                    complaint._get_customer_summary() for complaint in found
                ],
                "pager": pages,
                "default_url": "/my/complaints",
                "searchbar_sortings": sortings,
                "sortby": sortby,
                "searchbar_filters": filters,
                "filterby": filterby,
                "searchbar_inputs": {
                    "all": {
                        "input": "all",
                        "label": request.env._("Number or Subject"),
                    }
                },
                "search_in": "all",
                "search": search,
            },
        )

    @http.route(
        "/my/complaints/new",
        type="http",
        auth="user",
        methods=["GET", "POST"],
        website=True,
    )
    def portal_new_complaint(self, **post):
        error = None
        if request.httprequest.method == "POST":
            try:
                complaint = self._create_complaint(post)
                return request.redirect(f"{complaint.access_url}?done=sent")
            except forms.FormError as problem:
                error = str(problem)
        return request.render(
            "crm_complaints.portal_new_complaint",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "complaint",
                "is_new": True,
                **forms.get_report_values(request.env.company, post, error),
            },
        )

    def _create_complaint(self, post):
        _age, key = forms.read_form(post.get("signature"))
        company = request.env.company
        person = request.env.user.partner_id
        vals = forms.read_report(post, company)
        files = forms.read_files(company)
        return request.env["crm.complaint"]._create_from_portal(
            key, company, person, vals, files
        )

    def _find(self, complaint_id, access_token=None):
        """The complaint asked for; the refusal does not tell whether it exists."""
        user = request.env.user
        complaint = request.env["crm.complaint"]._find_for_customer(
            complaint_id,
            person=None if user._is_public() else user.partner_id,
            access_token=access_token,
        )
        if not complaint:
            raise request.not_found()
        return complaint

    def _is_customer(self, complaint):
        """Whether somebody of the customer is logged in, not only has the link."""
        user = request.env.user
        if user._is_public():
            return False
        return complaint == complaint._find_for_customer(complaint.id, user.partner_id)

    @http.route(
        "/my/complaints/<int:complaint_id>", type="http", auth="public", website=True
    )
    def portal_my_complaint(
        self, complaint_id, access_token=None, done=None, error=None, **kwargs
    ):
        complaint = self._find(complaint_id, access_token)
        page = complaint._get_customer_page()
        is_customer = self._is_customer(complaint)
        return request.render(
            "crm_complaints.portal_my_complaint",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "complaint",
                "no_breadcrumbs": not is_customer,
                "complaint": page,
                "may_confirm": page["may_confirm"] and is_customer,
                "access_token": None if is_customer else access_token,
                "marks": request.env["crm.complaint.confirmation"]._get_mark_choices(),
                "rules": forms.get_report_values(complaint.company_id, {}),
                "done": done,
                "error": error,
            },
        )

    def _go_back(self, complaint, access_token, **params):
        params = {name: value for name, value in params.items() if value}
        if access_token and not self._is_customer(complaint):
            params["access_token"] = access_token
        return request.redirect_query(complaint.access_url, params)

    def _do(self, complaint_id, access_token, done, action):
        """Does what a form of the page asks; the page then shows what came of it.

        :param str done: what comes of it, unless the action says otherwise
        """
        complaint = self._find(complaint_id, access_token)
        try:
            # what was begun before a refusal is taken back with it
            with request.env.cr.savepoint():
                done = action(complaint) or done
        except UserError as problem:
            return self._go_back(complaint, access_token, error=str(problem))
        return self._go_back(complaint, access_token, done=done)

    @_form_route("answer", auth="public")
    def portal_answer_complaint(self, complaint_id, access_token=None, **post):
        def answer(complaint):
            text = forms.read_text(post, "message", request.env._("Your message"))
            files = forms.read_files(complaint.company_id)
            person = request.env.user.partner_id
            author = person if self._is_customer(complaint) else None
            complaint._take_customer_answer(text, files, author)

        return self._do(complaint_id, access_token, "answered", answer)

    @_form_route("withdraw", auth="public")
    def portal_withdraw_complaint(self, complaint_id, access_token=None, **post):
        def withdraw(complaint):
            reason = forms.read_text(post, "reason", request.env._("Why"))
            return complaint._withdraw_by_customer(reason)

        return self._do(complaint_id, access_token, "withdrawn", withdraw)

    @_form_route("confirm", auth="user")
    def portal_confirm_complaint(self, complaint_id, **post):
        def confirm(complaint):
            answer = read_answer(post, name=request.env.user.name)
            complaint._take_confirmation({**answer, "way": "portal"})

        return self._do(complaint_id, None, "confirmed", confirm)
