# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.crm_grading.tests.common import TODAY

from .common import SaleCommon


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestOrderLimit(SaleCommon):
    """The limit on the open amount of a customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_step("limit", 1000)

    def _open(self):
        return (
            self._order(0)
            ._get_open_amounts(self.company, self.customer.ids)
            .get(self.customer.id, 0)
        )

    def test_within_and_beyond(self):
        """GRD-14 up to the limit there is a warning, beyond it approval is needed"""
        within, beyond = self._order(1000), self._order(1001)
        self.assertEqual(within.grading_effect, "warn")
        self.assertEqual(beyond.grading_effect, "approval")
        self.assertIn("1,001", beyond.grading_message)
        within.with_user(self.salesman).action_confirm()

    def test_what_is_open(self):
        """GRD-14 open are orders not invoiced and invoices not paid, each once"""
        order = self._order(400)
        self.assertEqual(self._open(), 0, "a quotation")
        order.action_confirm()
        self.assertEqual(self._open(), 400, "ordered")
        draft = order._create_invoices()
        self.assertEqual(self._open(), 400, "a draft invoice bills nothing")
        draft.invoice_date = TODAY
        draft.action_post()
        self.assertEqual(self._open(), 400, "invoiced, not paid")
        self._pay(draft, TODAY, 150)
        self.assertEqual(self._open(), 250, "paid in part")
        self._invoice(self.customer, "2026-06-01", 100)
        self.assertEqual(self._open(), 350, "an invoice without an order")
        self._credit(self.customer, "2026-06-02", 50)
        self.assertEqual(self._open(), 300, "a credit note")
        self._order(200).action_confirm()
        self.assertEqual(self._open(), 500)

    def test_partly_invoiced(self):
        """GRD-14 of an order invoiced in part the rest is open as an order"""
        order = self._order(900)
        order.action_confirm()
        invoice = order._create_invoices()
        invoice.invoice_line_ids.quantity = 3
        invoice.invoice_date = TODAY
        invoice.action_post()
        self._pay(invoice, TODAY, 300)
        self.assertEqual(self._open(), 600)

    def test_open_amount_fills_the_limit(self):
        """GRD-14 a small order is stopped when the customer has too much open"""
        self._invoice(self.customer, "2026-06-01", 950)
        order = self._order(100)
        self.assertEqual(order.grading_effect, "approval")
        self.assertIn("1,050", order.grading_message)
        with self.assertRaises(UserError):
            order.with_user(self.salesman).action_confirm()

    def test_orders_confirmed_together(self):
        """GRD-14 orders confirmed in one go fill the limit together"""
        orders = self._order(600) | self._order(600)
        self.assertEqual(set(orders.mapped("grading_effect")), {"warn"})
        with self.assertRaises(UserError) as refusal:
            orders.with_user(self.salesman).action_confirm()
        self.assertEqual(refusal.exception.args[0].count("is stopped"), 1)

    def test_confirmed_order_grows_within_the_limit(self):
        """GRD-14 a confirmed order may grow as long as the limit is kept"""
        order = self._order(500).with_user(self.salesman)
        order.action_confirm()
        [line] = order.order_line.ids
        order.write({"order_line": [Command.update(line, {"product_uom_qty": 10})]})
        with self.assertRaises(UserError):
            order.write({"order_line": [Command.update(line, {"product_uom_qty": 11})]})

    def test_foreign_currency(self):
        """GRD-14 orders and limits are compared in company currency"""
        currency = self.env.ref("base.EUR")
        currency.active = True
        currency.rate_ids = [
            Command.clear(),
            Command.create(
                {
                    "name": "2026-01-01",
                    "inverse_company_rate": 8,
                    "company_id": self.company.id,
                }
            ),
        ]
        pricelist = self.env["product.pricelist"].create(
            {"name": "EUR", "currency_id": currency.id, "company_id": self.company.id}
        )
        order = self._order(100, pricelist_id=pricelist.id)
        self.assertEqual(order.currency_id, currency)
        self.assertEqual(order._get_grading_amount(), 800)
        self.assertEqual(order.grading_effect, "warn")
        order.action_confirm()
        self.assertEqual(self._open(), 800)
        self.assertEqual(self._order(201).grading_effect, "approval")

    def test_limit_of_the_rule(self):
        """GRD-14 a rule's own limit counts where it is narrower"""
        rule = self.env.ref("crm_grading_sale.crm_grading_sale_rule_limit")
        rule.limit_amount = 300
        self.assertEqual(self._order(301).grading_effect, "approval")
        rule.limit_amount = 5000
        self.assertEqual(self._order(999).grading_effect, "warn")
        self.assertEqual(self._order(1001).grading_effect, "approval")

    def test_other_company_has_its_own_books(self):
        """GRD-14 what is open with another company does not fill this limit"""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.env.user.company_ids += other
        order = self._order(5000, company_id=other.id, user_id=False)
        order.action_confirm()
        self.assertEqual(self._open(), 0)
