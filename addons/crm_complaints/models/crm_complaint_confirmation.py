# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import uuid
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

MARKS = [
    ("4", "Very satisfied"),
    ("3", "Satisfied"),
    ("2", "Fairly satisfied"),
    ("1", "Not satisfied"),
]
MARK_FIELDS = ("timeliness", "attitude", "result")


class CrmComplaintConfirmation(models.Model):
    """The customer is asked whether the handling satisfies, and answers (CMP-04).

    Nobody writes these but the steps: asking, the customer's answer by link or in
    the portal, and what staff enters from paper or by phone.
    """

    _name = "crm.complaint.confirmation"
    _inherit = ["crm.policy.known.mixin"]
    _description = "Confirmation by the Customer"
    _order = "asked_on desc, id desc"
    _rec_names_search = ["complaint_id.reference", "complaint_id.name"]

    complaint_id = fields.Many2one(
        "crm.complaint", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="complaint_id.company_id", store=True, index=True
    )
    partner_id = fields.Many2one(
        related="complaint_id.partner_id", string="Customer", store=True
    )
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        readonly=True,
        help="The department that was responsible when the customer was asked.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Handler",
        readonly=True,
        help="Who handled the complaint when the customer was asked.",
    )
    cycle = fields.Integer(
        readonly=True,
        aggregator=None,
        help="1 for the first handling; one more for each reopening.",
    )
    state = fields.Selection(
        [
            ("asked", "Asked"),
            ("answered", "Answered"),
            ("lapsed", "Without Answer"),
        ],
        default="asked",
        required=True,
        readonly=True,
    )
    asked_on = fields.Datetime(required=True, readonly=True)
    asked_by_id = fields.Many2one("res.users", readonly=True)
    sent_to = fields.Char(
        readonly=True,
        help="Where the link was sent to. Empty: no address is known, so ask by "
        "phone or on paper.",
    )
    expires_on = fields.Datetime(
        string="Link Valid until", required=True, readonly=True
    )
    reminder_count = fields.Integer(string="Reminders Sent", readonly=True)
    reminded_on = fields.Datetime(string="Last Reminder", readonly=True)
    access_token = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        groups="base.group_system",
        default=lambda self: str(uuid.uuid4()),
    )
    way = fields.Selection(
        [
            ("link", "Link"),
            ("portal", "Portal"),
            ("paper", "Paper"),
            ("phone", "Phone"),
        ],
        string="Answered by",
        readonly=True,
    )
    answered_on = fields.Datetime(readonly=True)
    answerer_name = fields.Char(string="Name of Who Answered", readonly=True)
    satisfied = fields.Selection(
        [("yes", "Yes"), ("partly", "Partly"), ("no", "No")], readonly=True
    )
    timeliness = fields.Selection(MARKS, readonly=True)
    attitude = fields.Selection(MARKS, readonly=True)
    result = fields.Selection(MARKS, readonly=True)
    comment = fields.Text(readonly=True)
    phone = fields.Char(readonly=True)
    agent_id = fields.Many2one(
        "res.users",
        string="Entered by",
        readonly=True,
        help="Who spoke with the customer, or entered the paper.",
    )
    scan = fields.Binary(attachment=True, readonly=True)
    scan_name = fields.Char(readonly=True)
    is_signed = fields.Boolean(
        string="Signed and Stamped",
        readonly=True,
        help="The paper bears the customer's signature, and the seal of a company.",
    )
    is_unanswered = fields.Boolean(
        string="Overdue",
        compute="_compute_is_unanswered",
        search="_search_is_unanswered",
        help="The customer was asked, and has not answered within the days that the "
        "settings give.",
    )
    satisfied_rate = fields.Float(
        string="Satisfied (%)",
        compute="_compute_rates",
        store=True,
        aggregator="avg",
        help="Of those who answered, the share that is satisfied, in per cent.",
    )
    mark_average = fields.Float(
        string="Average Mark (1–4)",
        compute="_compute_rates",
        store=True,
        aggregator="avg",
        digits=(3, 2),
        help="The average of the marks given: 4 is very satisfied, 1 not satisfied.",
    )

    _one_open = models.UniqueIndex(
        "(complaint_id) WHERE state = 'asked'",
        "The customer of this complaint is already being asked.",
    )
    _token = models.UniqueIndex("(access_token)")
    _answer_complete = models.Constraint(
        """CHECK(state <> 'answered' OR (answered_on IS NOT NULL AND way IS NOT NULL
        AND satisfied IS NOT NULL AND answerer_name IS NOT NULL))""",
        "An answer says who gave it, when, how, and whether the handling satisfies.",
    )

    @api.depends("complaint_id.reference", "asked_on")
    def _compute_display_name(self):
        for confirmation in self:
            confirmation.display_name = self.env._(
                "Confirmation of %(complaint)s",
                complaint=confirmation.complaint_id.reference or "",
            )

    @api.depends("state", "satisfied", "timeliness", "attitude", "result")
    def _compute_rates(self):
        for confirmation in self:
            marks = [int(confirmation[name] or 0) for name in MARK_FIELDS]
            given = [mark for mark in marks if mark]
            confirmation.mark_average = sum(given) / len(given) if given else 0
            confirmation.satisfied_rate = 100.0 * (confirmation.satisfied == "yes")

    @api.depends("state", "asked_on")
    @api.depends_context("uid")
    def _compute_is_unanswered(self):
        for confirmation in self:
            confirmation.is_unanswered = (
                confirmation.state == "asked"
                and confirmation.asked_on
                < confirmation.company_id._get_complaint_answer_limit()
            )

    @api.model
    def _get_known_domains(self):
        return {
            "mark_average": Domain("mark_average", ">", 0),
            "satisfied_rate": Domain("state", "=", "answered"),
        }

    def _search_is_unanswered(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("state", "=", "asked") & self.env[
            "res.company"
        ]._get_domain_by_day(
            lambda company: Domain(
                "asked_on", "<", company._get_complaint_answer_limit()
            )
        )

    @api.constrains("state", "way", "scan", "is_signed", "phone", "agent_id")
    def _check_proof(self):
        """What is entered for the customer is proved (CMP-04)."""
        for confirmation in self.filtered(lambda record: record.state == "answered"):
            if confirmation.way == "paper" and not (
                confirmation.scan and confirmation.is_signed
            ):
                raise ValidationError(
                    self.env._(
                        "An answer on paper needs its scan, and that it is signed and "
                        "stamped."
                    )
                )
            if confirmation.way == "phone" and not (
                confirmation.phone and confirmation.agent_id
            ):
                raise ValidationError(
                    self.env._(
                        "An answer by phone needs the number, and who spoke with the "
                        "customer."
                    )
                )

    @api.model
    def _ask(self, complaints):
        """Opens a question of each complaint; an open one stays as it is.

        :return: the questions opened
        """
        # sudo: who asks may not write what customers answer
        confirmations = self.sudo()
        asked = confirmations.search(
            [("complaint_id", "in", complaints.ids), ("state", "=", "asked")]
        ).complaint_id
        now = fields.Datetime.now()
        return confirmations.create(
            [
                {
                    "complaint_id": complaint.id,
                    "unit_id": complaint.unit_id.id,
                    "user_id": complaint.user_id.id,
                    "cycle": complaint._get_cycle(),
                    "asked_on": now,
                    "asked_by_id": self.env.uid,
                    "sent_to": complaint._get_customer_address() or False,
                    "expires_on": now
                    + timedelta(days=complaint.company_id.complaint_confirm_link_days),
                }
                for complaint in (complaints - asked).sudo()
            ]
        )

    def _send(self, template):
        """Sends the link to whom an address is known of.

        The mail does not stand in the case's history: whoever reads that could
        answer in the customer's name.
        """
        # sudo: templates and tokens are not for those who ask
        template = self.env.ref(template).sudo()
        for confirmation in self.sudo().filtered("sent_to"):
            complaint = confirmation.complaint_id
            template.send_mail(
                confirmation.id,
                email_values={
                    "model": False,
                    "res_id": False,
                    "reply_to": complaint._notify_get_reply_to()[complaint.id],
                },
            )

    def _get_url(self):
        """The link of the customer's own."""
        self.ensure_one()
        # sudo: only the customer gets to see the token
        token = self.sudo().access_token
        return f"{self.get_base_url()}/complaint/confirm/{token}"

    @api.model
    def _find(self, token):
        """The confirmation that a link belongs to, or none."""
        # sudo: the token is the right
        return self.sudo().search([("access_token", "=", token)], limit=1)

    def _get_link_problem(self):
        """Why a link does not open the form: unknown, answered, lapsed, expired, or
        ``None`` when it does."""
        if not self:
            return "unknown"
        if self.state != "asked":
            return self.state
        return "expired" if self.expires_on < fields.Datetime.now() else None

    @api.model
    def _get_mark_choices(self):
        """What the forms offer, in the reader's language."""
        return {
            "satisfied": self._fields["satisfied"]._description_selection(self.env),
            "marks": [
                (
                    name,
                    self._fields[name]._description_string(self.env),
                    self._fields[name]._description_selection(self.env),
                )
                for name in MARK_FIELDS
            ],
        }

    def _answer(self, vals):
        """Takes the customer's answer, once, and lets the complaint go on.

        :param dict vals: way, answerer_name, satisfied, marks, comment, proof
        :raises UserError: when somebody else was first, or it is no longer open
        """
        self.ensure_one()
        # sudo: the customer has no rights here; the caller has checked the token,
        # or that staff may write the complaint
        confirmation = self.sudo()
        complaint = confirmation.complaint_id
        complaint._lock("awaiting")
        confirmation.invalidate_recordset(["state"])
        if confirmation.state != "asked":
            raise UserError(self.env._("This was already answered. Thank you."))
        if vals.get("satisfied") != "yes" and not (vals.get("comment") or "").strip():
            raise UserError(
                self.env._("Please write what is not satisfactory: it will be redone.")
            )
        confirmation.write(
            {**vals, "state": "answered", "answered_on": fields.Datetime.now()}
        )
        is_accepted = confirmation._is_accepted()
        complaint._confirm(is_accepted, confirmation._get_note())
        if is_accepted:
            complaint._tell_customer("crm_complaints.mail_template_complaint_closed")
        else:
            complaint._tell_higher_head()
            complaint._tell_customer("crm_complaints.mail_template_complaint_reopened")
        confirmation._after_answer()

    def _is_accepted(self):
        """Whether the answer closes the complaint."""
        return self.satisfied == "yes" or (
            self.satisfied == "partly"
            and self.company_id.complaint_confirm_partly == "close"
        )

    def _get_label(self, name):
        return self.complaint_id._get_file_choice(self, name)

    def _get_marks(self):
        """The marks given, in words."""
        return [
            f"{self._fields[name]._description_string(self.env)}: "
            f"{self._get_label(name)}"
            for name in MARK_FIELDS
            if self[name]
        ]

    def _get_note(self):
        """The answer in one line of the case's history."""
        answer = self.env._(
            "%(name)s (%(way)s). Satisfied: %(satisfied)s",
            name=self.answerer_name,
            way=self._get_label("way"),
            satisfied=self._get_label("satisfied"),
        )
        return " · ".join(filter(None, [answer, *self._get_marks(), self.comment]))

    def _get_file_marks(self):
        return "\n".join(self._get_marks())

    def _get_file_answer(self):
        """Who answered, when and how, and what proves it, for the case's file."""
        if self.state != "answered":
            return self._get_label("state")
        proof = {
            "paper": self.env._("scan: %(name)s", name=self.scan_name or ""),
            "phone": self.env._(
                "%(phone)s, called by %(agent)s",
                phone=self.phone or "",
                # sudo: names of people who left are read as well
                agent=self.agent_id.sudo().name or "",
            ),
        }.get(self.way, "")
        moment = self.complaint_id._get_file_moment(self.answered_on)
        parts = [self.answerer_name, f"{moment}, {self._get_label('way')}", proof]
        return "\n".join(filter(None, parts))

    def _after_answer(self):
        """For bridges: the customers' answers that have just come in."""

    def _lapse(self):
        """Their complaints went on without the customer's answer."""
        self.filtered(lambda record: record.state == "asked").write({"state": "lapsed"})

    @api.model
    def _get_reminder_domain(self):
        """Customers to remind now, each by the settings of the company."""
        now = fields.Datetime.now()
        return (
            Domain("state", "=", "asked")
            & Domain("sent_to", "!=", False)
            & Domain("expires_on", ">", now)
            & Domain.OR(
                Domain("company_id", "=", company.id)
                & Domain("reminder_count", "<", company.complaint_confirm_remind_times)
                & Domain.OR(
                    [
                        Domain("reminded_on", "<=", since),
                        Domain("reminded_on", "=", False)
                        & Domain("asked_on", "<=", since),
                    ]
                )
                for company, since in (
                    (
                        company,
                        now - timedelta(days=company.complaint_confirm_remind_days),
                    )
                    for company in self.env["res.company"].search(Domain.TRUE)
                )
            )
        )

    @api.model
    def _cron_remind(self, batch=50):
        """Reminds customers who did not answer; each reminder is sent once."""
        cron = self.env["ir.cron"]
        domain = self._get_reminder_domain()
        cron._commit_progress(remaining=self.search_count(domain))
        while due := self.search(domain, limit=batch).try_lock_for_update():
            due._remind()
            if not cron._commit_progress(len(due)):
                break

    def _remind(self):
        for confirmation in self:
            confirmation.write(
                {
                    "reminder_count": confirmation.reminder_count + 1,
                    "reminded_on": fields.Datetime.now(),
                }
            )
        self._send("crm_complaints.mail_template_confirmation_reminder")

    def action_enter_answer(self):
        """What the customer says by phone, or wrote on the form."""
        return self.complaint_id.action_enter_confirmation()

    def action_open_complaint(self):
        self.ensure_one()
        return self.complaint_id._get_records_action(context={})

    def action_close_unconfirmed(self):
        """The manager closes, with a reason, what the customer did not answer."""
        self.ensure_one()
        complaint = self.complaint_id.with_context(step="close_unconfirmed")
        return complaint.action_ask_reason()
