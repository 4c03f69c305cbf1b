# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

OPEN_STATES = ("draft", "requested", "approved", "sent")
# From here on who asked may have the document
CLEARED_STATES = ("approved", "sent", "received")
ACTIVITY = "mail.mail_activity_data_todo"


class CrmAllocationSample(models.Model):
    """A sample or company document for a customer: request, approval, sent (ALC-16).

    Whatever goes out goes through sales administration: an officer approves and sends,
    above a value a manager approves. What came of it is written down at the end.
    """

    _name = "crm.allocation.sample"
    _inherit = [
        "crm.policy.customer.mixin",
        "crm.policy.decision.mixin",
        "crm.policy.reason.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _description = "Sample or Document"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="Number", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        ondelete="restrict",
        check_company=True,
        index=True,
        tracking=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Asked by",
        required=True,
        check_company=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        index=True,
        tracking=True,
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        compute="_compute_team_id",
        store=True,
        precompute=True,
        index="btree_not_null",
    )
    kind_id = fields.Many2one(
        "crm.allocation.sample.kind", required=True, ondelete="restrict", tracking=True
    )
    is_document = fields.Boolean(related="kind_id.is_document")
    document_id = fields.Many2one(
        "crm.allocation.document",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        domain="[('kind_id', '=', kind_id)]",
        tracking=True,
    )
    document_file = fields.Binary(
        string="Document to Send",
        compute="_compute_document_file",
        help="Given once the request is approved.",
    )
    document_file_name = fields.Char(related="document_id.file_name")
    item = fields.Text(
        string="What",
        tracking=True,
        help="Product, size, colour, version: what is to be sent, in words.",
    )
    quantity = fields.Float(default=1, digits=(16, 2), tracking=True)
    unit = fields.Char(help="Pieces, metres, sets ...")
    value = fields.Monetary(
        tracking=True,
        help="What the whole lot costs the company. Above the limit in the settings a "
        "manager approves.",
    )
    purpose = fields.Text(required=True, tracking=True)
    needed_by = fields.Date(index=True, tracking=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("requested", "Requested"),
            ("approved", "Approved"),
            ("sent", "Sent"),
            ("received", "Received"),
            ("refused", "Refused"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    is_manager_needed = fields.Boolean(
        string="Manager Approves",
        readonly=True,
        copy=False,
        help="The value was above the limit when it was asked for.",
    )
    requested_on = fields.Date(readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_on = fields.Date(readonly=True, copy=False)
    close_reason = fields.Text(
        string="Reason",
        readonly=True,
        copy=False,
        tracking=True,
        help="Why it was refused or cancelled.",
    )
    sent_on = fields.Date(readonly=True, copy=False, tracking=True)
    sent_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    carrier = fields.Char(
        copy=False, tracking=True, help="Courier, e-mail, handed over in person ..."
    )
    tracking_number = fields.Char(copy=False, tracking=True)
    received_on = fields.Date(readonly=True, copy=False, tracking=True)
    outcome = fields.Selection(
        [
            ("order", "Leads to an Order"),
            ("interest", "Interested"),
            ("no_interest", "Not Interested"),
            ("no_answer", "No Answer"),
        ],
        string="What Came of It",
        copy=False,
        tracking=True,
    )
    feedback = fields.Text(copy=False, tracking=True)
    is_sent_late = fields.Boolean(readonly=True, copy=False)
    is_late = fields.Boolean(
        string="Late",
        compute="_compute_is_late",
        search="_search_is_late",
        help="Not sent by the day it is needed, or sent after it.",
    )

    _quantity_positive = models.Constraint(
        "CHECK(quantity > 0 AND value >= 0)",
        "The quantity is above zero and the value not below.",
    )
    _name_uniq = models.UniqueIndex("(company_id, name) WHERE name IS NOT NULL")

    # -- compute -----------------------------------------------------------------------

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for sample in self:
            # sudo: the name of the customer is shown with the request
            parts = (sample.name, sample.sudo().partner_id.display_name)
            sample.display_name = " · ".join(filter(None, parts))

    @api.depends("user_id")
    def _compute_team_id(self):
        for sample in self:
            sample.team_id = sample.user_id.sale_team_id

    @api.depends("state", "document_id")
    def _compute_document_file(self):
        for sample in self:
            cleared = sample.state in CLEARED_STATES
            # sudo: approved, so who sees the request may have its document
            sample.document_file = cleared and sample.sudo().document_id.file

    @api.depends("needed_by", "is_sent_late", "state", "company_id")
    def _compute_is_late(self):
        for sample in self:
            sample.is_late = sample.is_sent_late or bool(
                sample.state in ("requested", "approved")
                and sample.needed_by
                and sample.needed_by < sample.company_id._policy_today()
            )

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = Domain("state", "in", ("requested", "approved"))
        late = waiting & self.env["res.company"]._get_before_today_domain("needed_by")
        late |= Domain("is_sent_late", "=", True)
        return Domain.OR(late if wanted else ~late for wanted in value)

    # -- guards ------------------------------------------------------------------------

    @api.constrains("kind_id", "document_id", "item")
    def _check_what(self):
        for sample in self:
            if sample.is_document and not sample.document_id:
                raise ValidationError(self.env._("Name the company document."))
            if sample.document_id and sample.document_id.kind_id != sample.kind_id:
                raise ValidationError(
                    self.env._("The document is not of the kind that is asked for.")
                )
            if not sample.is_document and not (sample.item or "").strip():
                raise ValidationError(self.env._("Say what is to be sent."))

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "name",
            "is_manager_needed",
            "requested_on",
            "approved_by_id",
            "approved_on",
            "close_reason",
            "sent_on",
            "sent_by_id",
            "is_sent_late",
            "received_on",
        }

    def _get_asked_fields(self):
        """What an officer or manager approves."""
        return {
            "company_id",
            "partner_id",
            "user_id",
            "kind_id",
            "document_id",
            "item",
            "quantity",
            "unit",
            "value",
            "purpose",
            "needed_by",
        }

    @api.model_create_multi
    def create(self, vals_list):
        samples = super().create(vals_list)
        for sample in samples:
            # sudo: the number is closed to everybody else (see write)
            sample.sudo().name = sample.company_id._next_policy_number(self._name)
        return samples

    def write(self, vals):
        if not self.env.su and self._get_asked_fields() & vals.keys():
            if self.filtered(lambda sample: sample.state != "draft"):
                raise UserError(
                    self.env._(
                        "What was asked for stays as it is. Cancel the request and "
                        "make a new one."
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if self.filtered(lambda sample: sample.state != "draft"):
            raise UserError(self.env._("Only drafts of requests can be deleted."))

    # -- steps -------------------------------------------------------------------------

    def action_request(self):
        """Sales administration is asked, above the limit the managers."""
        self._lock("draft")
        for sample in self:
            company = sample.company_id
            limit = company.allocation_sample_limit
            sample._decide(
                {
                    "state": "requested",
                    "requested_on": company._policy_today(),
                    "is_manager_needed": company.currency_id.compare_amounts(
                        sample.value, limit
                    )
                    > 0,
                }
            )
            sample._ask_managers()

    def _get_deciding_managers(self):
        """Officers decide, above the limit managers."""
        if self.is_manager_needed:
            return super()._get_deciding_managers()
        # sudo: who asks need not be able to read who has which role
        officers = self.env.ref("crm_policy.group_officer").sudo().all_user_ids
        return officers.filtered(
            lambda user: self.company_id in user.company_ids and not user.share
        )

    def _get_request_summary(self):
        return self.env._("Approve to send: %(sample)s", sample=self.display_name)

    def action_approve(self):
        """Cleared to be sent; who approved is reminded until it is."""
        self._check_may_decide()
        self._lock("requested")
        self._decide(
            {
                "state": "approved",
                "approved_by_id": self.env.uid,
                "approved_on": self.company_id[:1]._policy_today(),
            }
        )
        self._close_request()
        for sample in self:
            sample._remind(
                self.env.user, sample.needed_by, self.env._("Send what was approved")
            )

    def action_send(self):
        """It is on its way; who asked is reminded to hear what came of it."""
        self._check_officer()
        self._lock("approved")
        if not all((sample.carrier or "").strip() for sample in self):
            raise UserError(self.env._("Say how it is sent: the carrier, or e-mail."))
        for sample in self:
            company = sample.company_id
            today = company._policy_today()
            sample._decide(
                {
                    "state": "sent",
                    "sent_on": today,
                    "sent_by_id": self.env.uid,
                    "is_sent_late": bool(sample.needed_by and today > sample.needed_by),
                }
            )
            sample._close_request()
            sample._remind(
                sample.user_id,
                fields.Date.add(today, days=company.allocation_sample_feedback_days),
                self.env._("Ask the customer what came of the sample"),
            )

    def action_receive(self):
        """The customer has it and has said what came of it."""
        self._lock("sent")
        if not all(sample.outcome for sample in self):
            raise UserError(self.env._("Say what came of it first."))
        for sample in self:
            sample._decide(
                {
                    "state": "received",
                    "received_on": sample.company_id._policy_today(),
                }
            )
        self._close_request()

    def action_refuse(self):
        return self._ask_reason("refused")

    def action_cancel(self):
        return self._ask_reason("cancelled")

    def _get_reasoned_steps(self):
        return {
            "refused": (self._refuse, self.env._("Refuse the Request")),
            "cancelled": (self._cancel, self.env._("Cancel the Request")),
        }

    def _refuse(self, reason):
        """By who decides, with the reason."""
        self._check_may_decide()
        self._lock("requested")
        self._close("refused", reason)

    def _cancel(self, reason):
        """Not needed any more."""
        self._lock("draft", "requested", "approved")
        self._close("cancelled", reason)

    def _close(self, outcome, reason):
        self._decide({"state": outcome, "close_reason": reason})
        self._close_request()
        for sample in self:
            if self.env.user != sample.user_id:
                # sudo: who asked may not be a follower yet; the reason reaches them
                sample.sudo().message_notify(
                    partner_ids=sample.user_id.partner_id.ids,
                    subject=sample.display_name,
                    body=reason,
                )

    # -- rights ------------------------------------------------------------------------

    def _check_officer(self):
        if not self.env.user.has_group("crm_policy.group_officer"):
            raise AccessError(
                self.env._(
                    "Samples and documents go out through sales administration: an "
                    "officer approves and sends."
                )
            )

    def _check_may_decide(self):
        """Officers; above the limit, and on their own requests, managers.

        :raises AccessError: when somebody else has to decide
        """
        self._check_officer()
        if self.env.user.has_group("crm_policy.group_manager"):
            return
        if any(self.mapped("is_manager_needed")):
            raise AccessError(
                self.env._("The value is above the limit: a manager decides.")
            )
        if self.env.user in self.user_id:
            raise AccessError(
                self.env._("Nobody approves an own request: a colleague decides.")
            )

    # -- reminders ---------------------------------------------------------------------

    def _remind(self, user, day, summary):
        # sudo: who decides need not be able to plan the work of colleagues
        self.sudo().activity_schedule(
            ACTIVITY,
            date_deadline=day or self.company_id._policy_today(),
            summary=summary,
            user_id=user.id,
        )

    @api.readonly
    def action_export_xlsx(self):
        """The selected requests, or all that the list shows."""
        return self._print_xlsx("crm_allocation.sample_xlsx")
