# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class PoolStayXlsx(models.AbstractModel):
    """Turnover of the pools as a workbook (ALC-05, ALC-19)."""

    _name = "report.crm_allocation.pool_stay_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Turnover of Pools"

    _xlsx_model = "crm.allocation.pool.stay"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Pool"), field="pool_id", width=20),
            Column(self.env._("Customer"), field="partner_id", width=36),
            Column(self.env._("Class"), field="class_id", width=14),
            Column(self.env._("Region"), field="state_id", width=16),
            Column(self.env._("Came"), "datetime", field="date_in"),
            Column(self.env._("Came By"), field="source", width=20),
            Column(self.env._("Came From"), field="former_user_id", width=18),
            Column(self.env._("Left"), "datetime", field="date_out"),
            Column(self.env._("Left By"), field="end_source", width=20),
            Column(self.env._("Went To"), field="next_user_id", width=18),
            Column(self.env._("Days in the Pool"), "float", field="days"),
            Column(self.env._("Company"), field="company_id", width=20),
        ]
