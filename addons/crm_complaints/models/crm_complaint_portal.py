# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import consteq, plaintext2html

from .crm_complaint import CLOSED_STATES
from .crm_complaint_steps import OPEN_STATES


class CrmComplaint(models.Model):
    """What a customer sees of a complaint, and may do (CMP-01, CMP-04).

    Customers have no rights on the model: pages are made of plain values that these
    methods choose, so that nothing else can be read, by page or by RPC.
    """

    _inherit = "crm.complaint"

    form_key = fields.Char(
        readonly=True,
        copy=False,
        help="By which a form that is sent twice counts once.",
    )
    web_lang = fields.Char(
        string="Language of the Visitor",
        readonly=True,
        help="The language in which the public form was filled in.",
    )

    _form_key = models.UniqueIndex(
        "(form_key) WHERE form_key IS NOT NULL", "This report has already been sent."
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"form_key", "web_lang"}

    def _get_customer_lang(self):
        """Who is not known yet is written to as the form was filled in."""
        # sudo: who writes need not be able to read the customer
        complaint = self.sudo()
        if not (complaint.contact_id | complaint.partner_id) and complaint.web_lang:
            return complaint.web_lang
        return super()._get_customer_lang()

    def _compute_access_url(self):
        result = super()._compute_access_url()
        for complaint in self:
            complaint.access_url = f"/my/complaints/{complaint.id}"
        return result

    @api.model
    def _get_thread_with_access(self, thread_id, *, mode="read", **kwargs):
        """Odoo's general discussion is for staff: it would list all files of a case."""
        if not self.env.user._is_internal():
            return self.browse()
        return super()._get_thread_with_access(thread_id, mode=mode, **kwargs)

    # -- which -------------------------------------------------------------------------

    @api.model
    def _get_portal_domain(self, person):
        """The complaints of a person's own company; confidential ones of one's own.

        :param person: the partner of a portal user
        """
        customer = person.commercial_partner_id
        return (
            Domain("partner_id", "=", customer.id)
            & Domain("kind", "in", self._get_customer_kinds())
            & (
                Domain("is_confidential", "=", False)
                | Domain("contact_id", "=", person.id)
            )
        )

    @api.model
    def _get_customer_kinds(self):
        """What customers report, and may follow."""
        return ["complaint", "opinion", "information", "leak"]

    @api.model
    def _find_for_customer(self, complaint_id, person=None, access_token=None):
        """The complaint, for who belongs to the customer or has its link, else none.

        :param person: partner of the user logged in, if one is
        """
        # sudo: customers have no rights on the model; see _get_portal_domain
        complaints = self.sudo()
        if person:
            domain = self._get_portal_domain(person) & Domain("id", "=", complaint_id)
            if found := complaints.search(domain):
                return found
        found = complaints.browse(complaint_id).exists()
        if (
            access_token
            and found.access_token
            and consteq(found.access_token, access_token)
        ):
            return found
        return complaints.browse()

    # -- what is seen ------------------------------------------------------------------

    @api.model
    def _get_customer_filters(self):
        """The list's filters: label and domain by name."""
        return {
            "all": {"label": self.env._("All"), "domain": Domain.TRUE},
            "open": {
                "label": self.env._("Open"),
                "domain": Domain("state", "not in", CLOSED_STATES),
            },
            "mine_to_do": {
                "label": self.env._("Waiting for You"),
                "domain": Domain("state", "=", "awaiting")
                | Domain("is_waiting", "=", True),
            },
            "closed": {
                "label": self.env._("Closed"),
                "domain": Domain("state", "in", CLOSED_STATES),
            },
        }

    def _get_customer_state(self):
        """The state in the customer's words, and the colour of its badge."""
        self.ensure_one()
        if self.is_waiting:
            return self.env._("Waiting for your answer"), "warning"
        if self.state == "closed":
            return self._get_customer_ending(), "success"
        return {
            "new": (self.env._("Received"), "info"),
            "reported": (self.env._("Being looked into"), "info"),
            "investigating": (self.env._("Being looked into"), "info"),
            "replied": (self.env._("Answered"), "info"),
            "executing": (self.env._("Being put right"), "info"),
            "awaiting": (self.env._("Please confirm"), "warning"),
            "cancelled": (self.env._("Cancelled"), "secondary"),
        }[self.state]

    def _get_customer_ending(self):
        """How it ended, in the customer's words."""
        return {
            "confirmed": self.env._("Closed, confirmed by you"),
            "withdrawn": self.env._("Withdrawn by you"),
            "merged": self.env._("Handled together with another report of yours"),
            "answered": self.env._("Answered and closed"),
        }.get(self.close_kind, self.env._("Closed"))

    def _get_promise(self):
        """What the customer may expect next, and by when (CMP-08); perhaps nothing."""
        words = {
            "reply": self.env._("reply promised by"),
            "resolve": self.env._("to be settled by"),
        }
        now = fields.Datetime.now()
        for milestone in self.milestone_ids.sorted("due_on"):
            if milestone.state in ("open", "missed") and milestone.kind in words:
                if milestone.due_on < now:
                    late = self.env._("We are late; we are working on it")
                    return {"label": late, "date": None}
                return {"label": words[milestone.kind], "date": milestone.due_on}
        return None

    def _get_customer_summary(self):
        """What the customer sees of a complaint in a list."""
        self.ensure_one()
        state, color = self._get_customer_state()
        return {
            "url": self.access_url,
            "reference": self.reference,
            "name": self.name,
            "zone": self.company_id.policy_tz,
            "received_on": self.received_on,
            "closed_on": self.closed_on,
            "promise": self._get_promise(),
            "state": state,
            "color": color,
        }

    def _get_customer_page(self):
        """All that the customer sees of a complaint: plain values, no records."""
        self.ensure_one()
        return {
            **self._get_customer_summary(),
            "category": self.category_id._get_public_name() if self.category_id else "",
            "subject": self.subject_name,
            "description": self.description,
            "wish": self.wish,
            "messages": self._get_customer_messages(),
            "may_write": self._may_customer_write(),
            "may_confirm": self.state == "awaiting",
            "may_withdraw": self._may_customer_write(),
        }

    def _may_customer_write(self):
        """Whether there is anything left to say."""
        return self.state not in CLOSED_STATES

    def _get_message_domain(self):
        """The messages that the customer reads: never notes, nor changes of fields."""
        return (
            Domain("model", "=", self._name)
            & Domain("res_id", "=", self.id)
            & Domain("subtype_id", "=", self.env.ref("mail.mt_comment").id)
            & Domain("is_internal", "=", False)
            & Domain(
                "message_type",
                "in",
                ("comment", "email", "email_outgoing", "auto_comment"),
            )
        )

    def _get_customer_messages(self):
        """What was written to and by the customer, oldest first."""
        self.ensure_one()
        # sudo: see the domain for what of it customers read
        messages = (
            self.env["mail.message"]
            .sudo()
            .search(self._get_message_domain(), order="date, id")
        )
        # sudo: people of the customer are known by their names
        own = (self.contact_id | self.partner_id).sudo()
        return [
            {
                "date": message.date,
                "author": message.author_id.name or message.email_from,
                "is_own": not message.author_id
                or message.author_id.commercial_partner_id in own.commercial_partner_id,
                "body": message.body,
                "files": self._get_customer_files(message.attachment_ids),
            }
            for message in messages
        ]

    def _get_customer_files(self, attachments):
        """Names and links of files, each with the token that opens it."""
        attachments.generate_access_token()
        return [
            {
                "name": file.name,
                "url": f"/web/content/{file.id}?download=true"
                f"&access_token={file.access_token}",
            }
            for file in attachments
        ]

    # -- what is done ------------------------------------------------------------------

    @api.model
    def _create_from_portal(self, key, company, person, vals, files):
        """A report of somebody who is logged in

        :param str key: by which the form counts once
        :param person: the partner of the portal user
        """
        return self._create_from_form(
            key,
            {
                **vals,
                "company_id": company.id,
                "partner_id": person.commercial_partner_id.id,
                "contact_id": person.id,
                "channel_id": self.env.ref(
                    "crm_complaints.crm_complaint_channel_portal"
                ).id,
            },
            files,
        )

    @api.model
    def _create_from_public(self, key, desk, vals, files):
        """A report of anybody: staff find out whose it is, the form never tells.

        :param str key: by which the form counts once
        """
        return self._create_from_form(
            key,
            {
                **vals,
                "company_id": desk.company_id.id,
                "desk_id": desk.id,
                "received_by_id": False,
                "channel_id": self.env.ref(
                    "crm_complaints.crm_complaint_channel_web"
                ).id,
            },
            files,
        )

    @api.model
    def _create_from_form(self, key, vals, files):
        """A report, numbered at once; a form sent twice is the report of the first.

        :param list files: name and content of each file that was taken
        """
        # sudo: customers have no rights on the model
        complaints = self.sudo()
        if sent := complaints.search([("form_key", "=", key)]):
            return sent
        company = complaints.env["res.company"].browse(vals["company_id"])
        taken = complaints.with_company(company).with_context(
            complaint_taken_later=True
        )
        complaint = taken.create({**vals, "form_key": key, "user_id": False})
        complaint = complaint.with_env(complaints.env)
        complaint._keep_customers_from_confidants()
        complaint._portal_ensure_token()
        if files:
            complaint._post_from_customer("", files)
        complaint._take_in()
        if complaint._is_acknowledged_by_receipt():
            complaint._mark_acknowledged(self.env._("Number shown on the page"))
        complaint._tell_of_form()
        return complaint

    def _tell_of_form(self):
        """Somebody hears of the report at once (CMP-02)."""
        self.ensure_one()
        if self.is_confidential:
            self._tell(self.confidant_ids)
        elif self.partner_id:
            self._ask_responsible(
                lambda env: env._("A report from the portal: classify and report it")
            )
        else:
            self._ask_responsible(
                lambda env: env._("A report by the public form: find the customer")
            )

    def _keep_customers_from_confidants(self):
        """Confidential reports are seen by staff; who reports only follows the case."""
        for complaint in self.filtered("is_confidential"):
            staff = complaint.confidant_ids.filtered(lambda user: not user.share)
            complaint.confidant_ids = (
                staff
                or complaint._get_deciding_managers()
                or self.env.ref("base.user_admin")
            )

    def _post_from_customer(self, text, files=(), author=None):
        """A message of the customer, in the history that both read.

        :param str text: plain text
        :param list files: name and content of each file
        :param author: the partner who writes; the contact if not given
        """
        self.ensure_one()
        # sudo: customers have no rights on the model
        complaint = self.sudo()
        author = author or complaint.contact_id or complaint.partner_id
        address = complaint.email_from or complaint.contact_name
        return complaint.with_context(mail_post_autofollow=False).message_post(
            body=plaintext2html(text) if text else "",
            author_id=author.id or False,
            email_from=author.email_formatted if author else address,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=list(files),
        )

    def _take_customer_answer(self, text, files=(), author=None):
        """The customer writes: the clocks go on, and the handler hears of it."""
        self.ensure_one()
        if not self._may_customer_write():
            raise UserError(
                self.env._("This is closed. Please send a new report if you need to.")
            )
        message = self._post_from_customer(text, files, author)
        # sudo: customers have no rights on the model
        complaint = self.sudo()
        complaint._take_answer()
        complaint._ask_responsible(
            lambda env: env._("The customer has written in the portal: read it")
        )
        return message

    def _withdraw_by_customer(self, reason):
        """The customer takes the complaint back, at any time (CMP-01).

        :return: what else came of it: a leak is looked into all the same
        """
        # sudo: customers have no rights on the model
        complaint = self.sudo()
        if complaint.kind == "leak":
            complaint._note_withdrawal(reason)
            return "answered"
        complaint._lock(*OPEN_STATES)
        complaint._close("withdrawn", reason)
        return None

    def _take_confirmation(self, answer):
        """The customer, logged in, says whether the handling satisfies (CMP-04).

        :raises UserError: when nothing is asked (any more)
        """
        self.ensure_one()
        # sudo: customers have no rights on the model
        asked = self.sudo().confirmation_ids.filtered(
            lambda confirmation: confirmation.state == "asked"
        )
        if not asked:
            raise UserError(self.env._("This was already answered. Thank you."))
        asked._answer(answer)
