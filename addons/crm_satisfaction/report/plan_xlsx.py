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
            Column(self.env._("Year"), "int", field="year", width=8),
            Column(self.env._("Quarter"), field="quarter", width=8),
            Column(self.env._("Object"), field="subject_id", width=28),
            Column(self.env._("Customer"), field="partner_id", width=28),
            Column(self.env._("Business"), field="kind_id", width=16),
            Column(self.env._("Department"), field="unit_id", width=24),
            Column(self.env._("Occasion"), field="line_id.occasion"),
            Column(self.env._("From"), "date", field="date_from"),
            Column(self.env._("Due"), "date", field="date_to"),
            Column(self.env._("Online"), "bool", field="line_id.way_online"),
            Column(self.env._("Phone"), "bool", field="line_id.way_phone"),
            Column(self.env._("Interview"), "bool", field="line_id.way_interview"),
            Column(self.env._("Paper"), "bool", field="line_id.way_paper"),
            Column(self.env._("Carried out by"), field="user_id", width=18),
            Column(self.env._("Outside Agency"), field="agency_id"),
            Column(self.env._("Measurement"), field="measurement_id.reference"),
            Column(self.env._("Done on"), "date", field="done_on"),
            Column(self.env._("Execution"), field="execution", width=18),
            Column(self.env._("Planned"), "int", field="line_count", total=True),
            Column(self.env._("Done"), "int", field="done_count", total=True),
            Column(self.env._("Missed"), "int", field="missed_count", total=True),
            Column(self.env._("Note"), field="line_id.note"),
            Column(self.env._("Why Cancelled"), field="line_id.cancel_reason"),
        ]
