# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmVisitPhoneOrder(models.Model):
    _inherit = "crm.visit.phone.order"

    @api.model
    def _get_available_quantities(self, products):
        """What the company has free of storable goods, reservations taken off (VIS-10).

        Goods of other companies are not promised, whichever are open on the screen.
        """
        # sudo: who answers the phone need not be able to open the inventory
        storable = (
            products.sudo()
            .with_context(allowed_company_ids=self.env.company.ids)
            .filtered("is_storable")
        )
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
