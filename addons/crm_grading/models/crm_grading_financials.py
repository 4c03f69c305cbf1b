# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmGradingFinancials(models.Model):
    """A customer's own figures of one year (GRD-03)."""

    _name = "crm.grading.financials"
    _inherit = ["crm.grading.evidence.mixin"]
    _description = "Customer's Yearly Figures"
    _order = "partner_id, year desc, id desc"
    _rec_name = "partner_id"

    year = fields.Integer(
        required=True,
        default=lambda self: self.env.company._policy_today().year - 1,
        aggregator=None,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    revenue = fields.Monetary(help="In the currency of our company.")
    profit = fields.Monetary(help="In the currency of our company.")
    assets = fields.Monetary(string="Total Assets")
    liabilities = fields.Monetary(string="Total Liabilities")
    debt_ratio = fields.Float(
        string="Debt Ratio (%)", compute="_compute_debt_ratio", digits=(8, 2)
    )
    source = fields.Char(
        required=True, help="Where the figures come from, such as the annual report."
    )

    _live_uniq = models.UniqueIndex(
        "(partner_id, year, company_id) WHERE active",
        "The figures of this customer and year are already recorded: change those.",
    )
    _year_range = models.Constraint(
        "CHECK(year BETWEEN 1900 AND 2200)", "Give the year with four digits."
    )
    _balance_positive = models.Constraint(
        "CHECK(assets >= 0 AND liabilities >= 0)",
        "Assets and liabilities cannot be negative.",
    )

    @api.depends("assets", "liabilities")
    def _compute_debt_ratio(self):
        for record in self:
            record.debt_ratio = (
                record.assets and record.liabilities * 100 / record.assets
            )

    @api.model
    def _get_identity(self):
        return ["year"]
