# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class OwnershipXlsx(models.AbstractModel):
    """Who owned which customer when, and why (ALC-13)."""

    _name = "report.crm_allocation.ownership_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Who Owned Whom"

    _xlsx_model = "crm.ownership"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("partner_id", width=36),
            self._get_column("holder", width=12),
            self._get_column("user_id", width=18),
            self._get_column("team_id", width=18),
            self._get_column("pool_id", width=18),
            self._get_column("date_from", "datetime"),
            self._get_column("date_to", "datetime"),
            self._get_column("source", width=18),
            self._get_column("reason", width=40),
            self._get_column("opened_by_id", width=18),
            self._get_column("approved_by_id", width=18),
            self._get_column("end_source", width=18),
            self._get_column("end_reason", width=40),
            self._get_column("protected_until", "date"),
            self._get_column("attribution", width=12),
            self._get_column("attribution_reason", width=40),
            self._get_column("is_unapproved", "bool"),
            self._get_column("change_decision", width=18),
            self._get_column("company_id", width=20),
        ]
