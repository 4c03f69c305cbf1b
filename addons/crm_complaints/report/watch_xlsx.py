# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class WatchXlsx(models.AbstractModel):
    """The course of projects and contracts (CMP-15)."""

    _name = "report.crm_complaints.watch_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Project Watch"

    _xlsx_model = "crm.complaint.watch"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("reference", width=16),
            self._get_column("name", width=32),
            self._get_column("partner_id", width=32),
            self._get_column("contract_number", width=18),
            self._get_column("contract_amount", "money", total=True),
            self._get_column("collected_amount", "money", total=True),
            self._get_column("phase", width=14),
            self._get_column("user_id", width=18),
            self._get_column("unit_id", width=18),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Project Watch")
