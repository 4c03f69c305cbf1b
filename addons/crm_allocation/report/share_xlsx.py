# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ShareXlsx(models.AbstractModel):
    """How evenly customers are spread (ALC-06)."""

    _name = "report.crm_allocation.share_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Shares of Salespeople"

    _xlsx_model = "crm.allocation.share"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("user_id", width=20),
            self._get_column("team_id", width=20),
            self._get_column("owned", "int", total=True),
            self._get_column("owned_share", "float"),
            self._get_column("allocated", "int", total=True),
            self._get_column("allocated_share", "float"),
            self._get_column("owned_index", "float", total=True),
            self._get_column("allocated_index", "float", total=True),
            self._get_column("is_above", "bool"),
            self._get_column("company_id", width=20),
        ]
