# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.base.tests.common import BaseCommon


@tagged("post_install", "-at_install")
class TestPhoneOrderStock(BaseCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.warehouse = cls.env["stock.warehouse"].search(
            [("company_id", "=", cls.env.company.id)], limit=1
        )
        cls.valve, cls.service = cls.env["product.product"].create(
            [
                {"name": "Valve", "is_storable": True},
                {"name": "Assembly", "type": "service"},
            ]
        )
        cls.clerk = new_test_user(
            cls.env, "phone_clerk", groups="crm_policy.group_user"
        )

    def _new_order(self, quantity):
        return (
            self.env["crm.visit.phone.order"]
            .with_user(self.clerk)
            .create(
                {
                    "partner_id": self.partner.id,
                    "line_ids": [
                        Command.create({"product_id": product.id, "quantity": quantity})
                        for product in (self.valve, self.service)
                    ],
                }
            )
        )

    def test_the_stock_answers(self):
        """VIS-10: what is free is in stock; services are asked of the person."""
        self.env["stock.quant"]._update_available_quantity(
            self.valve, self.warehouse.lot_stock_id, 5
        )
        enough = self._new_order(5)
        self.assertEqual(enough.line_ids.mapped("availability"), ["in_stock", False])
        missing = self._new_order(6)
        self.assertEqual(
            missing.line_ids.mapped("availability"), ["out_of_stock", False]
        )
