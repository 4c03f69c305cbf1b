# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Command

from odoo.addons.crm_policy.demo.story import Story

WON = 12


class CrmAllocationSaleDemo(models.AbstractModel):
    """The new customer orders within the protection: it is developed."""

    _name = "crm.allocation.sale.demo"
    _description = "Demo of Orders of Allocated Customers"

    @api.model
    def _install(self):
        company = self.env.ref("base.main_company")
        self = self.with_company(company).with_context(tracking_disable=True)
        story = Story(self.env, company)
        customer = self.env.ref("crm_allocation.demo_registered_baltic")
        with story.at(story.moment(WON, 11)):
            order = self.env["sale.order"].create(
                {
                    "partner_id": customer.id,
                    "company_id": company.id,
                    "user_id": customer.user_id.id,
                    "order_line": [
                        Command.create(
                            {
                                "product_id": self._get_winch().id,
                                "product_uom_qty": 4,
                                "price_unit": 61500,
                            }
                        )
                    ],
                }
            )
            order.action_confirm()
            order.date_order = fields.Datetime.now()
        line = customer._get_open_ownership(company)
        line.developed_on = story.today - timedelta(days=WON)

    def _get_winch(self):
        return self.env["product.product"].create(
            {"name": "Deck Winch (甲板绞车)", "list_price": 61500}
        )
