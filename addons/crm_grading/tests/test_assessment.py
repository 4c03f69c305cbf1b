# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, GradingCommon


@tagged("post_install", "-at_install")
class TestAssessment(GradingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Customer", user_id=cls.user.id)
        cls.foreign = cls._new_customer("Of a colleague", user_id=cls.officer.id)
        cls.assessments = cls.env["crm.grading.assessment"]
        cls.indicator = cls._line("new_business").indicator_id

    def setUp(self):
        super().setUp()
        clock = freeze_time(TODAY)
        clock.start()
        self.addCleanup(clock.stop)

    def _prepared(self, customer=None, user=None, code="new_business"):
        self.assessments.with_user(self.officer).action_prepare()
        return self.assessments.with_user(user or self.user).search(
            [
                ("partner_id", "=", (customer or self.customer).id),
                ("indicator_code", "=", code),
            ]
        )

    def test_prepared_once(self):
        """GRD-15 rows for every customer and assessed indicator, never twice."""
        special = self._new_customer(
            "Bank",
            customer_kind_id=self.env["crm.customer.kind"]
            .search([("is_special", "=", True)], limit=1)
            .id,
        )
        added = self.assessments.with_user(self.officer).action_prepare()
        self.assertGreaterEqual(added, 10)
        rows = self.assessments.search([("partner_id", "=", self.customer.id)])
        self.assertEqual(
            set(rows.mapped("indicator_code")),
            {
                "industry_outlook",
                "new_business",
                "financial_condition",
                "recommendation",
                "brand_recognition",
            },
        )
        self.assertEqual(set(rows.mapped("state")), {"missing"})
        self.assertFalse(self.assessments.search([("partner_id", "=", special.id)]))
        self.assertEqual(self.assessments.action_prepare(), 0)

    def test_who_prepares(self):
        """GRD-15 users prepare rows for own customers only, auditors for none."""
        self.assertEqual(self.assessments.with_user(self.user).action_prepare(), 5)
        self.assertEqual(self.assessments.search([]).partner_id, self.customer)
        for user in (self.auditor, self.employee):
            with self.assertRaises(AccessError):
                self.assessments.with_user(user).action_prepare()

    def test_prepared_row_counts_only_when_assessed(self):
        """GRD-04 a row that waits for its assessment is no figure."""
        self._prepared()
        figure = self._grade(self.customer).breakdown["new_business"]
        self.assertIsNone(figure["raw"])

    def test_level_gives_points_assessor_and_expiry(self):
        """GRD-04 choosing a level stamps points, assessor, date and expiry."""
        row = self._prepared()
        row.level_id = self.indicator.level_ids.filtered(
            lambda level: level.points == 80
        )
        self.assertEqual((row.points, row.state), (80, "current"))
        self.assertEqual(row.assessor_id, self.user)
        self.assertEqual(row.date, date(2026, 7, 1))
        self.assertEqual(row.valid_until, date(2027, 7, 1))
        self.assertTrue(row.guide)

    def test_assessing_again_keeps_history(self):
        """GRD-04 the former figure stays, and still counts for its time."""
        self._assess(self.customer, "new_business", 60, on=date(2026, 3, 1))
        row = self._assess(self.customer, "new_business", 90, on=date(2026, 6, 1))
        row.points = 30
        history = self.assessments.with_context(active_test=False).search(
            [("partner_id", "=", self.customer.id)], order="date"
        )
        self.assertEqual(history.mapped("points"), [60, 90, 30])
        self.assertEqual(history.mapped("active"), [False, False, True])

        def raw(on):
            return self._grade(self.customer, date=on).breakdown["new_business"]["raw"]

        self.assertEqual(raw("2026-03-31"), 60)
        self.assertEqual(raw("2026-06-30"), 90)
        self.assertEqual(raw("2026-07-31"), 30)

    def test_expired_assessment_counts_no_more(self):
        """GRD-04 after its expiry an assessment is stale, listed, and not counted."""
        row = self._assess(
            self.customer, "new_business", 90, on="2025-01-01", valid_until="2026-06-29"
        )
        self.assertEqual(row.state, "stale")
        self.assertIn(row, self.assessments.search([("state", "=", "stale")]))
        self.assertNotIn(row, self.assessments.search([("state", "!=", "stale")]))
        figure = self._grade(self.customer).breakdown["new_business"]
        self.assertIsNone(figure["raw"])

    def test_import_from_a_spreadsheet(self):
        """GRD-04 an import assesses anew where a figure stands, and keeps that."""
        self._prepared()
        self._assess(self.customer, "industry_outlook", 40, on="2026-01-01")
        result = self.assessments.with_user(self.officer).load(
            ["partner_id/.id", "indicator_id", "points", "date"],
            [
                [str(self.customer.id), "Room for New Business", "75", "2026-06-15"],
                [str(self.customer.id), "Industry Outlook", "85", "2026-06-15"],
            ],
        )
        self.assertFalse(result["messages"])
        rows = self.assessments.search(
            [("partner_id", "=", self.customer.id), ("date", "=", "2026-06-15")]
        )
        self.assertEqual(sorted(rows.mapped("points")), [75, 85])
        self.assertEqual(rows.assessor_id, self.officer)
        archived = self.assessments.search(
            [("partner_id", "=", self.customer.id), ("active", "=", False)]
        )
        self.assertEqual(archived.mapped("points"), [40])

    @mute_logger("odoo.sql_db")
    def test_bad_import_is_told(self):
        """GRD-04 points beyond 100 are refused with a message, and nothing is lost."""
        row = self._assess(self.customer, "new_business", 60)
        result = self.assessments.with_user(self.officer).load(
            ["partner_id/.id", "indicator_id", "points"],
            [[str(self.customer.id), "Room for New Business", "175"]],
        )
        self.assertIn("between 0 and 100", result["messages"][0]["message"])
        self.assertTrue(row.exists().active)

    def test_own_customers_and_own_role(self):
        """GRD-04 users assess own customers and their role's indicators, no others."""
        mine = self._prepared()
        mine.points = 60
        others_role = self._prepared(code="industry_outlook")
        with self.assertRaises(AccessError):
            others_role.points = 60
        self.assertFalse(self._prepared(customer=self.foreign))
        with self.assertRaises(AccessError):
            self._prepared(customer=self.foreign, user=self.officer).with_user(
                self.user
            ).points = 60
        self._prepared(code="industry_outlook", user=self.officer).points = 60

    def test_auditor_and_employee(self):
        """GRD-16 an auditor reads assessments and changes none; employees see none."""
        row = self._assess(self.customer, "new_business", 60)
        self.assertEqual(row.with_user(self.auditor).points, 60)
        with self.assertRaises(AccessError):
            row.with_user(self.auditor).points = 70
        with self.assertRaises(AccessError):
            row.with_user(self.employee).read(["points"])

    def test_assessments_are_not_deleted(self):
        """GRD-16 what was assessed is history."""
        row = self._assess(self.customer, "new_business", 60)
        with self.assertRaises(UserError):
            row.with_user(self.officer).unlink()

    def test_contact_means_its_company(self):
        """GRD-04 an assessment of a contact is its company's."""
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id}
        )
        row = self._assess(contact, "new_business", 60)
        self.assertEqual(row.partner_id, self.customer)
