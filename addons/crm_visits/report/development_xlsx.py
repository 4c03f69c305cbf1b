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
            self._get_column("date_from", "date"),
            self._get_column("date_to", "date"),
            self._get_column("user_id", width=18),
            self._get_column("team_id", width=18),
            Column(self.env._("Status"), field="state", width=12),
            self._get_column("target_customers", "int"),
            self._get_column("customer_count", "int", total=True),
            self._get_column("contract_count", "int", total=True),
            self._get_column("contract_rate", "float"),
            self._get_column("target_amount", "money", total=True),
            self._get_column("result_amount", "money", total=True),
            self._get_column("strategy", width=40),
            self._get_column("methods", width=40),
            self._get_column("evaluation", width=40),
        ]
