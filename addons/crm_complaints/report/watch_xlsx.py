# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class WatchXlsx(models.AbstractModel):
    """The course of projects and contracts (CMP-15)."""

    _name = "report.crm_complaints.watch_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Project Watch"

    _xlsx_model = "crm.complaint.watch"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Number"), field="reference", width=16),
            Column(self.env._("Project"), field="name", width=32),
            Column(self.env._("Customer"), field="partner_id", width=32),
            Column(self.env._("Contract Number"), field="contract_number", width=18),
            Column(
                self.env._("Contract Amount"),
                "money",
                field="contract_amount",
                total=True,
            ),
            Column(
                self.env._("Collected Amount"),
                "money",
                field="collected_amount",
                total=True,
            ),
            Column(self.env._("Stage"), field="phase", width=14),
            Column(self.env._("Responsible"), field="user_id", width=18),
            Column(self.env._("Department"), field="unit_id", width=18),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Project Watch")
