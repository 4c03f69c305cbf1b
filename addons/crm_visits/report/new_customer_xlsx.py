# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.crm_policy.engine.xlsx import Column, Sheet


class NewCustomerXlsx(models.AbstractModel):
    """New customers by month, source and channel, and each of them (VIS-09)."""

    _name = "report.crm_visits.new_customer_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "New Customers by Source and Channel"

    _xlsx_model = "res.partner"

    @api.model
    def _get_sheets(self, docids, data):
        return [self._get_summary(docids, data), *super()._get_sheets(docids, data)]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("New Customers")

    @api.model
    def _get_domain(self, docids, data):
        """Customers only: their contacts and addresses are counted with them."""
        customers = Domain("parent_id", "=", False) & Domain("partner_share", "=", True)
        return super()._get_domain(docids, data) & customers

    @api.model
    def _get_order(self, data):
        return "create_date, id"

    @api.model
    def _get_summary(self, docids, data):
        groups = self.env["res.partner"]._read_group(
            self._get_domain(docids, data),
            ["create_date:month", "customer_source_id", "sales_channel_id"],
            ["__count"],
        )
        none = self.env._("None")
        return Sheet(
            name=self.env._("By Month, Source and Channel"),
            columns=[
                Column(self.env._("Month"), width=12),
                Column(self.env._("Customer Source"), width=24),
                Column(self.env._("Sales Channel"), width=24),
                Column(self.env._("New Customers"), "int", total=True, width=16),
            ],
            rows=[
                (
                    month.strftime("%Y-%m"),
                    source.name or none,
                    channel.name or none,
                    count,
                )
                for month, source, channel, count in groups
            ],
        )

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Created on"), "datetime", field="create_date"),
            Column(self.env._("Customer"), field="name", width=40),
            Column(self.env._("Customer Source"), field="customer_source_id"),
            Column(self.env._("Sales Channel"), field="sales_channel_id"),
            self._get_column("visit_campaign_id"),
            Column(self.env._("Salesperson"), field="user_id"),
            Column(self.env._("Company"), field="company_id"),
        ]
