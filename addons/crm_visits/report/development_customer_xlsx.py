# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class DevelopmentCustomerXlsx(models.AbstractModel):
    """Customers under development, with their steps and results (VIS-16)."""

    _name = "report.crm_visits.development_customer_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Customer Development"

    _xlsx_model = "crm.visit.development.customer"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Development Plan"), field="plan_id", width=30),
            Column(self.env._("Customer"), field="partner_id", width=36),
            Column(self.env._("Kind"), field="kind", width=22),
            Column(self.env._("Responsible"), field="user_id", width=18),
            Column(self.env._("Step"), field="step", width=14),
            Column(self.env._("Step Since"), "date", field="step_date"),
            Column(self.env._("Next Action"), field="next_action", width=30),
            Column(self.env._("Next Action on"), "date", field="next_date"),
            Column(self.env._("Contract Date"), "date", field="contract_date"),
            Column(self.env._("Sales"), "money", field="amount", total=True),
            Column(self.env._("Why Dropped"), field="drop_reason", width=40),
        ]
