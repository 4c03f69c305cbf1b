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
            Column(self.env._("Salesperson"), field="user_id", width=18),
            Column(self.env._("Department"), field="team_id", width=18),
            Column(self.env._("Level"), field="level_id.code", width=8),
            Column(self.env._("Customer"), field="partner_id", width=36),
            Column(self.env._("Name"), field="contact_name", width=24),
            Column(self.env._("Phone"), field="phone", width=18),
            Column(self.env._("Product"), field="product_id", width=30),
            Column(self.env._("Need"), field="need", width=40),
            Column(
                self.env._("Expected Amount"),
                "money",
                field="expected_amount",
                total=True,
            ),
            Column(self.env._("Source"), field="customer_source_id", width=16),
            Column(self.env._("Registered on"), "date", field="date"),
            Column(self.env._("Last Contact"), "date", field="last_contact"),
            Column(self.env._("Next Contact"), "date", field="next_contact"),
            Column(self.env._("Status"), field="state", width=12),
            Column(self.env._("Closed on"), "date", field="closed_on"),
            Column(self.env._("Reason"), field="close_reason", width=40),
            Column(self.env._("Company"), field="company_id", width=20),
        ]
