# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class RateXlsx(models.AbstractModel):
    """Complaints per 100 customers, orders or projects by month (CMP-07)."""

    _name = "report.crm_complaints.rate_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Complaint Rate"

    _xlsx_model = "crm.complaint.rate"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("month", "date"),
            self._get_column("base", width=16),
            self._get_column("complaint_count", "int"),
            self._get_column("base_count", "int", width=18),
            self._get_column("rate", "float"),
            self._get_column("previous_rate", "float"),
            self._get_column("change", "float"),
            self._get_column("cost", "money"),
            self._get_column("company_id", width=20),
        ]
