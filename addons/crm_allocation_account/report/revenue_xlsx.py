# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column, Sheet


class RevenueXlsx(models.AbstractModel):
    """Revenue by salesperson and department, and each invoice (ALC-13)."""

    _name = "report.crm_allocation_account.revenue_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Revenue by Owner"

    _xlsx_model = "crm.allocation.revenue"

    @api.model
    def _get_sheets(self, docids, data):
        return [
            self._get_totals(self.env._("By Salesperson"), "user_id", docids, data),
            self._get_totals(self.env._("By Department"), "team_id", docids, data),
            *super()._get_sheets(docids, data),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Invoices")

    @api.model
    def _get_totals(self, title, fname, docids, data):
        return Sheet(
            name=title,
            columns=[
                Column(title, width=36),
                Column(self.env._("Company"), width=20),
                Column(self.env._("Invoices"), "int", total=True),
                Column(self.env._("Revenue"), "money", total=True),
            ],
            rows=[
                (
                    record.display_name or self.env._("Department"),
                    company.display_name,
                    count,
                    amount,
                )
                for record, company, count, amount in self.env[
                    self._xlsx_model
                ]._read_group(
                    self._get_domain(docids, data),
                    [fname, "company_id"],
                    ["__count", "amount:sum"],
                )
            ],
        )

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("move_id", width=18),
            self._get_column("date", "date"),
            self._get_column("partner_id", width=36),
            self._get_column("counts_for", width=14),
            self._get_column("user_id", width=18),
            self._get_column("team_id", width=18),
            self._get_column("holder_id", width=18),
            self._get_column("why", width=30),
            Column(
                self.env._("Reason"), field="ownership_id.attribution_reason", width=40
            ),
            self._get_column("amount", "money", total=True),
            self._get_column("company_id", width=20),
        ]
