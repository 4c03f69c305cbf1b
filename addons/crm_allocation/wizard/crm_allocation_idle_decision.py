# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class CrmAllocationIdleDecision(models.TransientModel):
    """What becomes of proposals, for one or for a selection (ALC-04)."""

    _name = "crm.allocation.idle.decision"
    _description = "Decide on Idle Customers"

    idle_ids = fields.Many2many(
        "crm.allocation.idle", string="Customers", required=True
    )
    idle_count = fields.Integer(compute="_compute_idle_count")
    company_id = fields.Many2one("res.company", compute="_compute_idle_count")
    outcome = fields.Selection(
        [
            ("taken", "Take back into a pool"),
            ("reassigned", "Give to somebody else"),
            ("kept", "Leave with the owner"),
        ],
        required=True,
        default="taken",
    )
    pool_id = fields.Many2one(
        "crm.allocation.pool",
        domain="[('company_id', '=', company_id)]",
        help="None: the pool of the rule, else each by its region and team.",
    )
    user_id = fields.Many2one(
        "res.users", string="New Owner", domain="[('share', '=', False)]"
    )
    date_until = fields.Date(
        string="Until", help="The customers are not proposed again before that day."
    )
    reason = fields.Text(required=True)

    @api.depends("idle_ids")
    def _compute_idle_count(self):
        for decision in self:
            decision.idle_count = len(decision.idle_ids)
            decision.company_id = decision.idle_ids.company_id[:1]

    @api.constrains("reason", "outcome", "user_id", "date_until")
    def _check_complete(self):
        for decision in self:
            if not (decision.reason or "").strip():
                raise ValidationError(self.env._("Give a reason for the decision."))
            if decision.outcome == "reassigned" and not decision.user_id:
                raise ValidationError(self.env._("Say who receives the customers."))
            if decision.outcome == "kept" and not decision.date_until:
                raise ValidationError(self.env._("Say until when they are left."))

    def action_confirm(self):
        """Decides, for each company of the selection."""
        self.ensure_one()
        for company, idles in self.idle_ids.grouped("company_id").items():
            if self.outcome == "kept" and self.date_until < company._policy_today():
                raise UserError(self.env._("This day is over. Choose a later one."))
            idles._decide_outcome(
                self.outcome,
                self.reason,
                pools=self._get_pools(company, idles),
                user=self.user_id if self.outcome == "reassigned" else None,
                until=self.date_until if self.outcome == "kept" else None,
            )
        return {"type": "ir.actions.act_window_close"}

    def _get_pools(self, company, idles):
        """The pool of each customer.

        :raises UserError: when there is none
        """
        if self.outcome != "taken":
            return None
        if self.pool_id:
            return dict.fromkeys(idles.partner_id, self.pool_id)
        rule = self.env["crm.allocation.idle.rule"]._get_for(company)
        pools = rule._get_pools(idles.partner_id)
        if not all(pools.values()):
            raise UserError(
                self.env._("%(company)s has no pool yet.", company=company.name)
            )
        return pools
