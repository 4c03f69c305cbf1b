# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class RepeatXlsx(models.AbstractModel):
    """The same complained of again, and what became of it (CMP-05)."""

    _name = "report.crm_complaints.repeat_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Repeats"

    _xlsx_model = "crm.complaint.repeat"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Category"), field="category_id", width=28),
            Column(self.env._("Subject"), field="subject", width=24),
            Column(self.env._("Customer"), field="partner_id", width=24),
            Column(self.env._("Complaints"), "int", field="count", total=True),
            Column(self.env._("First Received on"), "datetime", field="first_on"),
            Column(self.env._("Last Received on"), "datetime", field="last_on"),
            Column(self.env._("Status"), field="state", width=16),
            Column(
                self.env._("Improvement Point"),
                field="improvement_id.reference",
                width=18,
            ),
            Column(self.env._("Responsible"), field="improvement_id.user_id"),
            Column(
                self.env._("Due Date"), "date", field="improvement_id.date_deadline"
            ),
            Column(self.env._("Measure"), field="improvement_id.measure", width=36),
            Column(self.env._("Closed on"), "date", field="closed_on"),
            Column(self.env._("Company"), field="company_id", width=20),
        ]
