# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import TODAY, InvoicingCommon


@tagged("post_install", "-at_install")
class TestTours(InvoicingCommon, HttpCase):
    """The main work of each role, in a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.scheme.name = "Customer Scorecard"
        cls.accountant = cls._new_user(
            "grading_accountant", "base.group_user,account.group_account_readonly"
        )
        cls.loyal = cls._new_customer("Loyal Steel", user_id=cls.user.id)
        cls.riser = cls._new_customer("Riser Robotics")
        cls.small = cls._new_customer("Small Shop")
        with freeze_time(TODAY):
            cls._trade()
            cls._put_first_round_into_effect()

    @classmethod
    def _trade(cls):
        """Loyal buys and pays each month, Riser began in April, Small hardly buys."""
        for year, months in ((2025, range(4, 13)), (2026, range(1, 7))):
            for month in months:
                on = f"{year}-{month:02}-05"
                cls._pay(cls._invoice(cls.loyal, on, 150000), on, 150000)
        cls._invoice(cls.riser, "2026-01-10", 9000)
        for month in (4, 5, 6):
            on = f"2026-{month:02}-10"
            cls._pay(cls._invoice(cls.riser, on, 297000), on, 297000)
        cls._invoice(cls.small, "2025-11-20", 8000)

    @classmethod
    def _put_first_round_into_effect(cls):
        cls.scheme.appeal_days = 0
        first = cls._new_round(date="2026-03-31")
        first.action_compute()
        first.action_submit()
        first.action_approve()
        cls.scheme.appeal_days = 7

    def _start(self, tour, user):
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(TODAY, tick=True):
            self.start_tour("/odoo", tour, login=user.login)

    def test_round(self):
        """GRD-09 an officer computes and submits, a manager reviews and approves"""
        self._start("crm_grading_round_officer", self.officer)
        record = self.env["crm.grading.round"].search(
            [("company_id", "=", self.company.id)], limit=1
        )
        self.assertEqual(record.state, "review")
        before = self.riser.customer_grade_id
        self._start("crm_grading_round_manager", self.manager)
        self.assertEqual(record.state, "published")
        self.assertEqual(record.approved_by_id, self.manager)
        self.assertEqual(self.riser.customer_grade_id, before)

    # the refusal that the tour provokes
    @mute_logger("odoo.http")
    def test_scheme(self):
        """GRD-01 GRD-02 a manager changes weights, sees the effect, then activates"""
        before = self.loyal.customer_grade_id
        self._start("crm_grading_scheme", self.manager)
        active = self.scheme._get_active(self.company)
        self.assertEqual(active.previous_id, self.scheme)
        self.assertEqual(self._line("purchase_amount", active).weight, 20)
        self.assertEqual(self._line("purchase_amount").weight, 30)
        self.assertEqual(active.round_ids.mapped("kind"), ["what_if"])
        self.assertEqual(self.loyal.customer_grade_id, before)

    def test_methods(self):
        """GRD-07 a manager takes a pattern into use and clicks into its matrix"""
        for code in ("industry_outlook", "new_business"):
            self._assess(self.loyal, code, 90)
        self._start("crm_grading_method", self.manager)
        scheme = self.env["crm.grading.scheme"].search(
            [("company_id", "=", self.company.id), ("method", "=", "matrix")]
        )
        self.assertEqual(scheme.round_ids.kind, "what_if")

    def test_lead(self):
        """GRD-05 a manager lets another scheme lead"""
        pattern = self.env.ref("crm_grading.crm_grading_scheme_amount")
        amount = pattern._copy_for_company(self.company)
        amount.action_activate()
        self._start("crm_grading_lead", self.manager)
        self.assertTrue(amount.is_leading)

    def test_assess_and_override(self):
        """GRD-04 GRD-12 a salesperson assesses, asks for a grade; a manager approves"""
        self._start("crm_grading_assess", self.user)
        assessment = self.loyal.grading_assessment_ids.filtered("date")
        self.assertEqual(assessment.points, 80)
        self.assertEqual(assessment.assessor_id, self.user)
        self._start("crm_grading_override_ask", self.user)
        self.assertEqual(self.loyal.customer_grade_id, self.grades["A"])
        self._start("crm_grading_override_approve", self.manager)
        self.assertEqual(self.loyal.customer_grade_id, self.grades["B"])
        self.assertEqual(self.loyal.customer_override_id.author_id, self.user)

    def test_accountant(self):
        """GRD-16 accounting reads rounds, score sheets and migration without a role"""
        self._start("crm_grading_accountant", self.accountant)

    def test_measures(self):
        """GRD-13 a salesperson records a measure as done, a manager sees the rate"""
        self.env["crm.grading.measure"].search([]).active = False
        visit, minutes = self.env["crm.grading.measure"].create(
            [
                {
                    "name": name,
                    "grade_id": self.loyal.customer_grade_id.id,
                    "company_id": self.company.id,
                    "cadence": "month",
                    "lead_days": 40,
                }
                for name in ("Regular visit", "Minutes of the visit")
            ]
        )
        tasks = self.env["crm.grading.task"]
        tasks._plan(self.company, fields.Date.to_date("2026-06-15"))
        tasks.search([("measure_id", "=", visit.id)])[0].write({"state": "cancelled"})
        tasks.search([("measure_id", "=", minutes.id)])[1:].unlink()
        tasks._plan(self.company, fields.Date.to_date(TODAY))
        self._start("crm_grading_measure_done", self.user)
        done = tasks.search([("state", "=", "done")])
        self.assertEqual(done.measure_id, visit)
        self.assertEqual(done.done_by_id, self.user)
        self._start("crm_grading_measure_rate", self.manager)

    def test_risk(self):
        """GRD-14 an officer proposes, a manager takes a customer from watch to limit"""
        with freeze_time(TODAY):
            self.env["crm.grading.risk"]._enter_path(self.company)
        self._start("crm_grading_risk_officer", self.officer)
        self._start("crm_grading_risk_manager", self.manager)
        self.small.invalidate_recordset()
        self.assertEqual(self.small.customer_risk_step, "limit")
        self.assertEqual(self.small.customer_risk_limit, 5000)
