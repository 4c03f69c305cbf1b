# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class DevelopmentCustomerXlsx(models.AbstractModel):
    """Customers under development, with their steps and results (VIS-16)."""

    _name = "report.crm_visits.development_customer_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Customer Development"

    _xlsx_model = "crm.visit.development.customer"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("plan_id", width=30),
            self._get_column("partner_id", width=36),
            self._get_column("kind", width=22),
            self._get_column("user_id", width=18),
            self._get_column("step", width=14),
            self._get_column("step_date", "date"),
            self._get_column("next_action", width=30),
            self._get_column("next_date", "date"),
            self._get_column("contract_date", "date"),
            self._get_column("amount", "money", total=True),
            self._get_column("drop_reason", width=40),
        ]
