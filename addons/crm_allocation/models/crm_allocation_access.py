# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class CrmAllocationAccess(models.Model):
    """A request to read customers of other people, for a limited time (ALC-15).

    Once the last approver has agreed, the record rules of customers let the person in,
    and shut at the moment that the request names; no job is needed for that.
    """

    _name = "crm.allocation.access"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Access Request"
    _order = "id desc"
    _mail_post_access = "read"

    name = fields.Char(string="Number", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Who Asks",
        required=True,
        readonly=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    line_ids = fields.One2many(
        "crm.allocation.access.line", "access_id", string="Customers", copy=False
    )
    customer_count = fields.Integer(
        string="Number of Customers", compute="_compute_customer_count"
    )
    wanted = fields.Char(
        string="Customer to Find",
        copy=False,
        help="The whole name, phone, e-mail or tax number: what one knows of the "
        "customer.",
    )
    reason = fields.Text(
        help="What the data is needed for; the approvers decide by it."
    )
    may_change = fields.Boolean(
        string="To Change Too",
        tracking=True,
        help="Not only to read the customers, but also to correct their data.",
    )
    date_from = fields.Datetime(
        string="From", required=True, default=lambda self: fields.Datetime.now()
    )
    date_until = fields.Datetime(
        string="Until",
        required=True,
        tracking=True,
        default=lambda self: self._default_date_until(),
        help="Access ends by itself at this moment.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("asked", "Waiting for Approval"),
            ("granted", "Granted"),
            ("expired", "Ended"),
            ("withdrawn", "Withdrawn"),
            ("revoked", "Revoked"),
            ("refused", "Refused"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    approval_ids = fields.One2many(
        "crm.allocation.access.approval",
        "access_id",
        string="Approvals",
        readonly=True,
        copy=False,
    )
    approver_ids = fields.Many2many(
        "res.users",
        "crm_allocation_access_approver_rel",
        string="Waiting For",
        readonly=True,
        copy=False,
        help="One of them decides next.",
    )
    granted_on = fields.Datetime(readonly=True, copy=False)
    granted_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    closed_by_id = fields.Many2one(
        "res.users", string="Ended By", readonly=True, copy=False, ondelete="restrict"
    )
    close_reason = fields.Text(string="Why Not, or No More", readonly=True, copy=False)
    is_running = fields.Boolean(
        string="Open Now", compute="_compute_is_running", search="_search_is_running"
    )
    may_decide = fields.Boolean(compute="_compute_may_decide")
    may_revoke = fields.Boolean(compute="_compute_may_revoke")

    # what record rules of customers look up
    _granted_idx = models.Index("(user_id) WHERE state = 'granted'")
    _times_in_order = models.Constraint(
        "CHECK(date_until > date_from)", "Access ends after it begins."
    )

    @api.model
    def _default_date_until(self):
        company = self.env.company
        return fields.Datetime.now() + timedelta(days=company.allocation_access_days)

    @api.depends("line_ids")
    def _compute_customer_count(self):
        for request in self:
            request.customer_count = len(request.line_ids)

    @api.depends("state", "date_from", "date_until")
    def _compute_is_running(self):
        now = fields.Datetime.now()
        for request in self:
            request.is_running = (
                request.state == "granted"
                and request.date_from <= now < request.date_until
            )

    @api.model
    def _search_is_running(self, operator, value):
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()
        return (
            Domain("state", "=", "granted")
            & Domain("date_from", "<=", now)
            & Domain("date_until", ">", now)
        )

    @api.depends("approver_ids", "state")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        for request in self:
            request.may_decide = (
                request.state == "asked" and self.env.user in request.approver_ids
            )

    @api.depends("user_id", "approval_ids.decided_by_id", "company_id")
    @api.depends_context("uid")
    def _compute_may_revoke(self):
        """Who has or granted the access, and the deciders about allocation"""
        user = self.env.user
        for request in self:
            # sudo: approvers need no right of their own on the steps
            signed = request.sudo().approval_ids.decided_by_id
            request.may_revoke = (
                user in signed | request.user_id or request.company_id._may_allocate()
            )

    @api.constrains("date_from", "date_until", "company_id")
    def _check_length(self):
        for request in self:
            days = request.company_id.allocation_access_days
            if request.date_until - request.date_from > timedelta(days=days):
                raise ValidationError(
                    self.env._(
                        "Access lasts at most %(days)s days. Ask again when more time "
                        "is needed.",
                        days=days,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            # one asks for oneself, in the company where one works
            for vals in vals_list:
                vals.update(user_id=self.env.uid, company_id=self.env.company.id)
        requests = super().create(vals_list)
        for request in requests:
            # sudo: numbers are nobody's to write
            request.sudo().name = request.company_id._next_policy_number(self._name)
        return requests

    def write(self, vals):
        if not self.env.su and (
            {"user_id", "company_id"} & vals.keys()
            or any(request.state != "draft" for request in self)
        ):
            raise UserError(
                self.env._("A request that was sent is not changed. Make a new one.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if any(request.state != "draft" for request in self):
            raise UserError(
                self.env._("A request that was sent stays, for the auditors.")
            )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "name",
            "approval_ids",
            "approver_ids",
            "granted_on",
            "granted_by_id",
            "closed_by_id",
            "close_reason",
        }

    def _is_decider(self):
        """Whether the user decides about the request, or decided."""
        self.ensure_one()
        user = self.env.user
        # sudo: the answer is about the user
        request = self.sudo()
        return (
            not user._is_bound_to_own_customers()
            or user in request.approver_ids
            or user in request.approval_ids.decided_by_id
        )
