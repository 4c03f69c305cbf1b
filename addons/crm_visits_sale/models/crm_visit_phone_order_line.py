# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmVisitPhoneOrderLine(models.Model):
    """Which product a line of the call sells."""

    _inherit = "crm.visit.phone.order.line"

    def _get_sold_product(self):
        """The substitute when it was accepted; else the article, when it will come."""
        self.ensure_one()
        if self.substitute_reaction == "accepted":
            return self.substitute_id
        if self.availability == "in_stock" or self.promised_date:
            return self.product_id
        return self.env["product.product"]

    def _prepare_sale_line(self):
        """Values of the order line, in the unit that the customer named."""
        self.ensure_one()
        product = self._get_sold_product()
        vals = {"product_id": product.id, "product_uom_qty": self.quantity}
        # a substitute may be sold by units that have nothing to do with it
        if self.uom_id and self.uom_id._has_common_reference(product.uom_id):
            vals["product_uom_id"] = self.uom_id.id
        return vals
