# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date, plaintext2html

from ..engine.tiers import find_step


class CrmAllocationViolation(models.Model):
    """A company rule that a salesperson broke: stated, confirmed, punished (ALC-10)."""

    _name = "crm.allocation.violation"
    _inherit = ["crm.allocation.discipline.mixin", "crm.policy.upload.mixin"]
    _description = "Violation of a Company Rule"
    _order = "date desc, id desc"

    name = fields.Char(string="Number", readonly=True, copy=False, index="trigram")
    rule_id = fields.Many2one(
        "crm.allocation.violation.rule",
        string="Rule Broken",
        required=True,
        ondelete="restrict",
        tracking=True,
    )
    date = fields.Date(
        required=True,
        default=lambda self: self.env.company._policy_today(),
        help="The day on which the rule was broken.",
    )
    evidence = fields.Text(required=True, help="What happened, and what shows it.")
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "crm_allocation_violation_attachment_rel",
        string="Documents",
        bypass_search_access=True,
    )
    is_grave = fields.Boolean(
        string="Grave",
        compute="_compute_is_grave",
        store=True,
        readonly=False,
        help="Flagged for personnel: the people named in the settings are told. "
        "Nothing else happens by itself.",
    )
    number = fields.Integer(
        string="Violation Number",
        readonly=True,
        copy=False,
        aggregator=None,
        help="The first, second, … punished violation that counts.",
    )
    counted_since = fields.Date(
        readonly=True, copy=False, help="Older ones were not counted. Empty: all."
    )
    suspension_days = fields.Integer(
        string="Days Without Allocation", readonly=True, copy=False
    )
    suspension_ids = fields.One2many(
        "crm.allocation.suspension", compute="_compute_suspension_ids"
    )
    state = fields.Selection(
        [
            ("proposed", "Stated"),
            ("confirmed", "Confirmed"),
            ("dismissed", "Dismissed"),
            ("revoked", "Revoked"),
        ],
        required=True,
        readonly=True,
        default="proposed",
        index=True,
        tracking=True,
    )

    @api.depends("rule_id")
    def _compute_is_grave(self):
        for record in self:
            record.is_grave = record.rule_id.is_grave

    def _compute_suspension_ids(self):
        by_record = (
            self.env["crm.allocation.suspension"]
            .search(
                Domain("origin_model", "=", self._name)
                & Domain("origin_id", "in", self.ids)
            )
            .grouped("origin_id")
        )
        for record in self:
            record.suspension_ids = by_record.get(record.id, False)

    @api.constrains("date")
    def _check_date(self):
        for record in self:
            if record.date > record.company_id._policy_today():
                raise ValidationError(
                    self.env._("A violation is stated when it has happened.")
                )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "name",
            "number",
            "counted_since",
            "suspension_days",
        }

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._check_not_own()
        records._number()
        for violation in records:
            violation._ask_managers()
        return records

    def _get_request_summary(self):
        return self.env._(
            "%(person)s broke a rule: %(rule)s",
            person=self.user_id.name,
            rule=self.rule_id.name,
        )

    # -- steps -------------------------------------------------------------------------

    def action_confirm(self):
        """It is punished: the nth one by the step of the settings."""
        self._check_may_decide()
        self._lock("proposed")
        for record in self:
            record._confirm()

    def _confirm(self):
        self.ensure_one()
        company = self.company_id
        # two violations of one person confirmed at once are the first and the second
        self.member_id._pass_through()
        since = self._get_counted_since()
        number = 1 + self.search_count(
            Domain("member_id", "=", self.member_id.id)
            & Domain("state", "=", "confirmed")
            & (Domain("date", ">=", since) if since else Domain.TRUE)
        )
        days = find_step(self._get_steps(company), number)
        self._settle(
            "confirmed", number=number, counted_since=since, suspension_days=days
        )
        if days:
            self._suspend(days)
        if self.is_grave:
            self._flag_personnel()

    def _get_counted_since(self):
        """From when on violations count; None: all do."""
        months = self.company_id.allocation_violation_months
        return self.date - relativedelta(months=months) if months else None

    @api.model
    def _get_steps(self, company):
        steps = self.env["crm.allocation.violation.step"].search(
            Domain("company_id", "in", [False, company.id])
        )
        own = steps.filtered("company_id")
        return [(step.number, step.days) for step in own or steps]

    def _suspend(self, days):
        self.env["crm.allocation.suspension"]._impose(
            [
                {
                    "user_id": self.user_id.id,
                    "member_id": self.member_id.id,
                    "company_id": self.company_id.id,
                    "kind": "days",
                    "days": days,
                    "cause": "violation",
                    "reason": self.env._(
                        "Violation number %(number)s: %(rule)s",
                        number=self.number,
                        rule=self.rule_id.name,
                    ),
                    "origin_model": self._name,
                    "origin_id": self.id,
                    "is_immediate": True,
                }
            ]
        )

    def _flag_personnel(self):
        """Those named in the settings are told, nothing more."""
        # sudo: an activity for people who need no right on violations
        record = self.sudo()
        for user in record.company_id.allocation_hr_user_ids:
            told = record.with_context(lang=user.lang)
            told.message_notify(
                partner_ids=user.partner_id.ids,
                subject=told.env._("Grave violation of a company rule"),
                body=told.env._(
                    "%(person)s, %(date)s: %(rule)s. %(evidence)s",
                    person=told.user_id.name,
                    date=format_date(told.env, told.date),
                    rule=told.rule_id.name,
                    evidence=told.evidence,
                ),
            )
            user.partner_id.sudo().activity_schedule(
                "mail.mail_activity_data_todo",
                summary=told.env._(
                    "Grave violation: %(person)s", person=told.user_id.name
                ),
                note=plaintext2html(told.evidence or ""),
                user_id=user.id,
            )

    def action_dismiss(self):
        return self._ask_reason("dismiss")

    def action_revoke(self):
        return self._ask_reason("revoke")

    def _get_reasoned_steps(self):
        return {
            "dismiss": (self._dismiss, self.env._("Dismiss the Violation")),
            "revoke": (self._revoke, self.env._("Revoke the Confirmation")),
        }

    def _dismiss(self, reason):
        self._check_may_decide()
        self._lock("proposed")
        self._settle("dismissed", reason)

    def _revoke(self, reason):
        """It does not count any more, and its suspension ends."""
        self._check_may_decide()
        self._lock("confirmed")
        self.suspension_ids.filtered(
            lambda one: one.state in ("proposed", "active")
        )._revoke(reason)
        self._settle("revoked", reason)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        if any(record.state != "proposed" for record in self):
            raise UserError(self.env._("What was decided is kept."))
