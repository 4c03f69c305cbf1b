# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class CrmGradingOverride(models.Model):
    """A grade set by hand: who, why, until when, approved by whom (GRD-12)."""

    _name = "crm.grading.override"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Grade Override"
    _order = "id desc"
    _rec_name = "partner_id"
    _check_company_auto = True
    _first_state = "requested"
    # who asked may not change the request, but may answer questions about it
    _mail_post_access = "read"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company.root_id,
        index=True,
    )
    grade_id = fields.Many2one(
        "crm.grading.grade", required=True, ondelete="restrict", tracking=True
    )
    computed_grade_id = fields.Many2one(
        "crm.grading.grade",
        readonly=True,
        help="Grade by the scheme when the override was asked for.",
    )
    grade_color = fields.Integer(related="grade_id.color", string="Grade Colour")
    computed_grade_color = fields.Integer(
        related="computed_grade_id.color", string="Computed Grade Colour"
    )
    reason = fields.Text(required=True)
    valid_until = fields.Date(
        required=True,
        tracking=True,
        help="Last day of the override; the computed grade counts from the next day.",
    )
    author_id = fields.Many2one(related="create_uid", string="Asked by")
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_on = fields.Date(readonly=True, copy=False)
    state = fields.Selection(
        [
            ("requested", "To Approve"),
            ("active", "Active"),
            ("expired", "Expired"),
            ("replaced", "Replaced"),
            ("revoked", "Revoked"),
            ("refused", "Refused"),
        ],
        required=True,
        readonly=True,
        default="requested",
        copy=False,
        index=True,
        tracking=True,
    )

    @api.constrains("grade_id", "company_id")
    def _check_grade(self):
        """A grade that the leading scheme does not give means nothing to anybody."""
        schemes = self.env["crm.grading.scheme"]
        for override in self:
            grades = schemes._get_leading_grades(override.company_id)
            if override.grade_id not in grades:
                raise ValidationError(
                    self.env._(
                        "Customers of %(company)s are graded %(grades)s, not "
                        "%(grade)s.",
                        company=override.company_id.display_name,
                        grades=", ".join(grades.mapped("code")),
                        grade=override.grade_id.code,
                    )
                )

    @api.constrains("valid_until")
    def _check_valid_until(self):
        for override in self:
            if override.valid_until < override.company_id._policy_today():
                raise ValidationError(
                    self.env._("An override must be valid until today or later.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        overrides = super().create(vals_list)
        for override in overrides:
            partner = override.partner_id.commercial_partner_id
            company = override.company_id.root_id
            graded = partner.with_company(company)
            # sudo: the computed grade is a fact of the request, not the author's claim
            override.sudo().write(
                {
                    "partner_id": partner.id,
                    "company_id": company.id,
                    "computed_grade_id": graded.customer_computed_grade_id.id,
                }
            )
            override._ask_managers()
        return overrides

    def write(self, vals):
        if not self.env.su and self.filtered(
            lambda override: override.state != "requested"
        ):
            raise UserError(
                self.env._(
                    "This override has been decided. Ask for another one instead."
                )
            )
        return super().write(vals)

    def _get_request_summary(self):
        return self.env._(
            "Approve grade %(grade)s for %(customer)s",
            grade=self.grade_id.code,
            customer=self.partner_id.display_name,
        )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"approved_by_id", "approved_on"}

    @api.ondelete(at_uninstall=False)
    def _unlink_if_requested(self):
        if self.filtered(lambda override: override.state != "requested"):
            raise UserError(
                self.env._("Decided overrides are history and cannot be deleted.")
            )

    # -- decisions: only managers may write overrides (record rules) -------------------

    def action_approve(self):
        """Puts the override into effect; the one before, if any, is replaced."""
        self._lock("requested")
        self._check_valid_until()
        for override in self:
            # sudo: standings are written by rounds and approved overrides only
            standing = (
                self.env["crm.grading.standing"]
                .sudo()
                ._get_standing(override.partner_id, override.company_id)
            )
            standing.override_id.state = "replaced"
            override._decide(
                {
                    "state": "active",
                    "approved_by_id": self.env.uid,
                    "approved_on": override.company_id._policy_today(),
                }
            )
            override._close_request()
            standing._set_override(override)

    def action_refuse(self):
        self._lock("requested")
        self._decide({"state": "refused"})
        self._close_request()

    def action_revoke(self):
        """Ends an override before its time; the computed grade counts again."""
        self._lock("active")
        self._end("revoked")

    def _end(self, state):
        # sudo: standings are written by rounds and overrides only
        self.env["crm.grading.standing"].sudo().search(
            [("override_id", "in", self.ids)]
        )._drop_override()
        self._decide({"state": state})

    @api.model
    def _cron_expire(self):
        """Ends overrides whose last day is over (GRD-12)."""
        overrides = self.search([("state", "=", "active")]).filtered(
            lambda override: override.valid_until < override.company_id._policy_today()
        )
        self.env["ir.cron"]._commit_progress(remaining=len(overrides))
        for override in overrides:
            locked = override.try_lock_for_update()
            if locked and locked.state == "active":
                locked._end("expired")
            if not self.env["ir.cron"]._commit_progress(1):
                break
