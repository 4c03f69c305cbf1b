# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ..engine.dealers import weighted_score


class CrmAllocationDealerEvaluation(models.Model):
    """Marks of a dealer by the criteria, at first and then periodically (ALC-22)."""

    _name = "crm.allocation.dealer.evaluation"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Evaluation of a Dealer"
    _order = "date desc, id desc"
    _rec_name = "dealer_id"

    dealer_id = fields.Many2one(
        "crm.allocation.dealer", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="dealer_id.company_id", store=True, precompute=True, index=True
    )
    date = fields.Date(
        required=True, default=lambda self: self.env.company._policy_today()
    )
    user_id = fields.Many2one(
        "res.users",
        string="Evaluated by",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
    )
    state = fields.Selection(
        [("draft", "Under Way"), ("done", "Closed")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )
    mark_ids = fields.One2many(
        "crm.allocation.dealer.mark", "evaluation_id", string="Marks"
    )
    score = fields.Float(
        string="Score (%)",
        compute="_compute_score",
        store=True,
        digits=(5, 1),
        aggregator="avg",
    )
    conclusion = fields.Text(help="What speaks for and against the dealer.")

    @api.depends("mark_ids.mark", "mark_ids.weight")
    def _compute_score(self):
        for evaluation in self:
            evaluation.score = weighted_score(
                (line.weight, int(line.mark or 0)) for line in evaluation.mark_ids
            )

    @api.model_create_multi
    def create(self, vals_list):
        evaluations = super().create(vals_list)
        criteria = self.env["crm.allocation.dealer.criterion"].search(Domain.TRUE)
        for evaluation in evaluations.filtered(lambda one: not one.mark_ids):
            evaluation.mark_ids = [
                Command.create({"criterion_id": one.id, "weight": one.weight})
                for one in criteria
            ]
        return evaluations

    def write(self, vals):
        if not self.env.su and self.filtered(lambda one: one.state == "done"):
            raise UserError(
                self.env._("A closed evaluation stays as it is. Make a new one.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if self.filtered(lambda one: one.state != "draft"):
            raise UserError(self.env._("A closed evaluation is not deleted."))

    def action_close(self):
        """All marks are given; they are the dealer's from now on."""
        self._lock("draft")
        for evaluation in self:
            if not evaluation.mark_ids or not all(evaluation.mark_ids.mapped("mark")):
                raise UserError(self.env._("Give a mark for each criterion first."))
            evaluation.dealer_id._take_evaluation(evaluation)
        self._decide({"state": "done"})
