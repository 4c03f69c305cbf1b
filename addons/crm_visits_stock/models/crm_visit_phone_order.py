# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmVisitPhoneOrder(models.Model):
    _inherit = "crm.visit.phone.order"

    @api.model
    def _get_available_quantities(self, products):
        """What is free of storable goods, reservations taken off (VIS-10)."""
        # sudo: who answers the phone need not be able to open the inventory
        storable = products.sudo().filtered("is_storable")
        quantities = super()._get_available_quantities(products)
        return {
            **quantities,
            **{
                product: stored.free_qty
                for product, stored in zip(
                    products.browse(storable.ids), storable, strict=True
                )
            },
        }
