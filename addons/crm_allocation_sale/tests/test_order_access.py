# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from odoo.addons.crm_allocation.tests.access_common import AccessCommon
from odoo.addons.crm_allocation.tests.common import NOW


@freeze_time(NOW)
class TestOrderAccess(AccessCommon):
    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_order(self):
        """ALC-15 a quotation prints no address of a closed customer"""
        salesman = self.env.ref("sales_team.group_sale_salesman")
        self.user.group_ids = [Command.link(salesman.id)]
        orders = self.env["sale.order"].with_user(self.user)
        order = orders.create({"partner_id": self.own.id})
        with self.assertRaises(AccessError):
            orders.create({"partner_id": self.foreign.id})
        for name in ("partner_id", "partner_invoice_id", "partner_shipping_id"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                order[name] = self.foreign
        spec = {"partner_id": {}, "partner_invoice_id": {}}
        with self.assertRaises(AccessError):
            orders.onchange({"partner_id": self.foreign.id}, ["partner_id"], spec)
        # what is ordered stays with who sold it, and stays workable
        order.sudo().state = "sale"
        self._transfer(self.own, user_id=self.stranger.id)
        order = order.with_env(self._as(self.user).env)
        order.note = "Still mine"

    def test_orders_of_closed_customers(self):
        """ALC-15 orders are as closed as their customer, but for one's own"""
        orders = self.env["sale.order"].create(
            [
                {
                    "partner_id": customer.id,
                    "user_id": False,
                    "company_id": self.company.id,
                }
                for customer in (self.own, self.foreign, self.pooled, self.unmanaged)
            ]
        )
        orders.user_id = False
        own, foreign, pooled, unmanaged = orders
        mine = foreign.copy({"user_id": self.user.id})
        orders |= mine
        sales = self.env.ref("sales_team.group_sale_salesman")
        (self.user | self.stranger).group_ids = [Command.link(sales.id)]
        accountant = self._new_user("order_accountant", "account.group_account_manager")
        head = self._new_user("order_head", "sales_team.group_sale_salesman_all_leads")
        leaver = self._new_user(
            "order_leaver", "sales_team.group_sale_salesman_all_leads"
        )
        bound = self.env.ref("crm_allocation.group_own_customers")
        leaver.group_ids = [Command.link(bound.id)]
        for user, readable in (
            (self.user, own | unmanaged | mine),
            (self.stranger, foreign | unmanaged),
            (leaver, unmanaged),
            (accountant, orders),
            (head, orders),
        ):
            with self.subTest(user=user.login):
                self._as(user)
                seen = orders.with_user(user)
                self.assertEqual(seen._filtered_access("read").sudo(), readable)
                found = seen.search([("id", "in", orders.ids)])
                self.assertEqual(found.sudo().sorted("id"), readable.sorted("id"))
        # customers stay as Odoo has them for who does not sell
        customers = self._as(accountant).browse(self.customers.ids)
        self.assertEqual(customers._filtered_access("read"), customers)

    def test_quotations_follow(self):
        """ALC-13 quotations change hands with their customer; orders do not"""
        quotation, sent, order = self.env["sale.order"].create(
            [
                {
                    "partner_id": self.own.id,
                    "user_id": self.user.id,
                    "company_id": self.company.id,
                }
            ]
            * 3
        )
        sent.state = "sent"
        order.state = "sale"
        of_other = quotation.copy({"user_id": self.leader.id})
        self._transfer(self.own, user_id=self.stranger.id)
        self.assertEqual((quotation | sent).user_id, self.stranger)
        self.assertNotIn(self.user.partner_id, quotation.message_partner_ids)
        self.assertEqual(order.user_id, self.user)
        self.assertEqual(of_other.user_id, self.leader)
        self._transfer(self.own, source="release", pool_id=self.pool.id)
        self.assertFalse((quotation | sent).user_id)
        self._transfer(self.own, source="claim", user_id=self.colleague.id)
        self.assertEqual((quotation | sent).user_id, self.colleague)
