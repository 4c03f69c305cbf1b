# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.crm_policy.engine.xlsx import Column, Sheet


class DevelopmentXlsx(models.AbstractModel):
    """Development plans with aims and results, and their customers (VIS-16)."""

    _name = "report.crm_visits.development_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Development Plans"

    _xlsx_model = "crm.visit.development"

    @api.model
    def _get_sheets(self, docids, data):
        """The plans, and on a sheet of their own the customers of these plans."""
        plans = super()._get_sheets(docids, data)
        customers = self.env["report.crm_visits.development_customer_xlsx"]
        return [
            *plans,
            Sheet(
                name=self.env._("Customers"),
                columns=customers._get_columns(data),
                model=customers._xlsx_model,
                domain=Domain("plan_id", "any", self._get_domain(docids, data)),
                order="plan_id, step, id",
            ),
        ]

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Development Plan"), field="name", width=36),
            Column(self.env._("From"), "date", field="date_from"),
            Column(self.env._("Until"), "date", field="date_to"),
            Column(self.env._("Responsible"), field="user_id", width=18),
            Column(self.env._("Department"), field="team_id", width=18),
            Column(self.env._("Status"), field="state", width=12),
            Column(self.env._("Target: Customers"), "int", field="target_customers"),
            Column(self.env._("Taken up"), "int", field="customer_count", total=True),
            Column(self.env._("Contracts"), "int", field="contract_count", total=True),
            Column(self.env._("Contract Rate (%)"), "float", field="contract_rate"),
            Column(
                self.env._("Target: Sales"), "money", field="target_amount", total=True
            ),
            Column(
                self.env._("Result: Sales"), "money", field="result_amount", total=True
            ),
            Column(self.env._("Strategy"), field="strategy", width=40),
            Column(self.env._("Methods"), field="methods", width=40),
            Column(self.env._("Evaluation"), field="evaluation", width=40),
        ]
