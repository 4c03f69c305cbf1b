# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import html2plaintext

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
            Column(self.env._("Department"), field="unit_id", width=24),
            Column(self.env._("Investigated by"), field="user_id", width=16),
            Column(self.env._("Question"), field="question", width=36),
            Column(
                self.env._("Finding"),
                field="finding",
                convert=self._convert_html,
                width=48,
            ),
            Column(self.env._("Cause in this Department"), field="is_cause_here"),
            Column(self.env._("Due on"), "date", field="due_on"),
            Column(self.env._("Status"), field="state", width=12),
            Column(self.env._("Signed by"), field="signed_by_id", width=16),
            Column(self.env._("Signed on"), "datetime", field="signed_on"),
            Column(self.env._("Cycle"), "int", field="cycle", width=8),
            Column(self.env._("Company"), field="company_id", width=20),
        ]

    @api.model
    def _convert_html(self, values):
        return [value and html2plaintext(value) for value in values]
