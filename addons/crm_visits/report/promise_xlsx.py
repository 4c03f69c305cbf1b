# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class PromiseXlsx(models.AbstractModel):
    """What was promised to customers, and whether it was kept (VIS-12)."""

    _name = "report.crm_visits.promise_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Promises to Customers"

    _xlsx_model = "crm.visit.promise"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Promised Action"), field="name", width=40),
            Column(self.env._("Customer"), field="partner_id", width=36),
            Column(self.env._("Visit"), field="visit_id.name", width=18),
            Column(self.env._("Responsible"), field="user_id", width=18),
            Column(self.env._("Department"), field="team_id", width=18),
            Column(self.env._("Due Date"), "date", field="date_deadline"),
            Column(self.env._("Status"), field="state", width=12),
            Column(self.env._("Kept on"), "date", field="kept_on"),
            Column(self.env._("Kept Late"), "bool", field="is_kept_late"),
            Column(self.env._("Why Withdrawn"), field="close_reason", width=40),
            Column(self.env._("Company"), field="company_id", width=20),
        ]
