# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class DecisionXlsx(models.AbstractModel):
    """Decisions of allocation (ALC-06)."""

    _name = "report.crm_allocation.decision_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Allocation Decisions"

    _xlsx_model = "crm.allocation.decision"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("decided_on", "datetime"),
            self._get_column("partner_id", width=36),
            self._get_column("class_id", width=20),
            self._get_column("user_id", width=20),
            self._get_column("team_id", width=20),
            Column(self.env._("How"), field="run_id.kind", width=18),
            Column(self.env._("Rule"), field="lineup_id.rule_name", width=24),
            Column(self.env._("Version"), "int", field="lineup_id.rule_version"),
            self._get_column("state", width=12),
            self._get_column("code", width=20),
            self._get_column("reason", width=36),
            self._get_column("waited_hours", "float"),
            self._get_column("approved_by_id", width=20),
            self._get_column("run_id", width=16),
            self._get_column("company_id", width=20),
        ]
