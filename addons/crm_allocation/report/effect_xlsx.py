# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class EffectXlsx(models.AbstractModel):
    """What came of the customers that salespeople received (ALC-19)."""

    _name = "report.crm_allocation.effect_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Effect of Allocation"

    _xlsx_model = "crm.allocation.effect"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("date", "date"),
            self._get_column("partner_id", width=32),
            self._get_column("class_id", width=14),
            self._get_column("user_id", width=20),
            self._get_column("team_id", width=20),
            self._get_column("source", width=20),
            self._get_column("contact_minutes", "float"),
            self._get_column("contact_in_time", "float"),
            self._get_column("conversion", "float"),
            self._get_column("days_to_develop", "int"),
            self._get_column("days_held", "int"),
            self._get_column("end_source", width=20),
            self._get_column("company_id"),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Effect of Allocation")
