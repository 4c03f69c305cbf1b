# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import escape_psql

from ..engine import intake


class CrmComplaint(models.Model):
    """Where a complaint came in, and whether it was reported before (CMP-01)."""

    _name = "crm.complaint"
    _inherit = ["crm.complaint", "mail.thread.cc"]
    _primary_email = "email_from"

    desk_id = fields.Many2one(
        "crm.complaint.desk",
        compute="_compute_desk_id",
        store=True,
        readonly=False,
        precompute=True,
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        tracking=True,
        help="Where it came in; the desk's members see and handle it.",
    )
    same_ids = fields.Many2many(
        "crm.complaint",
        string="Perhaps the Same",
        compute="_compute_same_ids",
        help="Open cases of the customer that came in before.",
    )
    is_scan_missing = fields.Boolean(compute="_compute_is_scan_missing")
    report_count = fields.Integer(
        string="Reports",
        compute="_compute_report_count",
        help="How often the customer reported this: the first report and those that "
        "became part of it.",
    )

    @api.depends("company_id")
    def _compute_desk_id(self):
        for complaint in self:
            if complaint.desk_id.company_id != complaint.company_id:
                complaint.desk_id = complaint.company_id and complaint.env[
                    "crm.complaint.desk"
                ]._get_default(complaint.company_id)

    @api.depends("desk_id")
    def _compute_unit_id(self):
        """Without a word of the category, the desk's department answers."""
        result = super()._compute_unit_id()
        for complaint in self.filtered(lambda case: not case.unit_id):
            # sudo: who takes a complaint in need not be able to read the desk
            complaint.unit_id = complaint.desk_id.sudo().unit_id
        return result

    @api.depends("channel_id", "message_attachment_count")
    def _compute_is_scan_missing(self):
        for complaint in self:
            complaint.is_scan_missing = (
                complaint.channel_id.require_scan
                and not complaint.message_attachment_count
            )

    @api.depends("duplicate_ids")
    def _compute_report_count(self):
        # sudo: a number only; who sees the case may know how often it was reported
        counts = dict(
            self.sudo()._read_group(
                [("duplicate_of_id", "in", self.ids)], ["duplicate_of_id"], ["__count"]
            )
        )
        for complaint in self:
            complaint.report_count = 1 + counts.get(complaint._origin, 0)

    @api.depends(
        "partner_id",
        "email_from",
        "category_id",
        "subject_name",
        "state",
        "received_on",
    )
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_same_ids(self):
        for complaint in self:
            complaint.same_ids = (
                complaint._find_same()
                if complaint._origin and not complaint._is_closed()
                else False
            )

    def _find_same(self):
        """Open cases of the same customer, come in before, that may be the same.

        Confidential ones are never proposed.

        :return: complaints that the reader may see, the likeliest first
        """
        self.ensure_one()
        customer = self._get_customer_domain()
        if not customer or self.is_confidential:
            return self.browse()
        # sudo: settings of the company
        company = self.company_id.sudo()
        received = self.received_on or fields.Datetime.now()
        domain = (
            customer
            & self._get_open_domain()
            & Domain("company_id", "=", company.id)
            & Domain("kind", "=", self.kind)
            & Domain("is_confidential", "=", False)
            & Domain("received_on", "<=", received)
            & Domain("id", "!=", self._origin.id)
        )
        if company.complaint_same_days:
            since = fields.Datetime.subtract(received, days=company.complaint_same_days)
            domain &= Domain("received_on", ">=", since)
        cases = self.search_fetch(
            domain,
            ["category_id", "name", "subject_name"],
            order="received_on desc, id desc",
        )
        ranked = intake.rank_same(
            (self.category_id.id or 0, self._get_subject_key()),
            [(case.id, case.category_id.id, case._get_subject_key()) for case in cases],
            company.complaint_same_subject,
        )
        # of two that came at the same moment the first in the books is the first
        return self.browse(ranked).filtered(
            lambda case: not self._origin
            or case.received_on < received
            or case.id < self._origin.id
        )

    def _get_subject_key(self):
        """What it is about, in one spelling: the product or project, else the title."""
        self.ensure_one()
        return intake.subject_key(self.subject_name or self.name)

    def _get_customer_domain(self):
        """Cases of the same customer, or of the same unknown person's address.

        :return: Domain, ``None`` where nothing is known of the customer
        """
        self.ensure_one()
        if self.partner_id:
            return Domain("partner_id", "=", self.partner_id._origin.id)
        address = self._get_customer_address()
        if not address:
            return None
        return Domain("partner_id", "=", False) & Domain(
            "email_from", "=ilike", escape_psql(address)
        )

    @api.model
    def _prepare_contact_values(self, contact, typed):
        """How to reach whoever complains: as typed, the rest as the contact says

        :param contact: a partner, perhaps none
        :param dict typed: values of the same fields, perhaps empty
        """
        return {
            "contact_name": typed.get("contact_name") or contact.name,
            "email_from": typed.get("email_from") or contact.email,
            "phone": typed.get("phone") or contact.phone,
        }

    def _get_responsible(self):
        """Who is asked about the case: its handler, else the desk's people."""
        self.ensure_one()
        # sudo: a case without handler is given to people whom nobody need see
        complaint = self.sudo()
        if complaint.user_id.active:
            return complaint.user_id
        return complaint.desk_id._get_responsible()

    def _ask_responsible(self, get_summary):
        """An activity for whoever is responsible, in their language; not for nobody.

        Of many cases at once each has its activity, and each person one mail.

        :param get_summary: the question, from an environment
        """
        cases_by_user = defaultdict(self.browse)
        for complaint in self:
            user = complaint._get_responsible()
            if complaint.is_confidential:
                user &= complaint.confidant_ids
            cases_by_user[complaint.company_id, user] |= complaint
        for (company, user), complaints in cases_by_user.items():
            if user:
                # sudo: the sender of a mail is none who may plan anything
                asked = complaints.sudo().with_context(lang=user.lang)
                silent = asked[1:].with_context(mail_activity_quick_update=True)
                for cases in (asked[:1], silent):
                    cases.activity_schedule(
                        "mail.mail_activity_data_todo",
                        date_deadline=company.sudo()._policy_today(),
                        summary=get_summary(asked.env),
                        user_id=user.id,
                    )
