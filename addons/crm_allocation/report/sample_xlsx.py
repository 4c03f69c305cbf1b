# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SampleXlsx(models.AbstractModel):
    """What was asked for, approved and sent, and what came of it (ALC-16)."""

    _name = "report.crm_allocation.sample_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Samples and Documents"

    _xlsx_model = "crm.allocation.sample"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("name", width=16),
            self._get_column("partner_id", width=32),
            self._get_column("kind_id", width=20),
            self._get_column("item", width=32),
            self._get_column("document_id", width=28),
            self._get_column("quantity", "float"),
            self._get_column("unit", width=10),
            self._get_column("value", "money", total=True),
            self._get_column("purpose", width=32),
            self._get_column("user_id", width=18),
            self._get_column("team_id", width=18),
            self._get_column("needed_by", "date"),
            self._get_column("state", width=12),
            self._get_column("approved_by_id", width=18),
            self._get_column("approved_on", "date"),
            self._get_column("sent_on", "date"),
            self._get_column("sent_by_id", width=18),
            self._get_column("carrier", width=16),
            self._get_column("tracking_number", width=18),
            self._get_column("received_on", "date"),
            self._get_column("outcome", width=16),
            self._get_column("feedback", width=32),
            self._get_column("close_reason", width=32),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Samples and Documents")
