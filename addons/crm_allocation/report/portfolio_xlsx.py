# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class PortfolioXlsx(models.AbstractModel):
    """Customers of each salesperson (ALC-18)."""

    _name = "report.crm_allocation.portfolio_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Portfolios"

    _xlsx_model = "crm.allocation.portfolio"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Owner"), field="user_id", width=18),
            Column(self.env._("Team"), field="team_id", width=18),
            Column(self.env._("Customer"), field="partner_id", width=36),
            Column(self.env._("Class"), field="class_id", width=18),
            Column(self.env._("Region"), field="region_id", width=18),
            Column(self.env._("Held Since"), "datetime", field="date_from"),
            Column(self.env._("Protected Until"), "date", field="protected_until"),
            Column(
                self.env._("Open Activities"),
                "int",
                field="activity_count",
                total=True,
            ),
            Column(
                self.env._("Overdue Activities"),
                "int",
                field="overdue_count",
                total=True,
            ),
            Column(self.env._("Company"), field="company_id", width=20),
        ]
