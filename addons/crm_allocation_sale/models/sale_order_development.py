# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class SaleOrder(models.Model):
    """A confirmed order shows that its customer is developed (ALC-03)."""

    _inherit = "sale.order"

    def _action_confirm(self):
        result = super()._action_confirm()
        ledger = self.env["crm.ownership"]
        for (company, customer), orders in self.grouped(
            lambda order: (order.company_id, order.partner_id.commercial_partner_id)
        ).items():
            evidence = self.env._(
                "Order %(names)s", names=", ".join(orders.mapped("name"))
            )
            ledger._set_developed(customer, company, evidence)
        return result
