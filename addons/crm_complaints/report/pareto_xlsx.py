# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class ParetoXlsx(models.AbstractModel):
    """The few causes that make most of the complaints (CMP-07)."""

    _name = "report.crm_complaints.pareto_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Pareto of Complaints"

    _xlsx_model = "crm.complaint.pareto"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Broken Down by"), field="dimension", width=22),
            Column(self.env._("Rank"), "int", field="rank", width=8),
            Column(self.env._("Reason"), field="name", width=32),
            Column(self.env._("Complaints"), "int", field="count"),
            Column(self.env._("Share (%)"), "float", field="share", decimals=1),
            Column(
                self.env._("Share up to Here (%)"),
                "float",
                field="share_up_to",
                decimals=1,
            ),
            Column(self.env._("Total Cost"), "money", field="cost"),
            Column(self.env._("Company"), field="company_id", width=20),
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
