# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class ExecutionXlsx(models.AbstractModel):
    """What was carried out for customers, and what it cost (CMP-03, CMP-07)."""

    _name = "report.crm_complaints.execution_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Executions"

    _xlsx_model = "crm.complaint.execution"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Complaint"), field="complaint_id.reference", width=16),
            Column(self.env._("Subject"), field="complaint_id.name", width=36),
            Column(self.env._("Kind"), field="kind_id", width=16),
            self._get_column("name", width=36),
            self._get_column("unit_id", width=24),
            self._get_column("user_id", width=16),
            self._get_column("planned_on", "date"),
            self._get_column("done_on", "date"),
            self._get_column("result", width=36),
            self._get_column("cost", "money", total=True),
            self._get_column("state", width=12),
            Column(self.env._("Reason"), field="cancel_reason", width=24),
            self._get_column("company_id", width=20),
        ]
