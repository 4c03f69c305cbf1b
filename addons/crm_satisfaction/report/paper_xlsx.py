# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class PaperXlsx(models.AbstractModel):
    """Papers with what is missing and since when (SAT-15)."""

    _name = "report.crm_satisfaction.paper_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Papers of Measured Objects"

    _xlsx_model = "crm.satisfaction.paper"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("unit_id", width=24),
            Column(self.env._("Object Number"), field="subject_id.reference", width=14),
            self._get_column("subject_id", width=28),
            self._get_column("partner_id", width=28),
            self._get_column("kind_id", width=16),
            self._get_column("type_id", width=36),
            Column(self.env._("Measurement"), field="measurement_id.reference"),
            self._get_column("date_due", "date"),
            self._get_column("state", width=12),
            self._get_column("received_on", "date"),
            self._get_column("received_by_id", width=18),
            self._get_column("checked_by_id", width=18),
            self._get_column("user_id", width=18),
            self._get_column("reason"),
            self._get_column("note"),
        ]
