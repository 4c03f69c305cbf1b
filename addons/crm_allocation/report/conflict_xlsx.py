# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class ConflictXlsx(models.AbstractModel):
    """Conflicts about customers and what was decided (ALC-18)."""

    _name = "report.crm_allocation.conflict_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Conflicts about Customers"

    _xlsx_model = "crm.allocation.conflict"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("name", width=14),
            self._get_column("partner_id", width=36),
            self._get_column("owner_id", width=18),
            self._get_column("reporter_id", width=18),
            self._get_column("team_id", width=18),
            self._get_column("description", width=50),
            self._get_column("is_urgent", "bool"),
            self._get_column("state", width=14),
            self._get_column("new_owner_id", width=18),
            self._get_column("decided_by_id", width=18),
            self._get_column("decided_at", "datetime"),
            Column(self.env._("Reason"), field="decision_reason", width=40),
            self._get_column("company_id", width=20),
        ]
