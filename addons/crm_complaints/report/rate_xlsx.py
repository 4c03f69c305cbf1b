# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class RateXlsx(models.AbstractModel):
    """Complaints per 100 customers, orders or projects by month (CMP-07)."""

    _name = "report.crm_complaints.rate_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Complaint Rate"

    _xlsx_model = "crm.complaint.rate"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Month"), "date", field="month"),
            Column(self.env._("Per 100"), field="base", width=16),
            Column(self.env._("Complaints"), "int", field="complaint_count"),
            Column(
                self.env._("Customers, Orders or Projects"),
                "int",
                field="base_count",
                width=18,
            ),
            Column(self.env._("Complaints per 100"), "float", field="rate"),
            Column(self.env._("The Month Before"), "float", field="previous_rate"),
            Column(self.env._("Change"), "float", field="change"),
            Column(self.env._("Cost of Complaints"), "money", field="cost"),
            Column(self.env._("Company"), field="company_id", width=20),
        ]
