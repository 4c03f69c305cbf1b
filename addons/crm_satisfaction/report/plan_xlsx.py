# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class PlanXlsx(models.AbstractModel):
    """The lines of survey plans with their execution (SAT-06)."""

    _name = "report.crm_satisfaction.plan_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Survey Plan"

    _xlsx_model = "crm.satisfaction.plan.execution"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("year", "int", width=8),
            self._get_column("quarter", width=8),
            self._get_column("subject_id", width=28),
            self._get_column("partner_id", width=28),
            self._get_column("kind_id", width=16),
            self._get_column("unit_id", width=24),
            Column(self.env._("Occasion"), field="line_id.occasion"),
            self._get_column("date_from", "date"),
            self._get_column("date_to", "date"),
            Column(self.env._("Online"), "bool", field="line_id.way_online"),
            Column(self.env._("Phone"), "bool", field="line_id.way_phone"),
            Column(self.env._("Interview"), "bool", field="line_id.way_interview"),
            Column(self.env._("Paper"), "bool", field="line_id.way_paper"),
            self._get_column("user_id", width=18),
            self._get_column("agency_id"),
            Column(self.env._("Measurement"), field="measurement_id.reference"),
            self._get_column("done_on", "date"),
            self._get_column("execution", width=18),
            self._get_column("line_count", "int", total=True),
            self._get_column("done_count", "int", total=True),
            self._get_column("missed_count", "int", total=True),
            Column(self.env._("Note"), field="line_id.note"),
            Column(self.env._("Why Cancelled"), field="line_id.cancel_reason"),
        ]
