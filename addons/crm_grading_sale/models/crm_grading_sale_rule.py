# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine import gate


class CrmGradingSaleRule(models.Model):
    """What happens to quotations and orders of some customers (GRD-14)."""

    _name = "crm.grading.sale.rule"
    _description = "Sales Rule by Grade and Risk"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", help="Only in this company and its branches; empty: in all."
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    grade_id = fields.Many2one(
        "crm.grading.grade",
        ondelete="cascade",
        help="Customers of this grade; empty: of any grade or none.",
    )
    risk_step = fields.Selection(
        selection="_selection_risk_step",
        help="Customers at this step; empty: at any step or none.",
    )
    effect = fields.Selection(
        [
            ("warn", "Warn"),
            ("approval", "Ask for Approval"),
            ("block", "Block"),
        ],
        required=True,
        default="warn",
        help="Warn: a banner, and a note on the order. Ask for approval: sent and "
        "confirmed once a manager lets it through on request. Block: refused; a "
        "manager may still let it through.",
    )
    above_limit = fields.Boolean(
        string="Only beyond the Limit",
        help="Within the limit on the open amount the rule only warns.",
    )
    limit_amount = fields.Monetary(
        string="Limit on Open Amount",
        help="Confirmed orders not invoiced, open receivables and the order itself, in "
        "company currency. The customer's own limit counts where it is narrower. 0: "
        "the customer's own only.",
    )
    message = fields.Text(
        string="Text for the Salesperson",
        translate=True,
        help="What to do with this customer.",
    )

    _limit_positive = models.Constraint(
        "CHECK(limit_amount >= 0)", "A limit cannot be negative."
    )
    _says_whom = models.Constraint(
        "CHECK(grade_id IS NOT NULL OR risk_step IS NOT NULL)",
        "Say which customers the rule is about: a grade, a risk step, or both.",
    )

    @api.model
    def _selection_risk_step(self):
        return self.env["crm.grading.risk"]._selection_step()

    @api.depends("grade_id", "risk_step", "effect")
    @api.depends_context("lang")
    def _compute_name(self):
        steps = dict(self._selection_risk_step())
        effects = dict(self._fields["effect"]._description_selection(self.env))
        for rule in self:
            whom = [
                rule.grade_id
                and self.env._("grade %(grade)s", grade=rule.grade_id.code),
                rule.risk_step
                and self.env._("risk step %(step)s", step=steps[rule.risk_step]),
            ]
            rule.name = self.env._(
                "%(effect)s: %(whom)s",
                effect=effects.get(rule.effect),
                whom=", ".join(filter(None, whom)),
            )

    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_currency_id(self):
        for rule in self:
            rule.currency_id = (rule.company_id or self.env.company).currency_id

    @api.model
    def _get_rules(self, company):
        """The rules of a company as the engine knows them, in order."""
        rules = self.search(
            Domain("company_id", "=", False)
            | Domain("company_id", "parent_of", company.id)
        )
        return tuple(rule._prepare_rule() for rule in rules)

    def _prepare_rule(self):
        return gate.Rule(
            id=self.id,
            effect=self.effect,
            grade_id=self.grade_id.id or None,
            step=self.risk_step or None,
            above_limit=self.above_limit,
            limit=self.limit_amount or None,
        )
