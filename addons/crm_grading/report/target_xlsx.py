# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class TargetXlsx(models.AbstractModel):
    """Upgrade targets and what became of them (GRD-19)."""

    _name = "report.crm_grading.target_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Upgrade Targets"

    _xlsx_model = "crm.grading.target"

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Upgrade Targets")

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("partner_id", width=36),
            self._get_column("user_id", width=18),
            self._get_column("team_id", width=18),
            self._get_column("from_grade_id", width=8),
            self._get_column("from_score", "float"),
            self._get_column("target_grade_id", width=8),
            self._get_column("date", "date"),
            self._get_column("state", width=12),
            self._get_column("closed_on", "date"),
            self._get_column("final_grade_id", width=8),
            self._get_column("plan", width=40),
            self._get_column("company_id", width=20),
        ]
