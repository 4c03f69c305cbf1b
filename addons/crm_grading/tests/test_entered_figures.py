# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ROUND_DATE, GradingCommon


@tagged("post_install", "-at_install")
class TestEnteredFigures(GradingCommon):
    """Figures that people record: the customer's own years, credit, percentiles."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Customer")

    def _financials(self, year, **values):
        return self.env["crm.grading.financials"].create(
            {
                "partner_id": self.customer.id,
                "year": year,
                "source": "Annual report",
                **values,
            }
        )

    def _raw(self, code):
        return self._grade(self.customer).breakdown[code]["raw"]

    def test_own_growth(self):
        """GRD-03 growth is the mean of revenue and profit against the year before."""
        self._financials(2024, revenue=1000, profit=100)
        self._financials(2025, revenue=1100, profit=130)
        figure = self._grade(self.customer).breakdown["customer_growth"]
        self.assertEqual((figure["raw"], figure["source"]), (20, "own_growth"))
        self.assertEqual(figure["parts"]["revenue_before"], 1000)

    def test_own_growth_of_what_is_known(self):
        """GRD-03 a loss the year before gives no growth rate: revenue alone decides."""
        self._financials(2024, revenue=1000, profit=-50)
        self._financials(2025, revenue=1100, profit=130)
        self.assertEqual(self._raw("customer_growth"), 10)

    def test_years_must_follow_each_other(self):
        """GRD-03 2023 and 2025 tell no yearly growth."""
        self._financials(2023, revenue=1000)
        self._financials(2025, revenue=1100)
        self.assertIsNone(self._raw("customer_growth"))

    def test_old_and_future_figures_are_missing(self):
        """GRD-15 own figures older than the setting, or of a year still running."""
        self._financials(2023, assets=1000, liabilities=300)
        self._financials(2026, assets=1000, liabilities=900)
        self.assertIsNone(self._raw("financial_condition"))

    def test_debt_ratio(self):
        """GRD-03 the financial condition comes from the latest yearly figures."""
        self._financials(2025, assets=1000, liabilities=350)
        figure = self._grade(self.customer).breakdown["financial_condition"]
        self.assertEqual((figure["raw"], figure["points"]), (35, 100))
        self.assertEqual(figure["parts"], {"assets": 1000, "liabilities": 350})

    def test_financial_condition_assessed_instead(self):
        """GRD-03 without figures an assessment gives the points, and is named."""
        self._assess(self.customer, "financial_condition", 60)
        figure = self._grade(self.customer).breakdown["financial_condition"]
        self.assertEqual(
            (figure["raw"], figure["points"], figure["source"]), (None, 60, "assessed")
        )
        self._financials(2025, assets=1000, liabilities=900)
        figure = self._grade(self.customer).breakdown["financial_condition"]
        self.assertEqual((figure["points"], figure["source"]), (0, "debt_ratio"))

    @mute_logger("odoo.sql_db")
    def test_one_row_a_year(self):
        """GRD-03 the same year of a customer is recorded once."""
        self._financials(2025, revenue=1)
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._financials(2025, revenue=2)

    def test_credit_rating(self):
        """GRD-03 the latest valid rating counts, in points of the credit scale."""
        scale = {
            grade.name: grade
            for grade in self.env["crm.grading.credit.grade"].search([])
        }
        for name, date, until in (
            ("AAA", "2025-01-10", False),
            ("BBB", "2026-01-10", "2026-12-31"),
            ("C", "2026-07-01", False),
        ):
            self.env["crm.grading.credit.rating"].create(
                {
                    "partner_id": self.customer.id,
                    "agency": "Lianhe",
                    "credit_grade_id": scale[name].id,
                    "date": date,
                    "valid_until": until,
                }
            )
        figure = self._grade(self.customer).breakdown["credit_rating"]
        self.assertEqual((figure["raw"], figure["points"]), (72, 72))
        late = self._grade(self.customer, date="2026-12-31").breakdown["credit_rating"]
        self.assertEqual(late["raw"], 0)

    def test_percentile_over_one_customer(self):
        """GRD-04 one customer has nobody to be compared with: no points."""
        scheme = self._new_version(domain=f"[('id', '=', {self.customer.id})]")
        self._line("new_business", scheme).weight = 0
        line = self._line("credit_rating", scheme)
        line.write({"method": "percentile", "weight": 15})
        self.env["crm.grading.credit.rating"].create(
            {
                "partner_id": self.customer.id,
                "agency": "Lianhe",
                "credit_grade_id": self.env["crm.grading.credit.grade"]
                .search([], limit=1)
                .id,
                "date": "2026-01-01",
            }
        )
        record = self._new_round(kind="what_if", scheme_id=scheme.id)
        record.action_compute()
        figure = record.result_ids.breakdown["credit_rating"]
        self.assertEqual((figure["raw"], figure["points"]), (100, None))

    def test_percentile_among_many(self):
        """GRD-04 the best of five earns 100, the median 50, equals the same."""
        customers = self.customer | self._new_customer("B") | self._new_customer("C")
        customers |= self._new_customer("D") | self._new_customer("E")
        ids = customers.ids
        scheme = self._new_version(domain=f"[('id', 'in', {ids})]")
        self._line("credit_rating", scheme).method = "percentile"
        scale = self.env["crm.grading.credit.grade"].search([], order="points")
        for customer, position in zip(customers, (0, 1, 1, 2, 3), strict=True):
            self.env["crm.grading.credit.rating"].create(
                {
                    "partner_id": customer.id,
                    "agency": "Lianhe",
                    "credit_grade_id": scale[position].id,
                    "date": "2026-01-01",
                }
            )
        record = self._new_round(kind="what_if", scheme_id=scheme.id)
        record.action_compute()
        points = {
            result.partner_id: result.breakdown["credit_rating"]["points"]
            for result in record.result_ids
        }
        self.assertEqual([points[c] for c in customers], [0, 25, 25, 75, 100])

    def test_merged_customers_keep_their_figures(self):
        """GRD-16 merging customers archives what both have, and deletes nothing."""
        other = self._new_customer("Customer again")
        self._financials(2025, revenue=10)
        for partner in (self.customer, other):
            self._assess(partner, "new_business", 60)
        for year in (2024, 2025):
            self.env["crm.grading.financials"].create(
                {"partner_id": other.id, "year": year, "source": "Tax office"}
            )
        record = self._new_round()
        record.action_compute()
        before = record.result_ids
        self.env["base.partner.merge.automatic.wizard"]._merge(
            [self.customer.id, other.id], self.customer
        )
        self.assertFalse(other.exists())
        self.assertEqual(before.exists(), before, "results are history")
        everything = self.env["crm.grading.financials"].with_context(active_test=False)
        kept = everything.search([("partner_id", "=", self.customer.id)])
        self.assertEqual(
            sorted(kept.mapped(lambda f: (f.year, f.source, f.active))),
            [
                (2024, "Tax office", True),
                (2025, "Annual report", True),
                (2025, "Tax office", False),
            ],
        )
        assessments = self.env["crm.grading.assessment"].with_context(active_test=False)
        self.assertEqual(
            sorted(
                assessments.search([("partner_id", "=", self.customer.id)]).mapped(
                    "active"
                )
            ),
            [False, True],
        )
        record.action_compute()
        self.assertIn(self.customer, record.result_ids.partner_id)

    def test_archived_customer(self):
        """GRD-09 an archived customer that had a grade is shown as excluded."""
        record = self._new_round()
        self._assess(self.customer, "new_business", 60)
        self._new_standing(self.customer, "B")
        self.customer.active = False
        record.action_compute()
        result = record.result_ids.filtered(lambda r: r.partner_id == self.customer)
        self.assertEqual((result.status, result.reason), ("excluded", "archived"))
        self.assertEqual(record.date, ROUND_DATE)
