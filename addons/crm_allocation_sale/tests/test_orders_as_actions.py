# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.idle_common import IdleCommon

from ..hooks import post_init_hook


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 01:00:00")
class TestOrdersAsActions(IdleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        product = cls.env["product.product"].create({"name": "Valve"})
        cls.order = cls.env["sale.order"].create(
            {
                "partner_id": cls.customer.id,
                "user_id": cls.user.id,
                "company_id": cls.company.id,
                "order_line": [Command.create({"product_id": product.id})],
            }
        )

    def _get_last(self):
        self.env.invalidate_all()
        return str(self.customer.allocation_last_on or "")

    def _get_code(self):
        return self.customer.allocation_last_action_id.code

    def test_quotation(self):
        """ALC-04 a quotation counts when it was sent, a draft does not"""
        self.assertEqual(self._get_last(), "")
        with freeze_time("2026-08-20 01:00:00"):
            self.order.action_quotation_sent()
            self.assertEqual(self._get_last(), "2026-08-20 01:00:00")
            self.assertEqual(self._get_code(), "quotation")
        with freeze_time("2026-09-20 01:00:00"):
            self.assertEqual(self._review()["warned"], 0)

    def test_first_contact(self):
        """ALC-07 a quotation that is sent stops the clock of its salesperson"""
        self._transfer(self.customer, "reassignment", user_id=self.colleague.id)
        self._transfer(self.customer, "reassignment", user_id=self.user.id)
        contact = self.env["crm.allocation.contact"].search(
            [("partner_id", "=", self.customer.id), ("state", "=", "open")]
        )
        self.order.action_quotation_sent()
        self.assertEqual(contact.state, "contacted")
        self.assertEqual(contact.stop_event, self.order.name)

    def test_created_as_sent(self):
        """ALC-04, ALC-07 a quotation that comes into being as sent counts alike"""
        self._transfer(self.customer, "reassignment", user_id=self.colleague.id)
        contact = self.env["crm.allocation.contact"].search(
            [("partner_id", "=", self.customer.id), ("state", "=", "open")]
        )
        vals = {
            "partner_id": self.customer.id,
            "user_id": self.colleague.id,
            "company_id": self.company.id,
        }
        orders = self.env["sale.order"].with_context(default_state="sent")
        order = orders.create(vals)
        self.assertEqual(str(order.allocation_sent_on), "2026-07-01 01:00:00")
        self.assertEqual(contact.state, "contacted")
        self.assertEqual(self._get_code(), "quotation")

    def test_moment(self):
        """ALC-04 when a quotation was sent is not given by hand, also not over RPC"""
        sales = self.env.ref("sales_team.group_sale_salesman")
        self.user.group_ids = [Command.link(sales.id)]
        order = self.order.with_user(self.user)
        later = "2030-01-01 00:00:00"
        order.write({"allocation_sent_on": later})
        self.assertFalse(order.allocation_sent_on)
        order.write({"state": "sent", "allocation_sent_on": later})
        self.assertEqual(str(order.allocation_sent_on), "2026-07-01 01:00:00")
        created = order.create(
            {
                "partner_id": self.customer.id,
                "state": "sent",
                "allocation_sent_on": later,
            }
        )
        self.assertEqual(str(created.allocation_sent_on), "2026-07-01 01:00:00")

    def test_order(self):
        """ALC-04 an order counts when it is confirmed, and no more when cancelled"""
        with freeze_time("2026-08-20 01:00:00"):
            self.order.action_confirm()
            self.assertEqual(self._get_last(), "2026-08-20 01:00:00")
            self.assertEqual(self._get_code(), "order")
            self.order._action_cancel()
            self.assertEqual(self._get_last(), "")

    def test_of_others(self):
        """ALC-04 a colleague's quotation is no action of the owner"""
        self.order.user_id = self.colleague
        self.order.action_quotation_sent()
        self.assertEqual(self._get_last(), "")

    def test_installation(self):
        """ALC-04 quotations sent before the addon came count from their date"""
        self.order.action_quotation_sent()
        self.order.allocation_sent_on = False
        self.env.flush_all()
        post_init_hook(self.env)
        self.env.invalidate_all()
        self.assertEqual(self.order.allocation_sent_on, self.order.date_order)
