# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportScoreSheet(models.AbstractModel):
    """A score with all its figures on paper, with lines to sign (SAT-14)."""

    _name = "report.crm_satisfaction.report_score_sheet"
    _description = "Score Sheet of a Measurement"

    @api.model
    def _get_report_values(self, docids, data=None):
        measurements = self.env["crm.satisfaction.measurement"].browse(docids)
        measurements.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": measurements._name,
            "docs": measurements,
            "sheets": {one.id: one.score_sheet for one in measurements},
            "number": self._get_number,
        }

    @api.model
    def _get_number(self, value, factor=1):
        """With at most two decimals; a dash for what is not known."""
        return "—" if value is None else f"{round(value * factor, 2):g}"
