# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.crm_visits.tests.common import NOW
from odoo.addons.crm_visits.tests.intake_common import IntakeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestQuotation(IntakeCommon):
    """VIS-10 a closed call becomes a quotation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls._new_user(
            "visit_seller", "crm_policy.group_user,sales_team.group_sale_salesman"
        )
        products = cls.env["product.product"].create(
            [{"name": name} for name in ("Valve", "Better Valve", "Gasket", "Wrench")]
        )
        cls.valve, cls.better, cls.gasket, cls.wrench = products
        cls.valve.product_tmpl_id.visit_related_ids = [
            Command.set((cls.gasket | cls.wrench).product_tmpl_id.ids)
        ]

    def _new_call(self):
        missing = {"availability": "out_of_stock"}
        order = (
            self.env["crm.visit.phone.order"]
            .with_user(self.seller)
            .create(
                {
                    "partner_id": self.customer.id,
                    "contact_name": "Ms Lin",
                    "line_ids": [
                        Command.create(line)
                        for line in (
                            {
                                **missing,
                                "product_id": self.valve.id,
                                "quantity": 5,
                                "substitute_id": self.better.id,
                                "substitute_reaction": "accepted",
                            },
                            {
                                **missing,
                                "product_id": self.better.id,
                                "substitute_id": self.valve.id,
                                "substitute_reaction": "refused",
                            },
                            {"name": "Not in the list", "availability": "in_stock"},
                        )
                    ],
                }
            )
        )
        for row in order.related_ids:
            is_gasket = row.product_tmpl_id == self.gasket.product_tmpl_id
            row.reaction = "wants" if is_gasket else "later"
        return order

    def test_quotation(self):
        """VIS-10 what was accepted is quoted; what was refused is not"""
        call = self._new_call()
        with self.assertRaisesRegex(UserError, "Close the call first"):
            call.action_create_quotation()
        call.action_close()
        call.action_create_quotation()
        quotation = call.sale_order_ids
        self.assertEqual(
            [(line.product_id, line.product_uom_qty) for line in quotation.order_line],
            [(self.better, 5), (self.gasket, 1)],
        )
        self.assertEqual(quotation.visit_phone_order_id, call)
        self.assertEqual(quotation.user_id, self.seller)
        self.assertIn("Not in the list", "".join(quotation.message_ids.mapped("body")))
        call.invalidate_recordset()
        self.assertEqual(call.sale_order_count, 1)

    def test_once(self):
        """VIS-10 one quotation a call, whoever presses twice; cancelled, another"""
        call = self._new_call()
        call.action_close()
        call.action_create_quotation()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            call.action_create_quotation()
        self.assertTrue(call.has_quotation)
        call.sale_order_ids.action_cancel()
        self.env.flush_all()
        call.invalidate_recordset()
        # the button shows again
        self.assertEqual((call.sale_order_count, call.has_quotation), (1, False))
        call.action_create_quotation()
        self.assertEqual(len(call.sale_order_ids), 2)

    def test_needs_sales(self):
        """VIS-10 without a role in sales there is no quotation"""
        call = self._new_call()
        call.action_close()
        with self.assertRaises(AccessError):
            call.with_user(self.officer).action_create_quotation()

    def test_nothing_to_sell(self):
        """VIS-10 a call without an article of the catalogue says so"""
        call = self._new_call()
        call.line_ids[:2].unlink()
        call.related_ids.reaction = "refused"
        call.action_close()
        with self.assertRaisesRegex(UserError, "in the catalogue"):
            call.action_create_quotation()

    def test_units(self):
        """VIS-10 the order says the unit of the call, where the product knows it"""
        dozen = self.env.ref("uom.product_uom_dozen")
        self.better.uom_id = self.env.ref("uom.product_uom_kgm")
        call = self._new_call()
        call.related_ids.reaction = "refused"
        call.line_ids[0].uom_id = dozen
        call.line_ids[1].write(
            {"product_id": self.wrench.id, "quantity": 2, "uom_id": dozen.id}
        )
        call.line_ids[1].availability = "in_stock"
        call.action_close()
        call.action_create_quotation()
        self.assertEqual(
            [
                (line.product_id, line.product_uom_qty, line.product_uom_id)
                for line in call.sale_order_ids.order_line
            ],
            [(self.better, 5, self.better.uom_id), (self.wrench, 2, dozen)],
        )
