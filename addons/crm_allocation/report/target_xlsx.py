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
            self._get_column("period_start", "date"),
            self._get_column("period", width=12),
            Column(self.env._("Group"), field="target_id", width=24),
            self._get_column("direction", width=12),
            self._get_column("target_share", "float"),
            self._get_column("actual_share", "float"),
            self._get_column("difference", "float"),
            self._get_column("actual_count", "int"),
            self._get_column("total_count", "int"),
            self._get_column("status", width=12),
            self._get_column("company_id", width=20),
        ]
