# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SaleOrder(models.Model):
    """Quotations print addresses: of readable customers only (ALC-15)."""

    _name = "sale.order"
    _inherit = [
        "sale.order",
        "crm.allocation.guard.mixin",
        "crm.allocation.readable.mixin",
    ]

    @api.model
    def _get_guarded_fields(self):
        addresses = ["partner_invoice_id", "partner_shipping_id"]
        return super()._get_guarded_fields() + addresses
