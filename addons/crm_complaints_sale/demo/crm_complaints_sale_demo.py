# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Command

from odoo.addons.crm_policy.demo.story import Story

# Case and the article of the order that it is about
ABOUT = {
    "wrong": "Valve DN50 (阀门)",
    "awaiting": "Screws M8, box (螺钉)",
}


class CrmComplaintsSaleDemo(models.AbstractModel):
    """Complaints about orders."""

    _name = "crm.complaints.sale.demo"
    _description = "Demo of Complaints about Orders"

    @api.model
    def _install(self):
        company = self.env.ref("base.main_company")
        self = self.with_company(company).with_context(tracking_disable=True)
        story = Story(self.env, company)
        for key, article in ABOUT.items():
            case = self.env.ref(f"crm_complaints.demo_case_{key}")
            with story.at(story.later(case.received_on, -24 * 6)):
                order = self._create_order(case.partner_id, article)
            case.subject_ref = order

    def _create_order(self, partner, article):
        product = self.env["product.product"].create(
            {"name": article, "list_price": 48}
        )
        order = self.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "user_id": partner.user_id.id,
                "order_line": [
                    Command.create({"product_id": product.id, "product_uom_qty": 40})
                ],
            }
        )
        order.action_confirm()
        return order
