# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.crm_grading.tests.common import TODAY

from .common import SaleCommon


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestOrderGate(SaleCommon):
    """Quotations and orders warn, ask for approval, are blocked."""

    def test_warn(self):
        """GRD-14 a warning shows and is noted; the order is confirmed"""
        self._set_step("watch")
        order = self._order().with_user(self.salesman)
        self.assertIn("Watch", order.grading_message)
        order.action_quotation_send()
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        self.assertIn("Warned:", "".join(order.message_ids.mapped("body")))

    def test_nothing_applies(self):
        """GRD-14 other customers' orders are confirmed without a word"""
        order = self._order().with_user(self.salesman)
        order.action_confirm()
        self.assertNotIn("Warned:", "".join(order.message_ids.mapped("body")))

    def test_approval(self):
        """GRD-14 neither sent nor confirmed until a manager has let it through"""
        self._set_step("limit")
        order = self._order().with_user(self.salesman)
        for method in ("action_confirm", "action_quotation_send"):
            with self.assertRaisesRegex(UserError, "Ask for Release"):
                getattr(order, method)()
        with self.assertRaises(UserError):
            order.action_quotation_sent()
        release = self._ask(order)
        self.assertTrue(order.grading_is_requested)
        known = [("id", "in", (order | self._order()).ids)]
        for asked, count in ((True, 1), (False, 1)):
            found = order.search([*known, ("grading_is_requested", "=", asked)])
            self.assertEqual((found == order, len(found)), (asked, count))
        self.assertIn(self.manager, release.activity_ids.user_id)
        with self.assertRaises(UserError):
            order.action_confirm()
        release = release.with_user(self.manager)
        with self.assertRaises(UserError):
            release.action_release()
        release.reason = "Prepayment has arrived"
        release.action_release()
        self.assertEqual((release.state, release.amount), ("released", 1000))
        self.assertEqual(release.decided_by_id, self.manager)
        self.assertFalse(release.activity_ids)
        order.invalidate_recordset()
        self.assertTrue(order.grading_is_released)
        order.action_quotation_send()
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def _ask(self, order, user=None):
        action = order.action_ask_release()
        release = (
            self.env[action["res_model"]]
            .with_user(user or self.salesman)
            .with_context(**action["context"])
            .create({"request": "They promised to pay first"})
        )
        release.action_ask()
        return release

    def test_refused(self):
        """GRD-14 a refusal leaves the order stopped; it can be asked for again"""
        self._set_step("limit")
        order = self._order().with_user(self.salesman)
        release = self._ask(order).with_user(self.manager)
        release.reason = "Two invoices are overdue"
        release.action_refuse()
        with self.assertRaises(UserError):
            order.action_confirm()
        order.invalidate_recordset()
        self.assertFalse(order.grading_is_requested)
        self._ask(order)

    def test_block(self):
        """GRD-14 blocked orders stop for everybody; a manager may let one through"""
        self._set_step("ended")
        order = self._order()
        for user in (self.salesman, self.env.user):
            with self.assertRaisesRegex(UserError, "Sell nothing new"):
                order.with_user(user).action_confirm()
        release = self._release(order)
        self.assertEqual(release.effect, "block")
        order.with_user(self.salesman).action_confirm()
        self.assertEqual(order.state, "sale")

    def test_larger_order_needs_another_release(self):
        """GRD-14 a release holds up to its amount, and not for a worse step"""
        self._set_step("limit")
        order = self._order(1000)
        self._release(order)
        order.order_line.product_uom_qty = 9
        self.assertTrue(order.grading_is_released)
        order.order_line.product_uom_qty = 11
        self.assertFalse(order.grading_is_released)
        with self.assertRaises(UserError):
            order.with_user(self.salesman).action_confirm()
        self._release(order)
        self.assertTrue(order.grading_is_released)
        self._set_step("winddown")
        order.invalidate_recordset()
        with self.assertRaises(UserError):
            order.with_user(self.salesman).action_confirm()

    def test_confirmed_order_does_not_grow(self):
        """GRD-14 what is added to a confirmed order needs a quotation of its own"""
        self._set_step("limit")
        order = self._order(1000)
        self._release(order)
        order = order.with_user(self.salesman)
        order.action_confirm()
        [line] = order.order_line.ids
        with self.assertRaisesRegex(UserError, "cannot be increased"):
            order.write({"order_line": [Command.update(line, {"product_uom_qty": 11})]})
        order.invalidate_recordset()
        order.write({"order_line": [Command.update(line, {"product_uom_qty": 5})]})
        self.assertEqual(order.amount_total, 500)

    def test_who_releases(self):
        """GRD-14 only managers let orders through; sellers ask for their own"""
        self._set_step("limit")
        order = self._order()
        release = self._ask(order.with_user(self.salesman))
        for user in (self.salesman, self.officer, self.auditor):
            with self.assertRaises(AccessError):
                release.with_user(user).action_release()
        self.assertFalse(release.with_user(self.colleague).has_access("read"))
        for user in (self.officer, self.manager, self.auditor):
            self.assertTrue(release.with_user(user).has_access("read"))
            self.assertFalse(order.with_user(user).has_access("read"))
            self.assertIn("Valve", release.with_user(user).order_lines)
        other = self._order()
        with self.assertRaises(AccessError):
            self.env["crm.grading.sale.release"].with_user(self.colleague).create(
                {"order_id": other.id}
            )

    def test_release_is_not_written_by_hand(self):
        """GRD-14 nobody claims a release, its amount or who gave it"""
        self._set_step("limit")
        order = self._order(1000)
        claimed = (
            self.env["crm.grading.sale.release"]
            .with_user(self.salesman)
            .create(
                {
                    "order_id": order.id,
                    "state": "released",
                    "amount": 10**6,
                    "effect": "block",
                    "decided_by_id": self.manager.id,
                }
            )
        )
        self.assertEqual((claimed.state, claimed.amount), ("requested", 1000))
        self.assertEqual(
            (claimed.effect, claimed.decided_by_id.id), ("approval", False)
        )
        with self.assertRaises(UserError):
            claimed.with_user(self.manager).state = "released"
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self.env["crm.grading.sale.release"].with_user(self.salesman).create(
                {"order_id": order.id}
            )

    def test_nothing_to_release(self):
        """GRD-14 an order that nothing stops needs no release"""
        with self.assertRaises(UserError):
            self._release(self._order())

    def test_batch(self):
        """GRD-14 many orders are confirmed at once; all that are stopped are named"""
        self._set_step("ended")
        other = self._new_customer("Other")
        good = self._order(customer=other)
        first, second = self._order(), self._order()
        with self.assertRaises(UserError) as refusal:
            (good | first | second).with_user(self.salesman).action_confirm()
        for order in (first, second):
            self.assertIn(order.name, refusal.exception.args[0])
        self.assertNotIn(good.name, refusal.exception.args[0])
        self.assertEqual(good.state, "draft")

    def test_no_query_per_order(self):
        """GRD-14 twenty orders are judged in as many statements as two"""
        orders = self.env["sale.order"]
        for number in range(20):
            customer = self._new_customer(f"C{number}")
            self._set_step("limit", 500, customer=customer)
            orders |= self._order(customer=customer)

        def statements(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            stopped, _verdicts = some._get_stopped()
            self.assertEqual(stopped, some)
            return self.env.cr.sql_log_count - before

        statements(orders[:2])  # warm caches
        self.assertEqual(statements(orders), statements(orders[:2]))

    def test_accepted_online(self):
        """GRD-14 what a customer signs and the rules stop stays a quotation; its
        salesperson is told, once, and the customer sees no error"""
        self._set_step("limit")
        order = self._order(state="sent")
        public = order.with_user(self.env.ref("base.public_user")).sudo()
        for _again in range(2):
            public._validate_order()
        self.assertEqual(order.state, "sent")
        activity = order.activity_ids
        self.assertEqual(activity.user_id, self.salesman)
        self.assertIn("Customer", str(activity.note))
        self._release(order)
        public._validate_order()
        self.assertEqual(order.state, "sale")

    def test_accepted_without_a_salesperson(self):
        """GRD-14 held orders that nobody sells are told to the managers"""
        self._set_step("ended")
        order = self._order(state="sent", user_id=False)
        order._validate_order()
        self.assertEqual(order.state, "sent")
        self.assertIn(self.manager, order.activity_ids.user_id)

    def _pay(self, order):
        methods = self.env["payment.method"].with_context(active_test=False)
        provider = self.env["payment.provider"].create(
            {"name": "Test", "company_id": self.company.id}
        )
        return self.env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": methods.search([], limit=1).id,
                "reference": order.name,
                "amount": order.amount_total,
                "currency_id": order.currency_id.id,
                "partner_id": order.partner_id.id,
                "sale_order_ids": [Command.set(order.ids)],
                "state": "done",
            }
        )

    def test_paid_online(self):
        """GRD-14 a payment confirms no order that the rules stop, and does not fail"""
        self._set_step("ended")
        held = self._order(state="sent")
        free = self._order(state="sent", customer=self._new_customer("Other"))
        payments = self._pay(held) | self._pay(free)
        with patch.object(
            type(held), "_is_confirmation_amount_reached", lambda order: True
        ):
            confirmed = payments._check_amount_and_confirm_order()
        self.assertEqual(confirmed, free)
        self.assertEqual((held.state, free.state), ("sent", "sale"))
        self.assertTrue(held.activity_ids)

    def test_other_company(self):
        """GRD-14 a customer ended by one company is sold to by another"""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self._set_step("ended")
        order = self._order(company_id=other.id, user_id=False)
        self.assertEqual(order.grading_effect, "none")

    def test_contact_and_branch(self):
        """GRD-14 orders of a contact, in a branch, are the customer's"""
        self._set_step("ended")
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id}
        )
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        self.assertEqual(self._order(customer=contact).grading_effect, "block")
        order = self._order(company_id=branch.id, user_id=False)
        self.assertEqual(order.grading_effect, "block")

    def test_merged_customer(self):
        """GRD-14 a merged customer stays as limited as the further of both"""
        twin = self._new_customer("Customer (old entry)")
        self._set_step("ended", customer=twin)
        order = self._order()
        self.assertEqual(order.grading_effect, "none")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.customer | twin).ids, self.customer)
        self.env.invalidate_all()
        self.assertEqual(order.grading_effect, "block")
