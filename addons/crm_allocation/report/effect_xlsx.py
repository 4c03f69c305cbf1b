# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class EffectXlsx(models.AbstractModel):
    """What came of the customers that salespeople received (ALC-19)."""

    _name = "report.crm_allocation.effect_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Effect of Allocation"

    _xlsx_model = "crm.allocation.effect"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Date"), "date", field="date"),
            Column(self.env._("Customer"), field="partner_id", width=32),
            Column(self.env._("Class"), field="class_id", width=14),
            Column(self.env._("Salesperson"), field="user_id", width=20),
            Column(self.env._("Department"), field="team_id", width=20),
            Column(self.env._("How It Came"), field="source", width=20),
            Column(
                self.env._("Minutes to First Contact"), "float", field="contact_minutes"
            ),
            Column(
                self.env._("Contacted in Time (%)"), "float", field="contact_in_time"
            ),
            Column(self.env._("Developed (%)"), "float", field="conversion"),
            Column(self.env._("Days to Develop"), "int", field="days_to_develop"),
            Column(self.env._("Days Held"), "int", field="days_held"),
            Column(self.env._("How It Left"), field="end_source", width=20),
            Column(self.env._("Company"), field="company_id"),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Effect of Allocation")
