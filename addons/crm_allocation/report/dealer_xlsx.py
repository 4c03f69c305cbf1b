# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import SQL

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
            self._get_column("program_id", width=30),
            Column(self.env._("Target"), "int", field="program_id.target_number"),
            self._get_column("partner_id", width=32),
            self._get_column("kind", width=10),
            Column(self.env._("Region"), field="area", width=20),
            self._get_column("state", width=12),
            Column(self._get_label("score"), "float", sql=self._get_score, decimals=1),
            self._get_column("evaluated_on", "date"),
            self._get_column("next_evaluation_on", "date"),
            self._get_column("signed_on", "date"),
            self._get_column("contract_until", "date"),
            self._get_column("training_hours", "float"),
            self._get_column("user_id", width=18),
            self._get_column("team_id", width=18),
            self._get_column("ended_on", "date"),
            self._get_column("end_reason", width=32),
        ]

    @api.model
    def _get_score(self, model, alias, query):
        """Nothing for who was not evaluated yet."""
        return SQL(
            "CASE WHEN %s IS NOT NULL THEN %s END",
            model._field_to_sql(alias, "evaluated_on", query),
            model._field_to_sql(alias, "score", query),
        )

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Dealers and Agents")
