# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


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
            Column(self.env._("Customer"), field="partner_id", width=36),
            Column(self.env._("Salesperson"), field="user_id", width=18),
            Column(self.env._("Department"), field="team_id", width=18),
            Column(self.env._("Previous Grade"), field="previous_grade_id", width=10),
            Column(self.env._("Grade"), field="grade_id", width=8),
            Column(self.env._("Movement"), field="movement", width=14),
            Column(self.env._("In Effect since"), "date", field="date"),
            Column(self.env._("Months Measured"), "int", field="months"),
            Column(self.env._("Complete"), "bool", field="is_complete"),
            *self._get_money_columns(),
            Column(self.env._("Purchases Change (%)"), "float", field="amount_growth"),
            Column(
                self.env._("Repeat Rate Before (%)"), "float", field="repeat_before"
            ),
            Column(self.env._("Repeat Rate After (%)"), "float", field="repeat_after"),
        ]
        if "satisfaction" in self.env[self._xlsx_model]._get_effect_figures():
            columns += [
                Column(
                    self.env._("Satisfaction Before"),
                    "float",
                    field="satisfaction_before",
                ),
                Column(
                    self.env._("Satisfaction After"),
                    "float",
                    field="satisfaction_after",
                ),
            ]
        return columns + [
            Column(self.env._("Measures Done Before"), "int", field="tasks_before"),
            Column(self.env._("Measures Done After"), "int", field="tasks_after"),
            Column(self.env._("Execution Rate (%)"), "float", field="execution_rate"),
            Column(self.env._("Company"), field="company_id", width=20),
        ]

    @api.model
    def _get_money_columns(self):
        labels = {
            "amount_before": self.env._("Purchases Before"),
            "amount_after": self.env._("Purchases After"),
            "margin_before": self.env._("Profit Before"),
            "margin_after": self.env._("Profit After"),
        }
        return [
            Column(label, "money", field=fname, total=True)
            for fname, label in labels.items()
        ]
