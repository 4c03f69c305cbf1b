# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SecondContactXlsx(models.AbstractModel):
    """Contact report of important new customers (VIS-14)."""

    _name = "report.crm_visits.second_contact_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Contact Report of New Customers"

    _xlsx_model = "crm.visit.second.contact"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("partner_id", width=36),
            self._get_column("since", "date"),
            self._get_column("user_id", width=18),
            self._get_column("team_id", width=18),
            self._get_column("first_user_id", width=18),
            self._get_column("first_date", "date"),
            self._get_column("second_user_id", width=18),
            self._get_column("second_date", "date"),
            self._get_column("people", "int"),
            self._get_column("lacks_contact", "bool"),
            self._get_column("company_id", width=20),
        ]
