# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command


class CrmAllocationRelease(models.TransientModel):
    """Puts customers into a pool: one's own, or as who may decide (ALC-05)."""

    _name = "crm.allocation.release"
    _description = "Put Customers into a Pool"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    partner_ids = fields.Many2many(
        "res.partner",
        string="Customers",
        required=True,
        # archived ones are told that they stay
        context={"active_test": False},
    )
    customer_count = fields.Integer(compute="_compute_customer_count")
    pool_id = fields.Many2one(
        "crm.allocation.pool",
        domain="[('company_id', '=', company_id)]",
        help="None: each into the pool of its region and team.",
    )
    reason = fields.Text(required=True)
    protected_count = fields.Integer(
        string="Protected Customers", compute="_compute_protected_count"
    )
    ends_protection = fields.Boolean(
        string="End Their Protection",
        help="Protected customers are given up before their time.",
    )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if self.env.context.get("active_model") == "res.partner":
            partners = self.env["res.partner"].browse(self.env.context["active_ids"])
            values["partner_ids"] = [Command.set(partners.commercial_partner_id.ids)]
        return values

    @api.depends("partner_ids")
    def _compute_customer_count(self):
        for wizard in self:
            wizard.customer_count = len(wizard.partner_ids)

    @api.depends("partner_ids", "company_id")
    def _compute_protected_count(self):
        for wizard in self:
            wizard.protected_count = len(wizard._get_protected())

    def _get_protected(self):
        today = self.company_id._policy_today()
        return self._get_lines().filtered(
            lambda line: line.protected_until and line.protected_until >= today
        )

    def _get_lines(self):
        return self.partner_ids.commercial_partner_id._get_open_ownership(
            self.company_id
        )

    @api.constrains("reason")
    def _check_reason(self):
        for wizard in self:
            if not (wizard.reason or "").strip():
                raise ValidationError(self.env._("Say why."))

    def action_release(self):
        """Each customer that one may give away goes into its pool."""
        self.ensure_one()
        self.partner_ids.check_access("read")
        if self.protected_count and not self.ends_protection:
            raise UserError(
                self.env._(
                    "%(count)s of the customers are protected. Confirm that their "
                    "protection ends.",
                    count=self.protected_count,
                )
            )
        released, refused = self._release()
        if not refused:
            return {"type": "ir.actions.act_window_close"}
        return self.env["crm.allocation.claim.result"]._show(
            released, refused, self.env._("Put into a Pool")
        )

    def _release(self):
        """:return: lines of the ledger; names and reasons of the others"""
        partners = self.partner_ids.commercial_partner_id
        pools = self._get_pools(partners)
        lines = self._get_lines().grouped("partner_id")
        released, refused = [], []
        for partner in partners:
            line = lines.get(partner, self.env["crm.ownership"])
            if reason := self._get_refusal(partner, line, pools[partner]):
                refused.append((partner.display_name, reason))
            else:
                released.append(self._prepare_release(partner, line, pools[partner]))
        # sudo: who may was decided above, customer by customer
        return self.env["crm.ownership"].sudo()._transfer(released), refused

    def _get_pools(self, partners):
        if self.pool_id:
            return dict.fromkeys(partners, self.pool_id)
        return self.env["crm.allocation.pool"]._get_for_customers(
            partners, self.company_id
        )

    def _prepare_release(self, partner, line, pool):
        user = self.env.user
        return {
            "partner_id": partner.id,
            "company_id": self.company_id.id,
            "pool_id": pool.id,
            "source": "release",
            "reason": self.reason,
            "approved_by_id": user.id if line.user_id != user else None,
        }

    def _get_refusal(self, partner, line, pool):
        """Why a customer stays where it is; nothing when it goes.

        :param line: its open line, may be empty
        :param pool: where it would go, may be empty
        """
        user, company = self.env.user, self.company_id
        if not pool:
            return self.env._("%(company)s has no pool", company=company.name)
        if line.pool_id == pool:
            return self.env._("it is in this pool already")
        reason = line._get_transfer_refusal(partner, company, user.browse())
        if reason:
            return reason
        if line.user_id == user or pool._may_manage():
            return ""
        if line.user_id:
            return self.env._("it belongs to %(owner)s", owner=line.user_id.name)
        if not user.has_group("crm_policy.group_officer"):
            return self.env._("only officers put customers of the company into a pool")
        return ""
