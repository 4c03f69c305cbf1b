# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class RemedyXlsx(models.AbstractModel):
    """Remedy plans for wrong information and where they are (CMP-09)."""

    _name = "report.crm_complaints.remedy_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Remedy Plans"

    _xlsx_model = "crm.complaint.remedy"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("name", width=16),
            Column(self.env._("Complaint"), field="complaint_id.reference", width=16),
            self._get_column("partner_id", width=32),
            self._get_column("unit_id", width=18),
            self._get_column("data_kind", width=20),
            self._get_column("wrong_data", width=36),
            self._get_column("right_data", width=36),
            Column(self.env._("Step"), field="current_stage_id.name", width=28),
            Column(self.env._("Status"), field="state", width=14),
            self._get_column("archived_on", "date"),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Remedy Plans")
