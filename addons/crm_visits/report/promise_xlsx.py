# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class PromiseXlsx(models.AbstractModel):
    """What was promised to customers, and whether it was kept (VIS-12)."""

    _name = "report.crm_visits.promise_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Promises to Customers"

    _xlsx_model = "crm.visit.promise"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("name", width=40),
            self._get_column("partner_id", width=36),
            Column(self.env._("Visit"), field="visit_id.name", width=18),
            self._get_column("user_id", width=18),
            self._get_column("team_id", width=18),
            self._get_column("date_deadline", "date"),
            Column(self.env._("Status"), field="state", width=12),
            self._get_column("kept_on", "date"),
            self._get_column("is_kept_late", "bool"),
            self._get_column("close_reason", width=40),
            self._get_column("company_id", width=20),
        ]
