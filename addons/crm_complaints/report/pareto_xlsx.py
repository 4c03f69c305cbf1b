# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ParetoXlsx(models.AbstractModel):
    """The few causes that make most of the complaints (CMP-07)."""

    _name = "report.crm_complaints.pareto_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Pareto of Complaints"

    _xlsx_model = "crm.complaint.pareto"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("dimension", width=22),
            self._get_column("rank", "int", width=8),
            self._get_column("name", width=32),
            self._get_column("count", "int"),
            self._get_column("share", "float", decimals=1),
            self._get_column("share_up_to", "float", decimals=1),
            self._get_column("cost", "money"),
            self._get_column("company_id", width=20),
        ]

    @api.model
    def _get_parameters(self, docids, data):
        company = self.env.company
        first, last = self.env[self._xlsx_model]._get_period(company)
        period = self.env._("%(first)s to %(last)s", first=first, last=last)
        return [
            *super()._get_parameters(docids, data),
            (self.env._("Received"), period),
        ]
