# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class ShareXlsx(models.AbstractModel):
    """How evenly customers are spread (ALC-06)."""

    _name = "report.crm_allocation.share_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Shares of Salespeople"

    _xlsx_model = "crm.allocation.share"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Person"), field="user_id", width=20),
            Column(self.env._("Team"), field="team_id", width=20),
            Column(self.env._("Customers Held"), "int", field="owned", total=True),
            Column(self.env._("Share of Held (%)"), "float", field="owned_share"),
            Column(
                self.env._("Allocated Lately"), "int", field="allocated", total=True
            ),
            Column(
                self.env._("Share of Allocated (%)"), "float", field="allocated_share"
            ),
            Column(
                self.env._("Herfindahl Index of Held"),
                "float",
                field="owned_index",
                total=True,
            ),
            Column(
                self.env._("Herfindahl Index of Allocated"),
                "float",
                field="allocated_index",
                total=True,
            ),
            Column(self.env._("Above the Largest Share"), "bool", field="is_above"),
            Column(self.env._("Company"), field="company_id", width=20),
        ]
