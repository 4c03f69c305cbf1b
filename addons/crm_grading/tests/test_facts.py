# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from .common import ROUND_DATE, TODAY, InvoicingCommon


@tagged("post_install", "-at_install")
class TestFacts(InvoicingCommon):
    """Each raw figure, from documents posted and paid through Odoo."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # entered before the clock of the tests stops, so that nothing is locked or late
        cls.customer = cls._new_customer("Customer")
        cls.other = cls._new_customer("Other")

    def setUp(self):
        super().setUp()
        clock = freeze_time(TODAY)
        clock.start()
        self.addCleanup(clock.stop)

    def _figure(self, customer, code, **values):
        result = self._grade(customer, **values)
        self.assertEqual(len(result), 1)
        return result.breakdown[code]

    def _raw(self, code, customer=None):
        return self._figure(customer or self.customer, code)["raw"]

    # -- purchase amount and frequency -------------------------------------------------

    def test_amount_within_the_window(self):
        """GRD-03 twelve months to 2026-06-30 begin on 2025-07-01, both included."""
        for on, amount in (
            ("2025-06-30", 1000),
            ("2025-07-01", 200),
            ("2026-06-30", 30),
            ("2026-07-01", 5000),
        ):
            self._invoice(self.customer, on, amount)
        self.assertEqual(self._raw("purchase_amount"), 230)
        self.assertEqual(self._raw("purchase_frequency"), 2)

    def test_amount_less_credit_notes(self):
        """GRD-03 credit notes are deducted from the amount, and are no purchases."""
        self._invoice(self.customer, "2026-03-01", 1000)
        self._credit(self.customer, "2026-04-01", 300)
        self.assertEqual(self._raw("purchase_amount"), 700)
        self.assertEqual(self._raw("purchase_frequency"), 1)

    def test_amount_is_untaxed_and_posted(self):
        """GRD-03 tax does not count, nor do drafts and cancelled invoices."""
        taxed = self._invoice(self.customer, "2026-03-01", 1000)
        taxed.button_draft()
        taxed.invoice_line_ids.tax_ids = self.company.account_sale_tax_id
        taxed.action_post()
        self.assertGreater(taxed.amount_total, 1000)
        draft = self._invoice(self.customer, "2026-03-02", 50)
        draft.button_draft()
        cancelled = self._invoice(self.customer, "2026-03-03", 7)
        cancelled.button_draft()
        cancelled.button_cancel()
        self.assertEqual(self._raw("purchase_amount"), 1000)

    def test_credit_notes_only(self):
        """GRD-03 a customer with credit notes only has a negative amount: no points."""
        self._credit(self.customer, "2026-03-01", 400)
        figure = self._figure(self.customer, "purchase_amount")
        self.assertEqual((figure["raw"], figure["points"]), (-400, 0))
        self.assertIsNone(self._raw("repeat_purchase"))

    def test_no_documents_at_all(self):
        """GRD-03 nothing bought is an amount of 0, not a missing figure."""
        result = self._grade(self.customer)
        self.assertEqual(result.breakdown["purchase_amount"]["raw"], 0)
        self.assertEqual(result.breakdown["purchase_frequency"]["raw"], 0)
        self.assertIsNone(result.breakdown["payment_record"]["raw"])
        self.assertIsNone(result.breakdown["repeat_purchase"]["raw"])

    def test_foreign_currency(self):
        """GRD-03 amounts count in company currency, at the rate of the invoice."""
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
        self._invoice(self.customer, "2026-03-01", 100, currency_id=currency.id)
        self.assertEqual(self._raw("purchase_amount"), 800)

    def test_contacts_and_addresses(self):
        """GRD-03 invoices of contacts and addresses count for their company."""
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id}
        )
        self._invoice(contact, "2026-03-01", 100)
        self._invoice(self.customer, "2026-03-02", 20)
        record = self._new_round(kind="what_if")
        record.action_compute()
        self.assertNotIn(contact, record.result_ids.partner_id)
        self.assertEqual(self._raw("purchase_amount"), 120)

    def test_branches_count_and_other_companies_do_not(self):
        """GRD-03 invoices of a branch are the company's; those of another are not."""
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        other = self.env["res.company"].create(
            {"name": "Elsewhere", "currency_id": self.env.ref("base.USD").id}
        )
        self.env["account.chart.template"].try_loading(
            "generic_coa", company=other, install_demo=False
        )
        self.env.cr.precommit.run()  # the branch gets its chart of accounts
        self.env.user.company_ids |= branch | other
        env = self.env(
            context={
                **self.env.context,
                "allowed_company_ids": [self.company.id, branch.id, other.id],
            }
        )
        moves = env["account.move"]
        for company, amount in ((branch, 1000), (other, 70)):
            moves |= moves.with_company(company).create(
                {
                    "move_type": "out_invoice",
                    "company_id": company.id,
                    "partner_id": self.customer.id,
                    "invoice_date": "2026-03-01",
                    "invoice_date_due": "2026-03-31",
                    "invoice_line_ids": [
                        Command.create(
                            {"name": "Valve", "price_unit": amount, "tax_ids": False}
                        )
                    ],
                }
            )
        moves.action_post()
        self.assertEqual(self._raw("purchase_amount"), 1000)
        scheme = self.env["crm.grading.scheme"]._find_active(other)
        self.assertTrue(scheme, "a new company starts with a scheme of its own")
        record = env["crm.grading.round"].create(
            {"scheme_id": scheme.id, "date": ROUND_DATE, "kind": "what_if"}
        )
        record.action_compute()
        figure = record.result_ids.filtered(
            lambda result: result.partner_id == self.customer
        ).breakdown["purchase_amount"]
        self.assertEqual(figure["raw"], 70)

    # -- profit contribution -----------------------------------------------------------

    def test_margin_share_as_the_invoice_analysis_has_it(self):
        """GRD-03 margin is price less cost, as Odoo's own invoice analysis says."""
        dozen = self.env.ref("uom.product_uom_dozen")
        self._invoice(self.customer, "2026-03-01", 1000)
        invoice = self._invoice(self.customer, "2026-03-02", 100)
        invoice.button_draft()
        invoice.invoice_line_ids.write(
            {"product_uom_id": dozen.id, "price_unit": 1200, "quantity": 2}
        )
        invoice.action_post()
        self._credit(self.customer, "2026-03-03", 200)
        self._invoice(self.other, "2026-03-04", 3000)
        self.env.flush_all()
        analysis = dict(
            self.env["account.invoice.report"]._read_group(
                [
                    ("move_type", "in", ["out_invoice", "out_refund"]),
                    ("company_id", "=", self.company.id),
                ],
                ["commercial_partner_id"],
                ["price_margin:sum"],
            )
        )
        figure = self._figure(self.customer, "profit_contribution")
        self.assertAlmostEqual(figure["parts"]["margin"], analysis[self.customer], 2)
        self.assertAlmostEqual(figure["parts"]["total"], sum(analysis.values()), 2)
        self.assertAlmostEqual(
            figure["raw"],
            100 * analysis[self.customer] / sum(analysis.values()),
            2,
        )

    def test_no_margin_in_total(self):
        """GRD-03 a share of nothing is a missing figure, not an error."""
        self._invoice(self.customer, "2026-03-01", 1000)
        self._credit(self.other, "2026-03-01", 1000)
        self.assertIsNone(self._raw("profit_contribution"))

    def test_special_partners_are_not_in_the_total(self):
        """GRD-08 special partners stay out, and are seen to be out."""
        bank = self._new_customer(
            "Bank",
            customer_kind_id=self.env["crm.customer.kind"]
            .search([("is_special", "=", True)], limit=1)
            .id,
        )
        self._invoice(bank, "2026-03-01", 9000)
        self._invoice(self.customer, "2026-03-01", 1000)
        self.assertEqual(self._raw("profit_contribution"), 100)
        out = self._grade(bank)
        self.assertEqual((out.status, out.reason), ("excluded", "special"))
        self.assertFalse(out.grade_id)

    # -- payment record ----------------------------------------------------------------

    def test_payment_record(self):
        """GRD-03 partial payments by their own dates, overdue open amounts late."""
        partly = self._invoice(self.customer, "2026-01-01", 1000)  # due 2026-01-31
        self._pay(partly, "2026-01-31", 400)
        self._pay(partly, "2026-02-01", 600)
        self._invoice(self.customer, "2026-02-01", 500)  # due 2026-03-03, open
        in_time = self._invoice(self.customer, "2026-03-01", 500)
        self._pay(in_time, "2026-03-02", 500)
        not_due = self._invoice(self.customer, "2026-06-20", 9000)
        self._pay(not_due, "2026-06-21", 9000)
        figure = self._figure(self.customer, "payment_record")
        self.assertEqual(figure["parts"], {"paid_in_time": 900, "due": 2000})
        self.assertEqual(figure["raw"], 45)

    def test_credit_note_lowers_what_was_due(self):
        """GRD-03 what a credit note took off was never to be paid."""
        invoice = self._invoice(self.customer, "2026-01-01", 1000)
        refund = self._credit(self.customer, "2026-03-15", 400)
        (invoice | refund).line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"
        ).reconcile()
        figure = self._figure(self.customer, "payment_record")
        self.assertEqual(figure["parts"], {"paid_in_time": 0, "due": 600})

    # -- repeat purchases and growth ---------------------------------------------------

    def test_repeat_purchase_rate(self):
        """GRD-03 months with a purchase among those since the first in the window."""
        for on in ("2024-06-30", "2026-01-05", "2026-01-20", "2026-04-30"):
            self._invoice(self.customer, on, 100)
        # January to June 2026: bought in two of six months; June 2024 is too old
        figure = self._figure(self.customer, "repeat_purchase")
        self.assertEqual(figure["parts"], {"months_bought": 2, "months": 6})
        self.assertEqual(figure["raw"], 33.33)

    def test_growth_of_purchases(self):
        """GRD-03 without own figures, growth is that of the customer's purchases."""
        self._invoice(self.customer, "2025-03-01", 1000)
        self._invoice(self.customer, "2026-03-01", 1250)
        figure = self._figure(self.customer, "customer_growth")
        self.assertEqual((figure["raw"], figure["source"]), (25, "purchase_growth"))
        self.assertEqual(figure["parts"], {"current": 1250, "previous": 1000})

    def test_growth_without_a_past(self):
        """GRD-03 a new customer has no growth: missing, not endless."""
        self._invoice(self.customer, "2026-03-01", 1250)
        self.assertIsNone(self._raw("customer_growth"))

    def test_no_query_per_customer(self):
        """GRD-03 a round takes as many statements for 3 customers as for 200."""

        def statements(record):
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            record.action_compute()
            return self.env.cr.sql_log_count - before

        self._new_round(kind="what_if").action_compute()  # warm caches
        few = statements(self._new_round(kind="what_if"))
        self.env["res.partner"].create(
            [
                {"name": f"C{i}", "is_company": True, "customer_rank": 1}
                for i in range(200)
            ]
        )
        many = self._new_round(kind="what_if")
        self.assertEqual(statements(many), few)
        self.assertGreater(len(many.result_ids), 200)

    def test_preview_of_one_customer(self):
        """GRD-11 one customer graded on demand has the figures of the whole round."""
        self._invoice(self.customer, "2026-03-01", 120000)
        self._invoice(self.other, "2026-03-01", 80000)
        whole = self._grade(self.customer)
        [alone] = self.env["crm.grading.preview"]._get_results(
            self.scheme, self.customer, ROUND_DATE
        )
        self.assertEqual(alone["breakdown"], whole.breakdown)
        self.assertEqual(alone["score"], whole.score)
        self.assertEqual(alone["grade_id"], whole.grade_id.id)

    def test_preview_with_percentiles(self):
        """GRD-04 percentile points of one customer compare with the round in effect."""
        scheme = self._new_version()
        self._line("purchase_amount", scheme).method = "percentile"
        scheme.action_activate()
        for customer, amount in ((self.customer, 500), (self.other, 300)):
            self._invoice(customer, "2026-03-01", amount)
        scheme.appeal_days = 0
        record = self._new_round(scheme_id=scheme.id)
        record.action_compute()
        record.action_submit()
        record.action_approve()
        self.assertEqual(record.state, "effective")
        for result in record.result_ids.filtered(lambda r: r.status == "graded"):
            [alone] = self.env["crm.grading.preview"]._get_results(
                scheme, result.partner_id, ROUND_DATE
            )
            self.assertEqual(alone["breakdown"], result.breakdown)
            self.assertEqual(alone["score"], result.score)
