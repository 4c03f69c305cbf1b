# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class IntentionXlsx(models.AbstractModel):
    """Register of intended customers 意向客户登记表 (VIS-18)."""

    _name = "report.crm_visits.intention_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Intended Customers"

    _xlsx_model = "crm.visit.intention"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("user_id", width=18),
            self._get_column("team_id", width=18),
            Column(self.env._("Level"), field="level_id.code", width=8),
            self._get_column("partner_id", width=36),
            self._get_column("contact_name", width=24),
            self._get_column("phone", width=18),
            self._get_column("product_id", width=30),
            self._get_column("need", width=40),
            self._get_column("expected_amount", "money", total=True),
            self._get_column("customer_source_id", width=16),
            self._get_column("date", "date"),
            self._get_column("last_contact", "date"),
            self._get_column("next_contact", "date"),
            Column(self.env._("Status"), field="state", width=12),
            self._get_column("closed_on", "date"),
            self._get_column("close_reason", width=40),
            self._get_column("company_id", width=20),
        ]
