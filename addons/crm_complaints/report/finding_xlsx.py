# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class FindingXlsx(models.AbstractModel):
    """What the departments found out (CMP-03)."""

    _name = "report.crm_complaints.finding_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Findings"

    _xlsx_model = "crm.complaint.finding"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Complaint"), field="complaint_id.reference", width=16),
            Column(self.env._("Subject"), field="complaint_id.name", width=36),
            self._get_column("unit_id", width=24),
            self._get_column("user_id", width=16),
            self._get_column("question", width=36),
            self._get_column("finding", width=48),
            self._get_column("is_cause_here"),
            self._get_column("due_on", "date"),
            self._get_column("state", width=12),
            self._get_column("signed_by_id", width=16),
            self._get_column("signed_on", "datetime"),
            self._get_column("cycle", "int", width=8),
            self._get_column("company_id", width=20),
        ]
