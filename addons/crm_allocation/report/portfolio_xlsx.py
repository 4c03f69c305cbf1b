# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class PortfolioXlsx(models.AbstractModel):
    """Customers of each salesperson (ALC-18)."""

    _name = "report.crm_allocation.portfolio_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Portfolios"

    _xlsx_model = "crm.allocation.portfolio"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("user_id", width=18),
            self._get_column("team_id", width=18),
            self._get_column("partner_id", width=36),
            self._get_column("class_id", width=18),
            self._get_column("region_id", width=18),
            self._get_column("date_from", "datetime"),
            self._get_column("protected_until", "date"),
            self._get_column("activity_count", "int", total=True),
            self._get_column("overdue_count", "int", total=True),
            self._get_column("company_id", width=20),
        ]
