# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import uuid

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import NO_ACCESS
from odoo.tools import email_normalize
from odoo.tools.urls import urljoin


class CrmSatisfactionInvitation(models.Model):
    """A person who was asked to answer online, by a link of one's own (SAT-09).

    Nobody writes these but the steps. Of an anonymous questionnaire the invitation
    says no more than that it was answered: no link to it, and no date; and not before
    answers close.
    """

    _name = "crm.satisfaction.invitation"
    _description = "Invitation to a Questionnaire"
    _order = "measurement_id desc, state, id"
    _rec_name = "partner_id"
    _rec_names_search = ["partner_id.name", "email"]

    measurement_id = fields.Many2one(
        "crm.satisfaction.measurement",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="measurement_id.company_id", store=True, index=True
    )
    unit_id = fields.Many2one(related="measurement_id.unit_id", store=True, index=True)
    user_id = fields.Many2one(related="measurement_id.user_id", store=True, index=True)
    subject_id = fields.Many2one(related="measurement_id.subject_id", store=True)
    closing_on = fields.Date(related="measurement_id.closing_on")
    is_anonymous = fields.Boolean(related="measurement_id.is_anonymous")
    measurement_state = fields.Selection(
        related="measurement_id.state", string="State of the Measurement"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Respondent",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    role_id = fields.Many2one(
        "crm.satisfaction.role", readonly=True, ondelete="restrict"
    )
    role_weight = fields.Float(
        readonly=True,
        default=1.0,
        aggregator=None,
        help="How much the questionnaire counts beside the others; as it stood when "
        "the invitation was sent.",
    )
    email = fields.Char(readonly=True, help="Where the link was sent to.")
    phone = fields.Char(compute="_compute_phone")
    lang = fields.Char(string="Language", readonly=True)
    state = fields.Selection(
        [
            ("unreachable", "No Valid E-Mail"),
            ("sent", "Invited"),
            ("bounced", "Bounced"),
            ("answered", "Answered"),
            ("expired", "Not Answered"),
            ("withdrawn", "Withdrawn"),
        ],
        default="sent",
        required=True,
        readonly=True,
        index=True,
    )
    is_answered = fields.Boolean(
        readonly=True,
        copy=False,
        groups=NO_ACCESS,
        help="Where answers are anonymous, the state tells it only after the "
        "closing date.",
    )
    note = fields.Char(readonly=True, help="Why it could not be sent, or was returned.")
    to_phone = fields.Boolean(
        string="To Be Called",
        readonly=True,
        help="There is no answer by mail: ask by phone or in an interview.",
    )
    sent_on = fields.Datetime(readonly=True)
    reminder_count = fields.Integer(string="Reminders", readonly=True)
    reminded_on = fields.Datetime(string="Last Reminder", readonly=True)
    answered_on = fields.Date(readonly=True, help="Not kept of anonymous ones.")
    mail_id = fields.Many2one("mail.mail", readonly=True, ondelete="set null")
    is_failed = fields.Boolean(
        string="Mail Not Sent",
        compute="_compute_is_failed",
        search="_search_is_failed",
        help="The mail server did not take the mail.",
    )
    failure = fields.Text(compute="_compute_is_failed")
    access_token = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        groups=NO_ACCESS,
        default=lambda self: str(uuid.uuid4()),
    )
    user_input_id = fields.Many2one(
        "survey.user_input",
        readonly=True,
        copy=False,
        ondelete="set null",
        groups=NO_ACCESS,
        help="The participation; forgotten with an anonymous answer.",
    )

    _person_uniq = models.UniqueIndex(
        "(measurement_id, partner_id)", "This person was invited already."
    )
    _token_uniq = models.UniqueIndex("(access_token)")
    _user_input_uniq = models.UniqueIndex(
        "(user_input_id) WHERE user_input_id IS NOT NULL"
    )
    _remind_idx = models.Index("(sent_on) WHERE state = 'sent'")

    # -- compute -----------------------------------------------------------------------

    @api.depends("partner_id.phone")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_phone(self):
        reachable = self.partner_id._get_reachable("phone")
        for invitation in self:
            invitation.phone = (invitation.partner_id & reachable).phone

    @api.depends("mail_id.state")
    def _compute_is_failed(self):
        for invitation in self:
            # sudo: mails are for administrators; whether one went out is not
            mail = invitation.sudo().mail_id
            invitation.is_failed = mail.state == "exception"
            invitation.failure = invitation.is_failed and mail.failure_reason

    @api.model
    def _search_is_failed(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: mails are for administrators; whether one went out is not
        mails = self.env["mail.mail"].sudo()._search([("state", "=", "exception")])
        return [("mail_id", "in", mails)]

    # -- inviting ----------------------------------------------------------------------

    @api.model
    def _get_mail_problem(self, partner):
        """Why nothing can be sent to a person, as text, or ``None``."""
        if not partner.active:
            return self.env._("The contact is archived.")
        if not partner.email:
            return self.env._("There is no e-mail address.")
        if not email_normalize(partner.email):
            return self.env._(
                "The e-mail address is not valid: %(address)s", address=partner.email
            )
        if partner.is_blacklisted:
            return self.env._("The address does not want any mail from us.")
        return None

    @api.model
    def _invite(self, measurement, respondents):
        """Asks people once each; whoever cannot be written to is to be called.

        :param respondents: crm.satisfaction.respondent
        :return: the invitations made
        """
        # sudo: who may send writes no invitation by hand
        invitations = self.sudo()
        known = invitations.search([("measurement_id", "=", measurement.id)])
        fresh = respondents.sudo().filtered(
            lambda one: one.partner_id not in known.partner_id
        )
        vals_list = [
            invitations._prepare_invitation(measurement, respondent)
            for respondent in fresh
        ]
        created = invitations.create(vals_list)
        created.filtered(lambda one: one.state == "sent")._send_first()
        measurement._count_online()
        return created

    @api.model
    def _prepare_invitation(self, measurement, respondent):
        partner = respondent.partner_id
        problem = self._get_mail_problem(partner)
        return {
            "measurement_id": measurement.id,
            "partner_id": partner.id,
            "role_id": respondent.role_id.id,
            "role_weight": respondent.weight,
            "email": False if problem else partner.email_normalized,
            "lang": self._get_person_lang(partner, measurement.company_id),
            "state": "unreachable" if problem else "sent",
            "note": problem,
            "to_phone": bool(problem),
        }

    @api.model
    def _get_person_lang(self, partner, company):
        """The contact's language, else that of the company, else any active one."""
        active = [code for code, _name in self.env["res.lang"].get_installed()]
        wanted = (partner.lang, company.partner_id.lang, self.env.lang)
        return next((code for code in wanted if code in active), active[0])

    def _create_inputs(self):
        """A participation for each, without any name: the invitation knows it."""
        inputs = self.env["survey.user_input"].with_context(
            mail_create_nosubscribe=True, mail_create_nolog=True, tracking_disable=True
        )
        for measurement, invitations in self.grouped("measurement_id").items():
            survey = measurement.set_id._get_survey()
            questions = survey._prepare_user_input_predefined_questions()
            deadline = measurement._get_deadline()
            langs = self.env["res.lang"]
            created = inputs.create(
                [
                    {
                        "survey_id": survey.id,
                        "satisfaction_measurement_id": measurement.id,
                        "deadline": deadline,
                        "lang_id": langs._lang_get(invitation.lang).id,
                        "invite_token": str(uuid.uuid4()),
                        "predefined_question_ids": [Command.set(questions.ids)],
                    }
                    for invitation in invitations
                ]
            )
            for invitation, user_input in zip(invitations, created, strict=True):
                invitation.user_input_id = user_input

    def _send_first(self):
        """The link goes out for the first time, or anew."""
        waiting = self.filtered(lambda one: not one.is_answered)
        waiting.filtered(lambda one: not one.user_input_id)._create_inputs()
        self.write(
            {
                "state": "sent",
                "note": False,
                "to_phone": False,
                "sent_on": fields.Datetime.now(),
                "reminder_count": 0,
                "reminded_on": False,
            }
        )
        self._send("crm_satisfaction.mail_template_satisfaction_invitation")

    def _send(self, template):
        """Sends the link, not to who has answered. The mail stands in no history:
        whoever reads it could answer in the other's name."""
        waiting = self.filtered(lambda one: not one.is_answered)
        # sudo: templates are not for those who ask
        template = self.env.ref(template).sudo()
        mails = template.send_mail_batch(
            waiting.ids, email_values={"model": False, "res_id": False}
        )
        for invitation, mail in zip(waiting, mails, strict=True):
            # a mail of its own later would tell who has not answered yet
            if not (invitation.is_anonymous and invitation.reminder_count):
                invitation.mail_id = mail

    def _get_url(self):
        """The link of the respondent's own."""
        self.ensure_one()
        # sudo: only the respondent gets to see the token
        token = self.sudo().access_token
        return urljoin(self.get_base_url(), f"/survey/satisfaction/{token}")

    def _get_sender(self):
        """Where the mail comes from: who carries it out, else the company."""
        return self.user_id.email_formatted or self.company_id.email_formatted

    @api.model
    def _find(self, token):
        """The invitation that a link belongs to, or none."""
        # sudo: the token is the right
        return self.sudo().search([("access_token", "=", token or "")], limit=1)

    # -- moved on by people ------------------------------------------------------------

    def _check_may_send(self):
        """:raises AccessError: who may write the measurement may send"""
        self.check_access("read")
        self.measurement_id.check_access("write")

    def action_resend(self):
        """A new mail; a corrected address is taken, and then gets a link of its own."""
        self._check_may_send()
        self.measurement_id._check_collecting()
        # sudo: invitations are written by steps only
        for invitation in self.sudo():
            if invitation.state == "answered":
                raise UserError(
                    self.env._(
                        "%(name)s has answered already.",
                        name=invitation.partner_id.name,
                    )
                )
            partner = invitation.partner_id
            problem = self._get_mail_problem(partner)
            if problem:
                raise UserError(
                    self.env._(
                        "%(name)s: %(problem)s", name=partner.name, problem=problem
                    )
                )
            invitation._take_address()
        # sudo: personal links are nobody's to read or write
        self.sudo()._send_first()
        self.measurement_id._count_online()

    def _take_address(self):
        """The address of today; another one than before gets a link of its own."""
        self.ensure_one()
        partner = self.partner_id
        if self.state == "withdrawn" or self.email != partner.email_normalized:
            # whoever has the earlier link cannot answer in the other's name
            self.user_input_id.unlink()
            self.access_token = str(uuid.uuid4())
        self.email = partner.email_normalized
        self.lang = self._get_person_lang(partner, self.company_id)

    def action_answered_otherwise(self):
        """Asked by phone or on paper: the link closes, and leads to no questionnaire.

        Where names are kept, entering the questionnaire does it by itself.

        :raises UserError: answers are not being collected
        """
        self._check_may_send()
        for measurement in self.measurement_id:
            measurement._lock("open")
        # sudo: invitations are written by steps only
        for invitation in self.sudo():
            day = invitation.company_id._policy_today()
            invitation._mark_answered(not invitation.is_anonymous and day)
        self.measurement_id._count_online()

    def action_withdraw(self):
        """The link does not work any more."""
        self._check_may_send()
        # sudo: invitations are written by steps only
        self.sudo()._withdraw()

    def _withdraw(self):
        waiting = self.filtered(lambda one: one.state not in ("answered", "withdrawn"))
        waiting.write({"state": "withdrawn", "to_phone": False})
        waiting.measurement_id._count_online()

    # -- moved on by what happens ------------------------------------------------------

    def _answered_otherwise(self, answers):
        """Who answered by phone or on paper is not asked online any more.

        :param answers: questionnaires that were just answered, in superuser mode
        """
        known = answers.filtered(lambda one: one.way != "online" and one.contact_id)
        if not known:
            return
        pairs = {(one.measurement_id, one.contact_id): one for one in known}
        found = self.search(
            [
                ("measurement_id", "in", known.measurement_id.ids),
                ("partner_id", "in", known.contact_id.ids),
                ("state", "!=", "answered"),
            ]
        )
        for invitation in found:
            answer = pairs.get((invitation.measurement_id, invitation.partner_id))
            if answer:
                day = False if answer.is_anonymous else answer.answered_on
                invitation._mark_answered(day)
        found.measurement_id._count_online()

    def _mark_answered(self, day):
        self.write(
            {
                "state": "answered",
                "is_answered": True,
                "to_phone": False,
                "answered_on": day,
            }
        )

    def _bounce(self):
        """The mail came back: somebody has to call."""
        waiting = self.filtered(lambda one: one.state == "sent")
        for invitation in waiting:
            invitation.write(
                {
                    "state": "bounced",
                    "to_phone": True,
                    "note": self.env._(
                        "The mail to %(address)s came back.", address=invitation.email
                    ),
                }
            )
        waiting.measurement_id._ask_to_call()
