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
            self._get_column("name", width=16),
            self._get_column("checked_on", "date"),
            self._get_column("user_id", width=18),
            self._get_column("unit_id", width=18),
            self._get_column("standard_id", width=24),
            self._get_column("score", "float"),
            self._get_column("pass_mark", "float"),
            Column(self.env._("Status"), field="state", width=20),
            self._get_column("checker_id", width=18),
            Column(self.env._("Check Repeated"), field="recheck_of_id.name", width=16),
            self._get_column("remark", width=32),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Service Checks")
