# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


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
            Column(self.env._("Customer"), field="partner_id", width=36),
            Column(self.env._("Responsible"), field="user_id", width=18),
            Column(self.env._("Department"), field="team_id", width=18),
            Column(self.env._("From Grade"), field="from_grade_id", width=8),
            Column(self.env._("Score then"), "float", field="from_score"),
            Column(self.env._("Target Grade"), field="target_grade_id", width=8),
            Column(self.env._("Until"), "date", field="date"),
            Column(self.env._("State"), field="state", width=12),
            Column(self.env._("Closed on"), "date", field="closed_on"),
            Column(self.env._("Final Grade"), field="final_grade_id", width=8),
            Column(self.env._("Plan"), field="plan", width=40),
            Column(self.env._("Company"), field="company_id", width=20),
        ]
