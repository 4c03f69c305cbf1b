# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine.development import contract_rate


class CrmVisitDevelopment(models.Model):
    """Customer development plan 客户开发计划: aims, strategy, methods (VIS-16).

    A manager approves it, then it runs: its customers go through the steps of
    development. When it is closed, what came of it is judged against its aims.
    """

    _name = "crm.visit.development"
    _inherit = ["crm.policy.decision.mixin", "crm.policy.xlsx.mixin"]
    _description = "Customer Development Plan"
    _order = "date_from desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._policy_today().replace(month=1, day=1),
    )
    date_to = fields.Date(
        string="Until",
        required=True,
        default=lambda self: self.env.company._policy_today().replace(month=12, day=31),
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        required=True,
        check_company=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        index=True,
        tracking=True,
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        compute="_compute_team_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
    )
    target_customers = fields.Integer(
        string="Target: Customers", tracking=True, help="How many are to be won."
    )
    target_amount = fields.Monetary(string="Target: Sales", tracking=True)
    target_rate = fields.Float(
        string="Target: Contract Rate (%)",
        digits=(5, 2),
        min_display_digits=0,
        tracking=True,
        aggregator="avg",
    )
    strategy = fields.Text(help="Which customers, with what offer, and why they buy.")
    methods = fields.Text(help="Visits, calls, exhibitions, referrals, trials ...")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("approved", "Approved"),
            ("running", "Running"),
            ("closed", "Closed"),
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
    approved_on = fields.Date(readonly=True, copy=False)
    is_asked = fields.Boolean(string="Approval Asked", readonly=True, copy=False)
    evaluation = fields.Text(
        copy=False,
        tracking=True,
        help="What came of it against the aims, and what is learnt from it.",
    )
    line_ids = fields.One2many(
        "crm.visit.development.customer", "plan_id", string="Customers"
    )
    customer_count = fields.Integer(
        string="Taken up", compute="_compute_result", store=True
    )
    contract_count = fields.Integer(
        string="Contracts", compute="_compute_result", store=True
    )
    result_amount = fields.Monetary(
        string="Result: Sales", compute="_compute_result", store=True
    )
    contract_rate = fields.Float(
        string="Contract Rate (%)",
        compute="_compute_result",
        store=True,
        digits=(5, 2),
        aggregator="avg",
        help="Customers converted, of all that were taken up into the plan, "
        "those given up included.",
    )

    _dates = models.Constraint(
        "CHECK(date_to >= date_from)", "A plan ends after it begins."
    )
    _targets = models.Constraint(
        "CHECK(target_customers >= 0 AND target_amount >= 0 "
        "AND target_rate BETWEEN 0 AND 100)",
        "Targets are not negative, and a rate is at most 100 %.",
    )

    @api.depends("user_id")
    def _compute_team_id(self):
        for plan in self:
            plan.team_id = plan.user_id.sale_team_id or plan.team_id

    @api.depends("line_ids.step", "line_ids.amount")
    def _compute_result(self):
        for plan in self:
            won = plan.line_ids.filtered(lambda line: line.step == "conversion")
            plan.customer_count = len(plan.line_ids)
            plan.contract_count = len(won)
            plan.result_amount = sum(won.mapped("amount"))
            plan.contract_rate = contract_rate(len(won), len(plan.line_ids))

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "approved_by_id",
            "approved_on",
            "is_asked",
        }

    def _get_aim_fields(self):
        """What a manager approves."""
        return {
            "name",
            "date_from",
            "date_to",
            "user_id",
            "team_id",
            "target_customers",
            "target_amount",
            "target_rate",
            "strategy",
            "methods",
        }

    def write(self, vals):
        if not self.env.su and self._get_aim_fields() & vals.keys():
            if self.filtered(lambda plan: plan.state != "draft"):
                raise UserError(
                    self.env._(
                        "An approved plan stays as it is. A manager sets it back to "
                        "draft to change its aims."
                    )
                )
        if not self.env.su and "evaluation" in vals:
            self._lock("draft", "approved", "running")
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if self.filtered(lambda plan: plan.state != "draft"):
            raise UserError(self.env._("Only drafts of plans can be deleted."))

    # -- steps -------------------------------------------------------------------------

    def action_ask(self):
        """Managers are asked to approve."""
        self._lock("draft")
        for plan in self:
            plan._ask_managers()
        self._decide({"is_asked": True})

    def _get_request_summary(self):
        return self.env._("Approve the development plan %(plan)s", plan=self.name)

    def action_approve(self):
        """The aims are agreed, by a manager."""
        self._check_manager()
        self._lock("draft")
        for plan in self:
            plan._decide(
                {
                    "state": "approved",
                    "approved_by_id": self.env.uid,
                    "approved_on": plan.company_id._policy_today(),
                }
            )
        self._close_request()

    def action_start(self):
        self._lock("approved")
        self._decide({"state": "running"})

    def action_close(self):
        """The plan is over and judged."""
        self._lock("running")
        if not all((plan.evaluation or "").strip() for plan in self):
            raise UserError(
                self.env._("Write the evaluation before you close the plan.")
            )
        self._decide({"state": "closed"})

    def action_reset(self):
        """A manager lets the aims be changed, or a closed plan go on."""
        self._check_manager()
        self._lock("approved", "running", "closed")
        self._decide({"state": "draft", "is_asked": False})

    def _check_manager(self):
        if not self.env.user.has_group("crm_policy.group_manager"):
            raise UserError(self.env._("A manager decides on development plans."))

    def action_open_customers(self):
        """The customers of the plan, step by step."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_visits.crm_visit_development_customer_action"
        )
        return {
            **action,
            "display_name": self.name,
            "domain": [("plan_id", "=", self.id)],
            "context": {"default_plan_id": self.id},
        }

    @api.readonly
    def action_export_xlsx(self):
        """The selected plans, or all that the list shows, with their customers."""
        return self._print_xlsx("crm_visits.development_xlsx")
