# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class EffectXlsx(models.AbstractModel):
    """Customers before and after their grades took effect (GRD-17)."""

    _name = "report.crm_grading.effect_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Effect of Grading"

    _xlsx_model = "crm.grading.effect"

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Effect of Grading")

    @api.model
    def _get_columns(self, data):
        columns = [
            self._get_column("partner_id", width=36),
            self._get_column("user_id", width=18),
            self._get_column("team_id", width=18),
            self._get_column("previous_grade_id", width=10),
            self._get_column("grade_id", width=8),
            self._get_column("movement", width=14),
            self._get_column("date", "date"),
            self._get_column("months", "int"),
            self._get_column("is_complete", "bool"),
            *self._get_money_columns(),
            self._get_column("amount_growth", "float"),
            self._get_column("repeat_before", "float"),
            self._get_column("repeat_after", "float"),
        ]
        if "satisfaction" in self.env[self._xlsx_model]._get_effect_figures():
            columns += [
                self._get_column("satisfaction_before", "float"),
                self._get_column("satisfaction_after", "float"),
            ]
        return columns + [
            self._get_column("tasks_before", "int"),
            self._get_column("tasks_after", "int"),
            self._get_column("execution_rate", "float"),
            self._get_column("company_id", width=20),
        ]

    @api.model
    def _get_money_columns(self):
        names = ("amount_before", "amount_after", "margin_before", "margin_after")
        return [self._get_column(name, "money", total=True) for name in names]
