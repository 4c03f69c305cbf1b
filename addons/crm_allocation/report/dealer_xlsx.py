# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class DealerXlsx(models.AbstractModel):
    """Dealers and agents with their stage and score (ALC-22)."""

    _name = "report.crm_allocation.dealer_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Dealers and Agents"

    _xlsx_model = "crm.allocation.dealer"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Programme"), field="program_id", width=30),
            Column(self.env._("Target"), "int", field="program_id.target_number"),
            Column(self.env._("Dealer"), field="partner_id", width=32),
            Column(self.env._("Kind"), field="kind", width=10),
            Column(self.env._("Region"), field="area", width=20),
            Column(self.env._("Stage"), field="state", width=12),
            Column(self.env._("Score (%)"), "float", field="score", decimals=1),
            Column(self.env._("Last Evaluation"), "date", field="evaluated_on"),
            Column(self.env._("Next Evaluation"), "date", field="next_evaluation_on"),
            Column(self.env._("Signed on"), "date", field="signed_on"),
            Column(self.env._("Contract Until"), "date", field="contract_until"),
            Column(self.env._("Training (hours)"), "float", field="training_hours"),
            Column(self.env._("Looked After By"), field="user_id", width=18),
            Column(self.env._("Department"), field="team_id", width=18),
            Column(self.env._("Ended on"), "date", field="ended_on"),
            Column(self.env._("Why It Ended"), field="end_reason", width=32),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Dealers and Agents")
