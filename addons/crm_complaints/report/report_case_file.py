# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportCaseFile(models.AbstractModel):
    """The whole case on paper, with lines to sign (CMP-04, CMP-12)."""

    _name = "report.crm_complaints.report_case_file"
    _description = "File of the Case"

    @api.model
    def _get_report_values(self, docids, data=None):
        complaints = self.env["crm.complaint"].browse(docids)
        complaints.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": complaints._name,
            "docs": complaints,
            "sections": {
                complaint.id: complaint._get_sorted_case_file()
                for complaint in complaints
            },
        }
