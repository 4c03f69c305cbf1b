# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmGradingRiskDecide(models.TransientModel):
    """Decides a step of a customer at risk, or proposes it to a manager (GRD-14)."""

    _name = "crm.grading.risk.decide"
    _description = "Step of a Customer at Risk"

    risk_id = fields.Many2one("crm.grading.risk", required=True, readonly=True)
    partner_id = fields.Many2one(related="risk_id.partner_id")
    company_id = fields.Many2one(related="risk_id.company_id")
    currency_id = fields.Many2one(related="risk_id.currency_id")
    proposal_id = fields.Many2one(related="risk_id.proposal_id")
    from_step = fields.Selection(related="risk_id.state", string="From")
    to_step = fields.Selection(selection="_selection_step", string="To", required=True)
    step_meaning = fields.Text(compute="_compute_step_meaning")
    limit_amount = fields.Monetary(
        string="Limit on Open Amount",
        compute="_compute_proposed",
        store=True,
        readonly=False,
        help="What orders not invoiced and invoices not paid may reach together.",
    )
    review_date = fields.Date(
        string="Next Review", compute="_compute_proposed", store=True, readonly=False
    )
    reason = fields.Text(required=True)

    @api.model
    def _selection_step(self):
        return self.env["crm.grading.risk"]._selection_step()

    @api.depends("to_step")
    @api.depends_context("lang")
    def _compute_step_meaning(self):
        meanings = self.env["crm.grading.risk"]._get_step_meanings()
        for wizard in self:
            wizard.step_meaning = meanings.get(wizard.to_step)

    @api.depends("risk_id")
    def _compute_proposed(self):
        for wizard in self:
            risk = wizard.risk_id
            wizard.limit_amount = risk.limit_amount
            wizard.review_date = risk._get_next_review() if risk else False

    def action_propose(self):
        """Files a proposal that a manager decides; a mere review counts at once."""
        self.ensure_one()
        decision = self._create_decision()
        if self._changes_nothing():
            # sudo: officers may record a review, which decides nothing
            decision.sudo()._approve()
        else:
            decision._ask_managers()
        return {"type": "ir.actions.act_window_close"}

    def action_decide(self):
        """Decides at once; a proposal that was open is replaced."""
        self.ensure_one()
        self.proposal_id._lock("proposed")
        self.proposal_id._end("replaced")
        self._create_decision().action_approve()
        return {"type": "ir.actions.act_window_close"}

    def _changes_nothing(self):
        return self.to_step == self.from_step and (
            self.to_step != "limit"
            or self.currency_id.compare_amounts(
                self.limit_amount, self.risk_id.limit_amount
            )
            == 0
        )

    def _create_decision(self):
        self.risk_id.check_access("write")
        return self.env["crm.grading.risk.decision"].create(self._prepare_decision())

    def _prepare_decision(self):
        return {
            "risk_id": self.risk_id.id,
            "to_step": self.to_step,
            "limit_amount": self.to_step == "limit" and self.limit_amount,
            "review_date": self.review_date,
            "reason": self.reason,
        }
