# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class TargetXlsx(models.AbstractModel):
    """Targets of allocation against what was allocated (ALC-21)."""

    _name = "report.crm_allocation.target_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Allocation Targets and Actual Shares"

    _xlsx_model = "crm.allocation.target.report"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Period From"), "date", field="period_start"),
            Column(self.env._("Period"), field="period", width=12),
            Column(self.env._("Group"), field="target_id", width=24),
            Column(self.env._("Direction"), field="direction", width=12),
            Column(self.env._("Target (%)"), "float", field="target_share"),
            Column(self.env._("Actual (%)"), "float", field="actual_share"),
            Column(self.env._("Difference (points)"), "float", field="difference"),
            Column(self.env._("Customers of the Group"), "int", field="actual_count"),
            Column(self.env._("Customers Allocated"), "int", field="total_count"),
            Column(self.env._("Status"), field="status", width=12),
            Column(self.env._("Company"), field="company_id", width=20),
        ]
