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

    def _new_order(self, quantity, unit=None):
        return (
            self.env["crm.visit.phone.order"]
            .with_user(self.clerk)
            .create(
                {
                    "partner_id": self.partner.id,
                    "line_ids": [
                        Command.create(
                            {
                                "product_id": product.id,
                                "quantity": quantity,
                                "uom_id": (unit or product.uom_id).id,
                            }
                        )
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

    def test_unit_of_the_line(self):
        """VIS-10: a dozen asked for is twelve of the stock."""
        self.env["stock.quant"]._update_available_quantity(
            self.valve, self.warehouse.lot_stock_id, 12
        )
        dozen = self.env.ref("uom.product_uom_dozen")
        line = self._new_order(1, dozen).line_ids[0]
        self.assertEqual(line.availability, "in_stock")
        line.quantity = 2
        self.assertEqual(line.availability, "out_of_stock")
        line.uom_id = self.valve.uom_id
        self.assertEqual(line.availability, "in_stock")

    def test_stock_of_the_company(self):
        """VIS-10: goods of another company are not promised, nor the other way."""
        other = self.env["res.company"].create({"name": "Other Company"})
        warehouse = self.env["stock.warehouse"].search(
            [("company_id", "=", other.id)], limit=1
        )
        self.env["stock.quant"]._update_available_quantity(
            self.valve, warehouse.lot_stock_id, 5
        )
        self.clerk.company_ids = [Command.link(other.id)]
        companies = (self.env.company | other).ids
        values = {"product_id": self.valve.id, "quantity": 5}
        orders = (
            self.env["crm.visit.phone.order"]
            .with_user(self.clerk)
            .with_context(allowed_company_ids=companies)
            .create(
                [
                    {
                        "partner_id": self.partner.id,
                        "company_id": company_id,
                        "line_ids": [Command.create(values)],
                    }
                    for company_id in companies
                ]
            )
        )
        self.assertEqual(
            orders.line_ids.mapped("availability"), ["out_of_stock", "in_stock"]
        )
