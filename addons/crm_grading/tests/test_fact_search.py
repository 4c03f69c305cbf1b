# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import operator
import random
from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import tagged

from .common import TODAY, InvoicingCommon

OPERATORS = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}


@tagged("post_install", "-at_install")
class TestFactSearch(InvoicingCommon):
    """Figures about behaviour, in filters and on the customer."""

    @classmethod
    @freeze_time(TODAY)
    def setUpClass(cls):
        super().setUpClass()
        cls.regular = cls._new_customer("Regular", user_id=cls.user.id)
        cls.falling = cls._new_customer("Falling")
        cls.idle = cls._new_customer("Idle")
        cls.never = cls._new_customer("Never")
        cls.customers = cls.regular | cls.falling | cls.idle | cls.never
        for on, amount in (("2025-08-10", 400), ("2026-02-10", 600)):
            cls._invoice(cls.regular, on, amount)
        cls._credit(cls.regular, "2026-03-10", 100)
        cls._invoice(cls.falling, "2024-12-10", 1000)
        late = cls._invoice(cls.falling, "2026-05-10", 300)
        cls._pay(late, "2026-06-25", 120)
        cls._invoice(cls.idle, "2024-11-10", 50)
        cls.partners = cls.env["res.partner"]

    def setUp(self):
        super().setUp()
        clock = freeze_time(TODAY)
        clock.start()
        self.addCleanup(clock.stop)

    def _find(self, domain, user=None, **context):
        partners = self.partners.with_user(user or self.user).with_context(**context)
        return partners.search(
            Domain(domain) & Domain("id", "in", self.customers.ids), order="id"
        ).sudo(False)

    def _values(self, fname, **context):
        self.env.invalidate_all()
        customers = self.customers.with_context(**context)
        return [customer[fname] for customer in customers]

    def test_figures(self):
        """GRD-08 figures of behaviour, from posted documents of the past year."""
        for fname, expected in (
            ("customer_purchase_amount", [900, 300, 0, 0]),
            ("customer_invoice_count", [2, 1, 0, 0]),
            ("customer_purchase_growth", [0, -70, -100, 0]),
            # from 2026-07-01 back to 2026-02-10, 2026-05-10, 2024-11-10
            ("customer_days_since_purchase", [141, 52, 598, 0]),
            ("customer_margin_amount", [360, 120, 0, 0]),
            # all that fell due, but for what was paid in June
            ("customer_overdue_amount", [1000, 1180, 50, 0]),
        ):
            self.assertEqual(self._values(fname), expected, fname)

    def test_overdue_then(self):
        """GRD-08 what was overdue on a past day, before it was paid later."""
        self.assertEqual(
            self._values("customer_overdue_amount", grading_date="2026-06-15")[1], 1300
        )
        self.assertEqual(
            self._values("customer_overdue_amount", grading_date=date(2026, 6, 9))[1],
            # the invoice of May falls due on that day
            1000,
        )

    def test_search_agrees_with_compute(self):
        """GRD-08 filters find exactly whom the figures say, on random conditions."""
        rng = random.Random(20260701)
        registry = self.env["crm.grading.scheme"]._get_fact_registry()
        for fname, (code, _months) in self.partners._get_fact_fields().items():
            known = self.customers._get_figures(fname)
            if registry.facts[code].absent_is_zero:
                known = {customer.id: 0 for customer in self.customers} | known
            for _case in range(12):
                sign = rng.choice(list(OPERATORS))
                bound = rng.choice([*map(float, known.values()), rng.uniform(-99, 999)])
                expected = [
                    customer.id
                    for customer in self.customers.sorted("id")
                    if customer.id in known
                    and OPERATORS[sign](float(known[customer.id]), bound)
                ]
                found = self._find([(fname, sign, bound)])
                self.assertEqual(found.ids, expected, (fname, sign, bound))

    def test_absent_figure(self):
        """GRD-08 who never bought is no idle customer, and is found as such."""
        fname = "customer_days_since_purchase"
        self.assertEqual(self._find([(fname, ">=", 180)]), self.idle)
        self.assertEqual(self._find([(fname, "=", False)]), self.never)
        self.assertEqual(
            self._find([(fname, "!=", False)]), self.customers - self.never
        )
        self.assertEqual(self._find([(fname, "!=", 52)]), self.customers - self.falling)

    def test_combined_sorted_and_grouped(self):
        """GRD-08 conditions combine; lists sort by a figure in the database."""
        found = self._find(
            [
                "|",
                ("customer_purchase_growth", "<=", -30),
                ("customer_overdue_amount", ">", 500),
            ]
        )
        self.assertEqual(found, self.regular | self.falling | self.idle)
        partners = self.partners.with_user(self.user)
        ordered = partners.search(
            [("id", "in", self.customers.ids)], order="customer_purchase_amount desc"
        )
        self.assertEqual(ordered[:2].ids, (self.regular | self.falling).ids)
        [[total]] = partners._read_group(
            [("id", "in", self.customers.ids)], [], ["customer_purchase_amount:sum"]
        )
        self.assertEqual(total, 1200)

    def test_contacts_and_branches(self):
        """GRD-08 contacts carry their company's figures, branches' invoices count."""
        contact = self.partners.create(
            {"name": "Buyer", "parent_id": self.regular.id, "type": "contact"}
        )
        self.assertEqual(contact.customer_purchase_amount, 900)
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        self.env.user.company_ids = [Command.link(branch.id)]
        self.assertIn(branch.id, self.company._get_branch_ids())
        self.assertEqual(
            self.regular.with_company(branch).customer_purchase_amount, 900
        )

    def test_other_company(self):
        """GRD-08 another company sees the figures of its own trade only."""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._new_user("fact_stranger", "crm_policy.group_user", other)
        found = self._find(
            [("customer_purchase_amount", ">", 0)],
            stranger,
            allowed_company_ids=other.ids,
        )
        self.assertFalse(found)

    def test_figures_are_not_for_everybody(self):
        """GRD-08 employees without a role neither see nor search nor sort figures."""
        fname = "customer_purchase_amount"
        partners = self.partners.with_user(self.employee)
        with self.assertRaises(AccessError):
            partners.browse(self.regular.id).read([fname])
        with self.assertRaises(AccessError):
            partners.search([(fname, ">", 0)])
        with self.assertRaises(AccessError):
            partners.search([], order=fname)
        self.assertNotIn(fname, partners.fields_get())
        self.assertTrue(self.regular.with_user(self.user).read([fname]))

    def test_queries_do_not_grow(self):
        """GRD-08 one statement a field, however many customers are shown."""

        def count(customers):
            self.env.invalidate_all()
            customers.fetch(["commercial_partner_id"])
            with self.subTest(customers=len(customers)):
                before = self.env.cr.sql_log_count
                customers.mapped("customer_purchase_amount")
                return self.env.cr.sql_log_count - before

        count(self.customers)
        self.assertEqual(count(self.customers[:1]), count(self.customers))
