# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ExecutionXlsx(models.AbstractModel):
    """What the cadences asked, and what became of it (VIS-05)."""

    _name = "report.crm_visits.execution_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Execution of the Cadence"

    _xlsx_model = "crm.visit.execution"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("partner_id", width=36),
            self._get_column("class_id", width=20),
            self._get_column("type_id", width=20),
            self._get_column("channel_id", width=16),
            self._get_column("user_id", width=18),
            self._get_column("team_id", width=18),
            self._get_column("leader_id", width=18),
            self._get_column("period_start", "date"),
            self._get_column("period_end", "date"),
            self._get_column("date_deadline", "date"),
            self._get_column("made_on", "date"),
            self._get_column("status", width=14),
            self._get_column("due", "int", total=True),
            self._get_column("on_time", "int", total=True),
            self._get_column("late", "int", total=True),
            self._get_column("missed", "int", total=True),
            self._get_column("excused", "int", total=True),
            self._get_column("company_id", width=20),
        ]
