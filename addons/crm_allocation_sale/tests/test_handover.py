# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.common import NOW
from odoo.addons.crm_allocation.tests.handover_common import HandoverCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestHandover(HandoverCommon):
    def test_quotations_and_orders_go_along(self):
        """ALC-14: quotations and open orders move, cancelled ones stay; undone too."""
        customer = self._new_customer("Customer A", self.user)
        product = self.env["product.product"].create(
            {"name": "Valve", "invoice_policy": "order", "list_price": 100}
        )
        orders = self.env["sale.order"].create(
            [
                {
                    "partner_id": customer.id,
                    "user_id": self.user.id,
                    "company_id": self.company.id,
                    "order_line": [Command.create({"product_id": product.id})],
                }
                for _number in range(3)
            ]
        )
        orders[1].action_confirm()
        orders[2].action_cancel()
        handover = self._new_handover(successors=self.colleague)
        handover.action_prepare()
        parts = {part.code: part.count for part in handover.part_ids}
        self.assertEqual((parts["quotation"], parts["order"]), (1, 1))
        handover.action_hand_over()
        self.assertEqual(orders.mapped("user_id"), self.colleague | self.user)
        self.assertEqual((orders[0] | orders[1]).user_id, self.colleague)
        handover.action_undo()
        self.assertEqual(orders.user_id, self.user)
