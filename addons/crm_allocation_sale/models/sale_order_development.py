# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class SaleOrder(models.Model):
    """A confirmed order shows that its customer is developed (ALC-03)."""

    _inherit = "sale.order"

    def _action_confirm(self):
        result = super()._action_confirm()
        ledger = self.env["crm.ownership"]
        for company, orders in self.grouped("company_id").items():
            by_customer = orders.grouped(
                lambda order: order.partner_id.commercial_partner_id
            )
            ledger._set_each_developed(
                {
                    customer: self.env._(
                        "Order %(names)s", names=", ".join(theirs.mapped("name"))
                    )
                    for customer, theirs in by_customer.items()
                },
                company,
            )
        return result
