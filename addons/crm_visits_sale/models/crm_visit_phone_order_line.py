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
