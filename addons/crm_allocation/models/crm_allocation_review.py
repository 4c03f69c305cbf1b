# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class CrmAllocationReview(models.Model):
    """Review 评审 of a customer whose protection ran out undeveloped (ALC-03).

    The salesperson explains; the director or a delegate extends the protection,
    re-assigns the customer or releases it to a pool. Until then it stays where it is.
    """

    _name = "crm.allocation.review"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Review of a Protection"
    _order = "protected_until, id"
    _rec_names_search = ["name", "partner_id"]
    _check_company_auto = True
    _first_state = "open"

    name = fields.Char(string="Number", readonly=True, copy=False)
    ownership_id = fields.Many2one(
        "crm.ownership",
        string="In the Ledger",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        related="ownership_id.partner_id", store=True, index=True, string="Customer"
    )
    company_id = fields.Many2one(
        related="ownership_id.company_id", store=True, index=True
    )
    user_id = fields.Many2one(
        related="ownership_id.user_id", store=True, index=True, string="Salesperson"
    )
    team_id = fields.Many2one(
        related="ownership_id.team_id", store=True, index="btree_not_null"
    )
    protected_until = fields.Date(
        required=True, readonly=True, help="The end of the protection under review."
    )
    date_from = fields.Datetime(related="ownership_id.date_from", string="Held Since")
    decide_until = fields.Date(
        required=True, readonly=True, help="Later the review is overdue."
    )
    is_overdue = fields.Boolean(
        string="Overdue",
        compute="_compute_is_overdue",
        search="_search_is_overdue",
    )
    date_meeting = fields.Datetime(string="Meeting", tracking=True)
    event_id = fields.Many2one(
        "calendar.event", string="In the Calendar", readonly=True, ondelete="set null"
    )
    attendee_ids = fields.Many2many("res.users", string="Present at the Meeting")
    statement = fields.Text(
        string="Salesperson's Statement",
        tracking=True,
        help="What was done for the customer, and what is to be expected.",
    )
    result = fields.Selection(
        [
            ("extend", "Extend the Protection"),
            ("reassign", "Re-assign"),
            ("release", "Release to a Pool"),
            ("keep", "Keep as Developed"),
        ],
        tracking=True,
    )
    extend_until = fields.Date(
        compute="_compute_extend_until", store=True, readonly=False
    )
    new_user_id = fields.Many2one(
        "res.users",
        string="New Owner",
        check_company=True,
        domain=[("share", "=", False)],
    )
    pool_id = fields.Many2one("crm.allocation.pool", check_company=True)
    reason = fields.Text(string="Reason of the Decision", tracking=True)
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    decided_on = fields.Datetime(readonly=True, copy=False)
    may_decide = fields.Boolean(compute="_compute_may_decide")
    state = fields.Selection(
        [("open", "To Decide"), ("decided", "Decided"), ("obsolete", "Obsolete")],
        required=True,
        readonly=True,
        default="open",
        index=True,
        tracking=True,
        group_expand=True,
    )

    _once_uniq = models.UniqueIndex(
        "(ownership_id, protected_until)", "This protection is under review already."
    )

    # Compute

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for review in self:
            # sudo: a review names its customer, as any document does
            review.display_name = f"{review.name} {review.sudo().partner_id.name}"

    @api.depends("state", "decide_until")
    def _compute_is_overdue(self):
        for review in self:
            review.is_overdue = (
                review.state == "open"
                and review.decide_until < review.company_id._policy_today()
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        companies = self.env["res.company"]
        overdue = Domain("state", "=", "open") & companies._get_before_today_domain(
            "decide_until"
        )
        return Domain.OR(overdue if wanted else ~overdue for wanted in value)

    @api.depends("result", "protected_until")
    def _compute_extend_until(self):
        """As long again as protections are, from today."""
        for review in self:
            if review.result != "extend":
                review.extend_until = False
            elif not review.extend_until:
                review.extend_until = review.company_id._get_protection_end()

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        for review in self:
            review.may_decide = review.company_id._may_allocate()

    # CRUD

    @api.model
    def _open(self, lines):
        """Opens a review for each line; who owns it explains, who decides is asked."""
        # sudo: reviews are opened by the system only
        reviews = self.sudo().create(
            [
                {
                    "ownership_id": line.id,
                    "protected_until": line.protected_until,
                    "decide_until": line.company_id._policy_today()
                    + timedelta(days=line.company_id.allocation_review_days),
                }
                for line in lines
            ]
        )
        for review in reviews:
            review.name = review.company_id._next_policy_number(self._name)
            review._ask()
        return reviews

    def _ask(self):
        self.ensure_one()
        owner = self.user_id
        record = self.with_context(lang=owner.lang)
        record.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=self.decide_until,
            summary=record.env._("Explain what was done for the customer"),
            user_id=owner.id,
        )
        for user in self._get_deciders():
            record = self.with_context(lang=user.lang)
            record.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=self.decide_until,
                summary=record._get_request_summary(),
                user_id=user.id,
            )

    def _get_deciders(self):
        # sudo: who decides is asked, whoever opens the review
        return (
            self._get_deciding_managers()
            | self.company_id.sudo().allocation_delegate_ids
        )

    def _get_request_summary(self):
        return self.env._(
            "Review the protection of %(customer)s", customer=self.partner_id.name
        )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"decided_by_id", "decided_on"}

    def _get_closed_fields(self):
        """What only those write who decide"""
        return {
            "result",
            "extend_until",
            "new_user_id",
            "pool_id",
            "reason",
            "date_meeting",
            "attendee_ids",
        }

    def write(self, vals):
        if not self.env.su:
            always = self.env["crm.policy.decision.mixin"]._fields.keys()
            closed = self.filtered(lambda review: review.state != "open")
            if closed and vals.keys() - always:
                raise UserError(
                    self.env._(
                        "%(review)s is closed and stays as it is.",
                        review=closed[0].display_name,
                    )
                )
            if vals.keys() & self._get_closed_fields():
                self.company_id._check_may_allocate()
        return super().write(vals)

    # Steps

    def action_plan_meeting(self):
        """Puts the meeting into the calendar of salesperson, leader and director."""
        for review in self:
            review.company_id._check_may_allocate()
            review._lock("open")
            if not review.date_meeting:
                raise UserError(self.env._("Say when the meeting is."))
            people = review.user_id | review.team_id.user_id | self.env.user
            vals = {
                "name": review._get_request_summary(),
                "start": review.date_meeting,
                "stop": review.date_meeting + timedelta(hours=1),
                "partner_ids": [fields.Command.set(people.partner_id.ids)],
                "res_model_id": self.env["ir.model"]._get_id(review._name),
                "res_id": review.id,
            }
            # sudo: a delegate plans the meeting of others
            if review.event_id:
                review.event_id.sudo().write(vals)
            else:
                review.sudo().event_id = self.env["calendar.event"].sudo().create(vals)

    def action_decide(self):
        """Carries out the result.

        :raises AccessError: for all but the director and delegates
        :raises UserError: when somebody has decided before, or something is missing
        """
        self.company_id._check_may_allocate()
        self._lock("open")
        self._check_result()
        for review in self:
            if review.ownership_id.sudo().date_to:  # sudo: it may be another's now
                raise UserError(
                    self.env._(
                        "%(customer)s changed hands meanwhile; there is nothing to "
                        "decide.",
                        customer=review.partner_id.name,
                    )
                )
        # decided first: customers that change hands make open reviews obsolete
        self._finish()
        by_result = self.grouped("result")
        empty = self.browse()
        self._transfer_customers(
            by_result.get("reassign", empty) | by_result.get("release", empty)
        )
        for review in by_result.get("extend", empty):
            # sudo: the ledger is written by steps only
            review.ownership_id.sudo().protected_until = review.extend_until
        for review in by_result.get("keep", empty):
            self.env["crm.ownership"]._set_developed(
                review.partner_id, review.company_id, review.reason
            )

    def _finish(self):
        self._decide(
            {
                "state": "decided",
                "decided_by_id": self.env.uid,
                "decided_on": fields.Datetime.now(),
            }
        )
        self._close_request()
        for review in self:
            owner = review.user_id
            record = review.sudo().with_context(lang=owner.lang)  # sudo: owner is told
            labels = dict(self._fields["result"]._description_selection(record.env))
            record.message_notify(
                partner_ids=owner.partner_id.ids,
                subject=record.display_name,
                body=record.env._(
                    "Decided: %(result)s. %(reason)s",
                    result=labels[record.result],
                    reason=record.reason,
                ),
            )

    def _check_result(self):
        for review in self:
            missing = {
                "extend": not review.extend_until,
                "reassign": not review.new_user_id,
                "release": not review.pool_id,
            }
            if (
                not review.result
                or missing.get(review.result)
                or not (review.reason or "").strip()
            ):
                raise UserError(
                    self.env._(
                        "%(review)s: choose a result with its date, person or pool, "
                        "and give the reason.",
                        review=review.display_name,
                    )
                )
            if (
                review.result == "extend"
                and review.extend_until <= review.company_id._policy_today()
            ):
                raise UserError(self.env._("A protection is extended to a later day."))
            if review.new_user_id and review.new_user_id == review.user_id:
                raise UserError(
                    self.env._(
                        "%(person)s has the customer. Extend the protection instead.",
                        person=review.user_id.name,
                    )
                )

    @api.model
    def _transfer_customers(self, reviews):
        self.env["crm.ownership"]._transfer(
            [
                {
                    "partner_id": review.partner_id.id,
                    "company_id": review.company_id.id,
                    "source": "review",
                    "reason": review.reason,
                    "approved_by_id": self.env.uid,
                    "origin_model": review._name,
                    "origin_id": review.id,
                    **review._prepare_new_holder(),
                }
                for review in reviews
            ]
        )

    def _prepare_new_holder(self):
        self.ensure_one()
        if self.result == "release":
            return {"pool_id": self.pool_id.id}
        return {
            "user_id": self.new_user_id.id,
            "protected_until": self.company_id._get_protection_end(),
        }

    def _close_developed(self):
        """The customer was developed after all: the review has nothing to decide."""
        self.filtered(lambda review: review.state == "open")._make_obsolete()

    def _open_undeveloped(self):
        """The customer was not developed after all: there is something to decide."""
        # sudo: reviews are opened by the system only
        again = self.sudo().filtered(
            lambda review: review.state == "obsolete"
            and review.protected_until == review.ownership_id.protected_until
            and not review.ownership_id.date_to
        )
        if again:
            again._decide({"state": "open"})
        for review in again:
            review._ask()

    def _make_obsolete(self):
        if self:
            self._decide({"state": "obsolete"})
            self._close_request()
