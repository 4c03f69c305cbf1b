# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class PoolStayXlsx(models.AbstractModel):
    """Turnover of the pools as a workbook (ALC-05, ALC-19)."""

    _name = "report.crm_allocation.pool_stay_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Turnover of Pools"

    _xlsx_model = "crm.allocation.pool.stay"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("pool_id", width=20),
            self._get_column("partner_id", width=36),
            self._get_column("class_id", width=14),
            self._get_column("state_id", width=16),
            self._get_column("date_in", "datetime"),
            self._get_column("source", width=20),
            self._get_column("former_user_id", width=18),
            self._get_column("date_out", "datetime"),
            self._get_column("end_source", width=20),
            self._get_column("next_user_id", width=18),
            self._get_column("days", "float"),
            self._get_column("company_id", width=20),
        ]
