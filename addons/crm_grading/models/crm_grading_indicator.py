# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmGradingIndicator(models.Model):
    """What can be measured about a customer; a scheme says with which weight."""

    _name = "crm.grading.indicator"
    _inherit = ["crm.policy.delivered.mixin"]
    _description = "Grading Indicator"
    _order = "dimension_sequence, sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True, help="Key of the indicator in the breakdown of a result."
    )
    dimension_id = fields.Many2one(
        "crm.grading.dimension", required=True, ondelete="restrict", index=True
    )
    dimension_sequence = fields.Integer(
        related="dimension_id.sequence", store=True, string="Dimension Order"
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    fact = fields.Selection(
        selection="_selection_fact",
        string="Figure",
        help="Where the raw figure comes from. Without one, people assess it by hand.",
    )
    unit = fields.Selection(
        [
            ("money", "Company currency"),
            ("count", "Number"),
            ("percent", "%"),
            ("points", "Points"),
        ],
        compute="_compute_unit",
    )
    digits = fields.Integer(
        string="Decimals",
        default=2,
        help="Decimals of the raw figure, as it is shown and compared with bands.",
    )
    description = fields.Text(
        translate=True, help="How the figure is made, for the people who ask."
    )
    owner_group_id = fields.Many2one(
        "res.groups",
        string="Owner Role",
        help="Who assesses this indicator; others see it but leave it alone.",
    )
    validity_months = fields.Integer(
        string="Valid for (months)",
        default=12,
        help="After this time an assessment is stale and must be made again.",
    )
    level_ids = fields.One2many("crm.grading.level", "indicator_id", copy=True)

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "Another indicator already has this code."
    )
    _digits_range = models.Constraint(
        "CHECK(digits BETWEEN 0 AND 6)", "Decimals must be between 0 and 6."
    )
    _validity_positive = models.Constraint(
        "CHECK(validity_months > 0)", "An assessment must be valid for a month or more."
    )

    @api.model
    def _selection_fact(self):
        """Figures offered; a bridge adds its own beside the registry of the scheme."""
        labels = {
            "invoiced_amount": self.env._("Invoiced amount, credit notes deducted"),
            "invoice_count": self.env._("Number of invoices"),
            "days_since_purchase": self.env._("Days since the last purchase"),
            "days_since_first_purchase": self.env._("Days since the first purchase"),
            "margin_amount": self.env._("Margin of its invoices"),
            "margin_share": self.env._("Share of our margin"),
            "paid_in_time": self.env._("Share paid by the due date"),
            "overdue_amount": self.env._("Invoices past due and unpaid"),
            "months_bought": self.env._("Share of months with a purchase"),
            "purchase_growth": self.env._("Growth of its purchases"),
            "own_growth": self.env._("Growth of its own revenue and profit"),
            "debt_ratio": self.env._("Its liabilities as a share of its assets"),
            "credit_rating": self.env._("Points of its credit rating"),
            "cooperation_count": self.env._("Number of past cooperations"),
            "agreement_count": self.env._("Strategic agreements in force"),
            "project_count": self.env._("Follow-up projects"),
            "near_project_count": self.env._("Near-term projects"),
            "influence_count": self.env._("Decisions of major influence"),
        }
        return list(labels.items())

    @api.depends("fact")
    def _compute_unit(self):
        facts = self.env["crm.grading.scheme"]._get_fact_registry().facts
        for indicator in self:
            fact = facts.get(indicator.fact)
            indicator.unit = fact.unit if fact else "points"

    def write(self, vals):
        if {"code", "fact", "digits"} & vals.keys():
            self._check_unused()
        return super().write(vals)

    def _check_unused(self):
        """Grades already given keep the meaning of their figures (GRD-16)."""
        lines = self.env["crm.grading.scheme.line"].search(
            [("indicator_id", "in", self.ids), ("scheme_id.is_frozen", "=", True)]
        )
        if lines:
            raise UserError(
                self.env._(
                    "%(indicators)s: grades have been given with this indicator. "
                    "Create another one instead of changing its code, figure or "
                    "decimals.",
                    indicators=", ".join(lines.indicator_id.mapped("name")),
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_assessed(self):
        if (
            self.env["crm.grading.assessment"]
            .with_context(active_test=False)
            .search_count([("indicator_id", "in", self.ids)], limit=1)
        ):
            raise UserError(
                self.env._(
                    "Customers have been assessed by this indicator. "
                    "Archive it instead."
                )
            )
