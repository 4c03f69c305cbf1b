# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmAllocationDealerIncentive(models.Model):
    """What a dealer gets for reaching a figure: agreed, reached, granted (ALC-22)."""

    _name = "crm.allocation.dealer.incentive"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Incentive of a Dealer"
    _order = "date_to desc, id desc"

    name = fields.Char(string="What Was Agreed", required=True, tracking=True)
    dealer_id = fields.Many2one(
        "crm.allocation.dealer", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="dealer_id.company_id", store=True, precompute=True, index=True
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._policy_today(),
    )
    date_to = fields.Date(string="Until", required=True)
    target_amount = fields.Monetary(string="To Reach", tracking=True)
    reached_amount = fields.Monetary(string="Reached So Far", copy=False, tracking=True)
    reward = fields.Monetary(tracking=True, help="What the dealer gets for it.")
    state = fields.Selection(
        [
            ("draft", "Suggested"),
            ("agreed", "Agreed"),
            ("reached", "Reached"),
            ("granted", "Granted"),
            ("missed", "Not Reached"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    agreed_on = fields.Date(readonly=True, copy=False)
    granted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    granted_on = fields.Date(readonly=True, copy=False)

    _dates = models.Constraint(
        "CHECK(date_to >= date_from)", "An incentive ends after it begins."
    )
    _amounts = models.Constraint(
        "CHECK(target_amount >= 0 AND reached_amount >= 0 AND reward >= 0)",
        "Amounts of incentives are not below zero.",
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "approved_by_id",
            "agreed_on",
            "granted_by_id",
            "granted_on",
        }

    def write(self, vals):
        agreed = {
            "name",
            "dealer_id",
            "currency_id",
            "date_from",
            "date_to",
            "target_amount",
            "reward",
        }
        if not self.env.su and agreed & vals.keys():
            if self.filtered(lambda one: one.state != "draft"):
                raise UserError(self.env._("What was agreed stays as it is."))
        if not self.env.su and "reached_amount" in vals:
            self._lock("draft", "agreed")
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if self.filtered(lambda one: one.state != "draft"):
            raise UserError(self.env._("Only proposals of incentives can be deleted."))

    def action_ask(self):
        """Managers are asked to agree."""
        self._lock("draft")
        for incentive in self:
            incentive._ask_managers()

    def _get_request_summary(self):
        return self.env._(
            "Approve the incentive %(incentive)s of %(dealer)s",
            incentive=self.name,
            dealer=self.dealer_id.display_name,
        )

    def action_agree(self):
        """A manager agrees before the dealer is told."""
        self._check_manager()
        self._lock("draft")
        for incentive in self:
            incentive._decide(
                {
                    "state": "agreed",
                    "approved_by_id": self.env.uid,
                    "agreed_on": incentive.company_id._policy_today(),
                }
            )
        self._close_request()

    def action_judge(self):
        """Reached or missed, by the figure entered; managers are asked to grant."""
        self._lock("agreed")
        for incentive in self:
            short = incentive.currency_id.compare_amounts(
                incentive.reached_amount, incentive.target_amount
            )
            incentive._decide({"state": "missed" if short < 0 else "reached"})
            if short >= 0:
                incentive._ask_managers()

    def action_grant(self):
        """A manager lets the reward go out."""
        self._check_manager()
        self._lock("reached")
        for incentive in self:
            incentive._decide(
                {
                    "state": "granted",
                    "granted_by_id": self.env.uid,
                    "granted_on": incentive.company_id._policy_today(),
                }
            )
        self._close_request()

    def _check_manager(self):
        if not self.env.user.has_group("crm_policy.group_manager"):
            raise UserError(self.env._("A manager decides on incentives of dealers."))
