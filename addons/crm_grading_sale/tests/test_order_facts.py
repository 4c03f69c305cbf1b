# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from odoo.addons.crm_grading.tests.common import TODAY

from .common import SaleCommon


@tagged("post_install", "-at_install")
class TestOrderFacts(SaleCommon):
    """Each raw figure that comes from confirmed orders."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls._new_customer("Other")
        cls.indicator = cls.env["crm.grading.indicator"].create(
            {
                "name": "Orders",
                "code": "orders",
                "dimension_id": cls.env["crm.grading.dimension"].search([], limit=1).id,
                "fact": "ordered_amount",
            }
        )

    def setUp(self):
        super().setUp()
        clock = freeze_time(TODAY)
        clock.start()
        self.addCleanup(clock.stop)

    def _confirm(self, amount, on, customer=None, **values):
        order = self._order(amount, customer=customer, **values)
        order.action_confirm()
        order.date_order = on
        return order

    def _figure(self, fact, customer=None):
        """The customer's figure in a what-if round of a scheme with that fact only."""
        self.indicator.fact = fact
        scheme = self._new_version(minimum_coverage=0)
        scheme.line_ids.unlink()
        scheme.line_ids = [
            Command.create(
                {
                    "indicator_id": self.indicator.id,
                    "weight": 100,
                    "method": "linear",
                    "cap": 100,
                    "missing": "zero",
                }
            )
        ]
        record = self._new_round(scheme_id=scheme.id, kind="what_if")
        record.action_compute()
        result = record.result_ids.filtered(
            lambda result: result.partner_id == (customer or self.customer)
        )
        figure = result.breakdown["orders"]
        record.unlink()
        scheme.unlink()
        return figure

    def _raw(self, fact, customer=None):
        return self._figure(fact, customer)["raw"]

    def test_window_in_company_time(self):
        """GRD-03 twelve months to 30 June begin and end at midnight in Shanghai"""
        for on, amount in (
            ("2025-06-30 15:59:59", 1000),
            ("2025-06-30 16:00:00", 200),
            ("2026-06-30 15:59:59", 30),
            ("2026-06-30 16:00:00", 5000),
        ):
            self._confirm(amount, on)
        self.assertEqual(self._raw("ordered_amount"), 230)
        self.assertEqual(self._raw("order_count"), 2)

    def test_confirmed_and_untaxed(self):
        """GRD-03 quotations, cancelled orders and taxes do not count"""
        self._confirm(500, "2026-03-01")
        self._order(1)
        self._order(2, state="sent")
        self._confirm(4, "2026-03-02")._action_cancel()
        taxed = self._confirm(8, "2026-03-03")
        taxed.order_line.tax_ids = self.company.account_sale_tax_id
        self.assertEqual(self._raw("ordered_amount"), 508)
        self.assertEqual(self._raw("order_count"), 2)

    def test_no_orders(self):
        """GRD-03 nothing ordered is 0; a share of months is missing"""
        self.assertEqual(self._raw("ordered_amount"), 0)
        self.assertEqual(self._raw("order_count"), 0)
        self.assertIsNone(self._raw("months_ordered"))
        self.assertIsNone(self._raw("order_growth"))

    def test_foreign_currency(self):
        """GRD-03 orders count in company currency, at the rate of the order"""
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
        self._confirm(100, "2026-03-01", pricelist_id=pricelist.id)
        self.assertEqual(self._raw("ordered_amount"), 800)

    def test_contacts_branches_and_other_companies(self):
        """GRD-03 orders of contacts and branches count, of other companies not"""
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id}
        )
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.env.user.company_ids += branch + other
        self._confirm(100, "2026-03-01", customer=contact)
        for company, amount in ((branch, 20), (other, 3)):
            self._confirm(amount, "2026-03-02", company_id=company.id, user_id=False)
        self.assertEqual(self._raw("ordered_amount"), 120)

    def test_months_with_an_order(self):
        """GRD-03 months with an order, of those since the first"""
        for on in ("2026-01-10", "2026-01-20", "2026-04-05"):
            self._confirm(100, on)
        figure = self._figure("months_ordered")
        self.assertEqual(figure["parts"], {"months_bought": 2, "months": 6})
        self.assertEqual(figure["raw"], 33.33)

    def test_growth(self):
        """GRD-03 orders of the year against those of the year before"""
        self._confirm(1000, "2025-03-01")
        self._confirm(1250, "2026-03-01")
        figure = self._figure("order_growth")
        self.assertEqual(figure["raw"], 25)
        self.assertEqual(figure["parts"], {"current": 1250, "previous": 1000})

    def test_margin(self):
        """GRD-03 with Odoo's margins, a customer's share of the margin on orders"""
        facts = dict(self.indicator._selection_fact())
        if not self.env["crm.grading.scheme"]._has_order_margin():
            self.assertNotIn("order_margin_share", facts)
            return
        self._confirm(1000, "2026-03-01")
        self._confirm(3000, "2026-03-01", customer=self.other)
        figure = self._figure("order_margin_share")
        self.assertEqual(figure["raw"], 25)
        self.assertEqual(figure["parts"], {"margin": 400, "total": 1600})

    def test_orders_as_cooperations(self):
        """GRD-06 by setting each confirmed order is a cooperation, from an amount on"""
        for amount in (40, 100, 300):
            self._confirm(amount, "2026-03-01")
        self._order(500)
        self._confirm(900, "2022-03-01")
        self.assertEqual(self._raw("cooperation_count"), 0, "nothing was invoiced")
        self.company.grading_cooperation_unit = "order"
        self.assertEqual(self._raw("cooperation_count"), 3)
        self.company.grading_cooperation_minimum = 100
        self.assertEqual(self._raw("cooperation_count"), 2)

    def test_every_fact_is_named(self):
        """GRD-03 each fact of orders can be chosen, each part has a label"""
        registry = self.env["crm.grading.scheme"]._get_fact_registry()
        named = dict(self.indicator._selection_fact())
        labels = self.env["crm.grading.score.sheet.mixin"]._get_part_labels()
        for code, fact in registry.facts.items():
            if fact.source == "order":
                self.assertIn(code, named)
                self.assertLessEqual(fact.parts.keys(), labels.keys())

    def test_one_customer_as_the_whole_round(self):
        """GRD-11 one customer graded on demand has the figures of the round"""
        self._confirm(700, "2026-03-01")
        self.indicator.fact = "ordered_amount"
        scheme = self._new_version(minimum_coverage=0)
        scheme.line_ids[0].indicator_id = self.indicator
        record = self._new_round(scheme_id=scheme.id, kind="what_if")
        record.action_compute()
        whole = record.result_ids.filtered(
            lambda result: result.partner_id == self.customer
        )
        [alone] = self.env["crm.grading.preview"]._get_results(
            scheme, self.customer, record.date
        )
        self.assertEqual(alone["breakdown"]["orders"], whole.breakdown["orders"])
        self.assertEqual(whole.breakdown["orders"]["raw"], 700)
