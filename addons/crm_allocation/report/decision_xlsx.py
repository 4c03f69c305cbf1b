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
            Column(self.env._("Decided On"), "datetime", field="decided_on"),
            Column(self.env._("Customer"), field="partner_id", width=36),
            Column(self.env._("Class Then"), field="class_id", width=20),
            Column(self.env._("Person"), field="user_id", width=20),
            Column(self.env._("Team"), field="team_id", width=20),
            Column(self.env._("How"), field="run_id.kind", width=18),
            Column(self.env._("Rule"), field="lineup_id.rule_name", width=24),
            Column(self.env._("Version"), "int", field="lineup_id.rule_version"),
            Column(self.env._("Status"), field="state", width=12),
            Column(self.env._("Why Nobody"), field="code", width=20),
            Column(self.env._("Reason"), field="reason", width=36),
            Column(self.env._("Waiting Time (hours)"), "float", field="waited_hours"),
            Column(self.env._("Decided By"), field="approved_by_id", width=20),
            Column(self.env._("Run"), field="run_id", width=16),
            Column(self.env._("Company"), field="company_id", width=20),
        ]
