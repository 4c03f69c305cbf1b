# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class CrmComplaint(models.Model):
    """What was done for a complaint, and what it cost (CMP-03, CMP-07)."""

    _inherit = "crm.complaint"

    execution_ids = fields.One2many(
        "crm.complaint.execution", "complaint_id", string="Executions", copy=False
    )
    cost_other = fields.Monetary(
        string="Other Own Cost",
        copy=False,
        tracking=True,
        help="Own cost that belongs to no single execution, such as travel.",
    )
    cost_execution = fields.Monetary(
        string="Cost of Executions", compute="_compute_costs", store=True
    )
    cost_total = fields.Monetary(
        string="Total Cost",
        compute="_compute_costs",
        store=True,
        help="Executions that were not cancelled, other own cost and the compensation "
        "paid.",
    )
    compensation_asked = fields.Monetary(copy=False, tracking=True)
    compensation_offered = fields.Monetary(copy=False, tracking=True)
    compensation_paid = fields.Monetary(copy=False, tracking=True)
    compensation_approved = fields.Monetary(
        string="Compensation Approved up to", readonly=True, copy=False, tracking=True
    )
    compensation_approved_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False
    )
    is_compensation_open = fields.Boolean(
        string="Compensation to Approve",
        compute="_compute_is_compensation_open",
        store=True,
        help="More is offered than the limit of the settings, and no manager has "
        "approved it yet.",
    )

    _compensation_check = models.Constraint(
        "CHECK(compensation_asked >= 0 AND compensation_offered >= 0"
        " AND compensation_paid >= 0 AND cost_other >= 0)",
        "Costs and compensations are not negative.",
    )

    @api.depends(
        "cost_other", "compensation_paid", "execution_ids.cost", "execution_ids.state"
    )
    def _compute_costs(self):
        for complaint in self:
            carried_out = complaint.execution_ids.filtered(
                lambda execution: execution.state != "cancelled"
            )
            complaint.cost_execution = sum(carried_out.mapped("cost"))
            complaint.cost_total = (
                complaint.cost_execution
                + complaint.cost_other
                + complaint.compensation_paid
            )

    @api.depends("compensation_offered", "compensation_approved")
    def _compute_is_compensation_open(self):
        """By the limit of the day: a later limit asks nobody again."""
        for complaint in self:
            complaint.is_compensation_open = complaint._needs_approval(
                complaint.compensation_offered
            )

    @api.constrains("compensation_paid")
    def _check_compensation_paid(self):
        for complaint in self:
            if complaint._needs_approval(complaint.compensation_paid):
                raise ValidationError(
                    self.env._(
                        "A compensation above the limit is paid only as far as a "
                        "manager has approved it."
                    )
                )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "compensation_approved",
            "compensation_approved_by_id",
        }

    def _needs_approval(self, amount):
        """Whether an amount is above the limit and above what was approved"""
        self.ensure_one()
        currency = self.company_id.currency_id
        limit = max(
            self.company_id.complaint_compensation_limit, self.compensation_approved
        )
        return bool(currency) and currency.compare_amounts(amount, limit) > 0

    def action_approve_compensation(self):
        """A manager approves what is offered (CMP-07)."""
        if not self.env.user.has_group("crm_policy.group_manager"):
            raise AccessError(
                self.env._("A compensation above the limit is approved by a manager.")
            )
        self.check_access("write")
        for complaint in self:
            complaint._decide(
                {
                    "compensation_approved": complaint.compensation_offered,
                    "compensation_approved_by_id": self.env.uid,
                }
            )

    def _ask_confirmation(self):
        self._check_executions()
        return super()._ask_confirmation()

    def _check_executions(self):
        """The customer is not asked while something is still to be done.

        :raises UserError: naming what is open
        """
        for complaint in self:
            planned = complaint.execution_ids.filtered(
                lambda execution: execution.state == "planned"
            )
            if planned:
                raise UserError(
                    self.env._(
                        "%(complaint)s is not executed yet: %(names)s. Note what was "
                        "done, or cancel it with a reason.",
                        complaint=complaint.display_name,
                        names=", ".join(planned.mapped("name")),
                    )
                )
