# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class ExecutionXlsx(models.AbstractModel):
    """What the cadences asked, and what became of it (VIS-05)."""

    _name = "report.crm_visits.execution_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Execution of the Cadence"

    _xlsx_model = "crm.visit.execution"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Customer"), field="partner_id", width=36),
            Column(self.env._("Visit Class"), field="class_id", width=20),
            Column(self.env._("Type"), field="type_id", width=20),
            Column(self.env._("Channel"), field="channel_id", width=16),
            Column(self.env._("Representative"), field="user_id", width=18),
            Column(self.env._("Department"), field="team_id", width=18),
            Column(self.env._("Store Manager"), field="leader_id", width=18),
            Column(self.env._("Period from"), "date", field="period_start"),
            Column(self.env._("Period to"), "date", field="period_end"),
            Column(self.env._("Due until"), "date", field="date_deadline"),
            Column(self.env._("Made on"), "date", field="made_on"),
            Column(self.env._("Status"), field="status", width=14),
            Column(self.env._("Due"), "int", field="due", total=True),
            Column(self.env._("Made in Time"), "int", field="on_time", total=True),
            Column(self.env._("Made Late"), "int", field="late", total=True),
            Column(self.env._("Missed"), "int", field="missed", total=True),
            Column(self.env._("Excused"), "int", field="excused", total=True),
            Column(self.env._("Company"), field="company_id", width=20),
        ]
