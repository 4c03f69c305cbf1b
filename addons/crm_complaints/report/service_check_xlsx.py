# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class ServiceCheckXlsx(models.AbstractModel):
    """How people serve, who is below the standard, what was done (CMP-13)."""

    _name = "report.crm_complaints.service_check_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Service Checks"

    _xlsx_model = "crm.complaint.service.check"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Number"), field="name", width=16),
            Column(self.env._("Checked on"), "date", field="checked_on"),
            Column(self.env._("Person"), field="user_id", width=18),
            Column(self.env._("Department"), field="unit_id", width=18),
            Column(self.env._("Standard"), field="standard_id", width=24),
            Column(self.env._("Score (%)"), "float", field="score"),
            Column(self.env._("Pass Mark (%)"), "float", field="pass_mark"),
            Column(self.env._("Status"), field="state", width=20),
            Column(self.env._("Checked by"), field="checker_id", width=18),
            Column(self.env._("Check Repeated"), field="recheck_of_id.name", width=16),
            Column(self.env._("Remark"), field="remark", width=32),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Service Checks")
