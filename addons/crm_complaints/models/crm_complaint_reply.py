# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import html2plaintext, is_html_empty

EDITABLE_STATES = ("draft", "returned")
TEXT_FIELDS = frozenset({"complaint_id", "body", "way", "attachment_ids"})
# Of the complaint: before, it is looked into; afterwards it is reopened first.
REPLY_STATES = ("investigating", "replied", "executing", "awaiting")
# Ways that Odoo carries out itself; the others are noted when they were done.
SENT_BY_MESSAGE = ("mail", "portal")


class CrmComplaintReply(models.Model):
    """The answer to the customer: drafted, approved by another, sent (CMP-03)."""

    _name = "crm.complaint.reply"
    _inherit = ["crm.complaint.part.mixin", "crm.policy.upload.mixin"]
    _description = "Reply to a Complaint"
    _order = "id desc"
    _check_company_auto = True

    way = fields.Selection(
        [
            ("mail", "E-Mail"),
            ("portal", "Customer Portal"),
            ("letter", "Letter"),
            ("phone", "Phone"),
            ("person", "In Person"),
        ],
        compute="_compute_way",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    body = fields.Html(
        string="Text",
        compute="_compute_body",
        store=True,
        precompute=True,
        readonly=False,
        help="Begins as the template of the category, in the customer's language.",
    )
    attachment_ids = fields.Many2many(
        "ir.attachment", string="Attachments", copy=False, bypass_search_access=True
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "To Approve"),
            ("returned", "Returned"),
            ("approved", "Approved"),
            ("sent", "Sent"),
        ],
        string="Status",
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    written_by_id = fields.Many2one(
        "res.users", string="Text by", readonly=True, copy=False
    )
    drafted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_on = fields.Datetime(readonly=True, copy=False)
    sent_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    sent_on = fields.Datetime(readonly=True, copy=False)
    return_reason = fields.Text(readonly=True, copy=False, tracking=True)
    may_approve = fields.Boolean(compute="_compute_may_approve")

    _open_uniq = models.UniqueIndex(
        "(complaint_id) WHERE state != 'sent'",
        "There is a reply already that has not been sent.",
    )

    @api.depends("complaint_id")
    def _compute_display_name(self):
        for reply in self:
            reply.display_name = self.env._(
                "Reply to %(complaint)s", complaint=reply.complaint_id.reference or ""
            )

    @api.depends("complaint_id")
    def _compute_way(self):
        for reply in self:
            case = reply.complaint_id
            has_mail = case and case._get_reply_emails()
            reply.way = reply.way or ("mail" if has_mail else "letter")

    @api.depends("complaint_id")
    def _compute_body(self):
        for reply in self:
            if is_html_empty(reply.body):
                reply.body = reply.complaint_id._render_reply()

    @api.depends("state", "drafted_by_id", "written_by_id", "complaint_id.unit_id")
    @api.depends_context("uid")
    def _compute_may_approve(self):
        for reply in self:
            reply.may_approve = not reply._get_objection(self.env.user)

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "written_by_id",
            "drafted_by_id",
            "approved_by_id",
            "approved_on",
            "sent_by_id",
            "sent_on",
            "return_reason",
        }

    @api.model_create_multi
    def create(self, vals_list):
        replies = super().create(vals_list)
        replies.complaint_id._check_somebody_reported()
        replies._decide({"written_by_id": self.env.uid})
        return replies

    def write(self, vals):
        if TEXT_FIELDS & vals.keys() and not self.env.su:
            if any(reply.state not in EDITABLE_STATES for reply in self):
                raise UserError(
                    self.env._("What was submitted stays as it is; it can be returned.")
                )
        result = super().write(vals)
        if "body" in vals:
            self._decide({"written_by_id": self.env.uid})
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if any(reply.state != "draft" for reply in self):
            raise UserError(self.env._("Only drafts can be deleted."))

    # -- steps -------------------------------------------------------------------------

    def action_submit(self):
        """Asks for the approval; every department has signed by now."""
        self._lock(*EDITABLE_STATES)
        self.complaint_id._check_handles()
        self.complaint_id._check_state_of_work(*REPLY_STATES)
        self.complaint_id._check_panel()
        self._check_written()
        self._decide({"state": "submitted", "drafted_by_id": self.env.uid})
        self._close_request()
        self.complaint_id._close_reply_request()
        for reply in self:
            reply._ask(reply._get_approvers())

    def _check_written(self):
        """:raises UserError: while the text is empty or has a place to fill in"""
        for reply in self:
            if is_html_empty(reply.body):
                raise UserError(self.env._("Write the reply first."))
            # templates leave a paragraph of dots where the case has its own words
            lines = [line.strip() for line in html2plaintext(reply.body).splitlines()]
            if any(line and not line.strip("….") for line in lines):
                raise UserError(
                    self.env._(
                        "The reply still has places to fill in: write what was found "
                        "and what is done where the template has dots."
                    )
                )

    def action_approve(self):
        """:raises AccessError: for author and drafter, and for who is not entitled"""
        self._lock("submitted")
        self._check_may_approve()
        self._decide(
            {
                "state": "approved",
                "approved_by_id": self.env.uid,
                "approved_on": fields.Datetime.now(),
            }
        )
        self._close_request()

    def action_return(self):
        """Ask what is to be changed."""
        return self._ask_reason("return")

    def _get_reasoned_steps(self):
        return {"return": (self._return, self.env._("Return"))}

    def _return(self, reason):
        """:param str reason: what is to be changed"""
        self._lock("submitted")
        self._check_may_approve()
        drafter = self.drafted_by_id
        self._decide({"state": "returned", "return_reason": reason})
        self._close_request()
        self._ask(drafter)

    def action_send(self):
        """Sends what was approved, or notes that it was sent; the complaint is replied.

        The first reply of a cycle moves the complaint on; later ones only inform.
        """
        self._lock("approved")
        self.complaint_id._check_handles()
        self.complaint_id._check_state_of_work(*REPLY_STATES)
        for reply in self:
            reply._post()
        self._decide(
            {
                "state": "sent",
                "sent_by_id": self.env.uid,
                "sent_on": fields.Datetime.now(),
            }
        )
        investigated = self.complaint_id.filtered(
            lambda complaint: complaint.state == "investigating"
        )
        investigated._mark_replied()

    def action_print_letter(self):
        return self.env.ref("crm_complaints.reply_letter_report").report_action(self)

    def _post(self):
        """In the thread of the complaint, so that the customer's answer comes back."""
        self.ensure_one()
        if self.way not in SENT_BY_MESSAGE:
            way = dict(self._fields["way"]._description_selection(self.env))[self.way]
            self.complaint_id.message_post(
                body=self.env._("Replied: %(way)s", way=way) + self.body,
                attachment_ids=self.attachment_ids.ids,
            )
            return
        partner = self.complaint_id._get_reply_partner()
        if self.complaint_id.is_confidential:
            # only those named are addressed in the thread; the customer gets a mail
            partner = partner.browse()
        emails = self.complaint_id._get_reply_emails()
        if self.way == "mail" and not emails:
            raise UserError(
                self.env._("The customer has no e-mail address; choose another way.")
            )
        self.complaint_id.message_post(
            body=self.body,
            subject=self.complaint_id._get_reply_subject(),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=partner.ids,
            outgoing_email_to=False if partner else emails,
            attachment_ids=self.attachment_ids.ids,
        )

    # -- people ------------------------------------------------------------------------

    def _get_approvers(self):
        """Who is asked: the nearest head who did not draft it, else the managers"""
        self.ensure_one()
        confidants = self._get_confidants()
        if confidants is not None:
            return confidants.filtered(lambda user: not self._get_objection(user))[:1]
        heads = self._get_heads(self.complaint_id.unit_id).filtered(
            lambda user: not self._get_objection(user)
        )
        return heads[:1] or self._get_deciding_managers()

    def _get_objection(self, user):
        """Why a person may not approve this reply, nothing where the person may"""
        self.ensure_one()
        # sudo: roles of the person asked about, whoever asks
        is_officer = user.sudo().has_group("crm_policy.group_officer")
        if not is_officer and user not in self._get_heads(self.complaint_id.unit_id):
            return self.env._(
                "A reply is approved by the head of the department or by an officer."
            )
        authors = self.drafted_by_id | self.written_by_id
        if user in authors and not self.company_id.complaint_reply_self:
            return self.env._("Somebody else approves what you have drafted.")
        return ""

    def _check_may_approve(self):
        for reply in self:
            objection = reply._get_objection(self.env.user)
            if objection and not self.env.su:
                raise AccessError(objection)

    def _get_request_summary(self):
        self.ensure_one()
        values = {"complaint": self.complaint_id.reference}
        if self.state == "returned":
            return self.env._("Change the reply to %(complaint)s", **values)
        return self.env._("Approve the reply to %(complaint)s", **values)
