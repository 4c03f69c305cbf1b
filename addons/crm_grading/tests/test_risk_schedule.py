# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from ..engine import risk_sql
from .common import TODAY, InvoicingCommon


@tagged("post_install", "-at_install")
class TestRiskSchedule(InvoicingCommon):
    """What the scheduled action does with customers at risk."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the other companies of this database do not matter here
        cls.env["res.company"].search([("id", "!=", cls.company.id)]).write(
            {"grading_risk_cadence": "none"}
        )
        # only payments and one assessment are graded, so that scores can be steered
        cls.scheme = cls._new_version(appeal_days=0, minimum_coverage=0)
        weights = {"new_business": 90, "payment_record": 10}
        cls.scheme.line_ids.filtered(lambda line: line.code not in weights).unlink()
        for code, weight in weights.items():
            cls._line(code, cls.scheme).write({"weight": weight, "missing": "skip"})
        cls.scheme.action_activate()
        cls.customer = cls._new_customer("Customer", user_id=cls.user.id)
        cls.good = cls._new_customer("Good")

    def _run(self, day=TODAY):
        cron = self.env.ref("crm_grading.ir_cron_review_risks")
        with freeze_time(day), self.enter_registry_test_mode():
            cron.with_user(self.env.ref("base.user_root")).method_direct_trigger()
        self.env.invalidate_all()

    def _take_effect(self, day, **points):
        """A round in which customers are graded by what they are assessed with."""
        with freeze_time(day):
            for name, value in points.items():
                self._assess_again(getattr(self, name), value, day)
            record = self._new_round(date=day)
            record.action_compute()
            record.action_submit()
            record.action_approve()
        self.assertEqual(record.state, "effective")
        return record

    def _assess_again(self, customer, points, day):
        known = customer.grading_assessment_ids
        if known:
            known.write({"points": points, "date": day})
        else:
            self._assess(customer, "new_business", points, on=day)
            customer.invalidate_recordset(["grading_assessment_ids"])

    def _risk(self, customer=None):
        return self.env["crm.grading.risk"].search(
            [("partner_id", "=", (customer or self.customer).id)]
        )

    def _proposals(self):
        return self.env["crm.grading.risk.decision"].search(
            [("partner_id", "=", self.customer.id)], order="id"
        )

    def _set_points(self, first, second):
        self._take_effect("2026-03-31", customer=first, good=90)
        self._run("2026-04-10")
        return self._take_effect("2026-06-30", customer=second)

    def test_policy_says_which_grades(self):
        """GRD-14 of the policy's grades it is D that is under risk review"""
        self.assertEqual(
            {code for code, grade in self.grades.items() if grade.needs_risk_review},
            {"D"},
        )

    def test_customers_at_risk_come_by_themselves(self):
        """GRD-14 a D customer gets its record, a review by the quarter's end, told"""
        self._take_effect("2026-06-30", customer=0, good=90)
        self.assertEqual(self.customer.customer_grade_id, self.grades["D"])
        self._run()
        self.assertFalse(self._risk(self.good))
        risk = self._risk()
        self.assertEqual(risk.review_date, date(2026, 9, 30))
        self.assertEqual((risk.state, risk.grade_id), ("none", self.grades["D"]))
        self.assertEqual(risk.low_rounds, 1)
        self.assertEqual(risk.activity_ids.user_id, self.user)
        self.assertEqual(risk.activity_ids.date_deadline, date(2026, 9, 30))
        self.assertFalse(risk.proposal_id)

    def test_twice_adds_nothing(self):
        """GRD-14 a second run writes nothing: no record, activity, proposal"""
        self.company.grading_risk_rounds = 1
        self._take_effect("2026-06-30", customer=0)
        self._run()
        risk = self._risk()
        stamp = risk.write_date
        known = self.env["crm.grading.risk"].search_count([])
        proposal = risk.proposal_id
        self.assertEqual(proposal.to_step, "watch")
        for day in (TODAY, "2026-07-20"):
            self._run(day)
        self.assertEqual(self.env["crm.grading.risk"].search_count([]), known)
        self.assertEqual(risk.write_date, stamp)
        self.assertEqual(len(risk.activity_ids), 1)
        self.assertEqual(self._proposals(), proposal)

    def test_refused_is_not_proposed_again(self):
        """GRD-14 what a manager refused comes back with another round only"""
        self.company.grading_risk_rounds = 1
        record = self._take_effect("2026-03-31", customer=0)
        self._run("2026-04-10")
        proposal = self._risk().proposal_id.with_user(self.manager)
        asked = record.activity_ids.filtered(lambda a: a.user_id == self.manager)
        self.assertEqual(len(asked), 1, "one activity for all proposals of a round")
        proposal.answer = "Known"
        proposal.action_refuse()
        self.assertFalse(asked.exists())
        self._run("2026-04-11")
        self.assertEqual(self._proposals(), proposal)
        self._take_effect("2026-06-30", customer=0)
        self._run()
        self.assertEqual(len(self._proposals()), 2)
        self.assertEqual(self._risk().proposal_id.to_step, "watch")

    def test_long_low_value(self):
        """GRD-14 rounds in a row with D are counted; a better one ends the row"""
        self.company.write({"grading_risk_rounds": 2, "grading_risk_score_fall": 0})
        self._take_effect("2025-09-30", customer=0)
        self._take_effect("2025-12-31", customer=90)
        self._take_effect("2026-03-31", customer=0)
        self._run("2026-04-10")
        self.assertEqual(self._risk().low_rounds, 1)
        self._take_effect("2026-06-30", customer=0)
        self._run()
        risk = self._risk()
        self.assertEqual(risk.low_rounds, 2)
        self.assertIn("2 rounds in a row", risk.proposal_reason)
        self.assertTrue(risk.proposal_id.is_automatic)

    def test_score_that_fell(self):
        """GRD-14 a score that fell by the setting proposes the next step, with why"""
        self._set_points(50, 30)
        self._risk()._decide({"state": "watch"})
        self._run()
        risk = self._risk()
        self.assertGreater(risk.score_before, risk.score)
        self.assertEqual(risk.proposal_step, "limit")
        self.assertIn("fell from", risk.proposal_reason)

    def test_worse_payment(self):
        """GRD-14 less paid in time than in the round before proposes the next step"""
        self.company.grading_risk_score_fall = 0
        self.company.grading_risk_overdue_growth = 0
        self._pay(self._invoice(self.customer, "2026-01-05", 100), "2026-01-20", 100)
        self._take_effect("2026-03-31", customer=0)
        self._run("2026-04-10")
        self._invoice(self.customer, "2026-04-05", 300)
        self._take_effect("2026-06-30", customer=0)
        self._run()
        risk = self._risk()
        self.assertEqual((risk.paid_in_time_before, risk.paid_in_time), (100, 25))
        self.assertIn("Paid in time", risk.proposal_reason)

    def test_more_overdue(self):
        """GRD-14 an overdue amount that grew proposes the next step"""
        self.company.grading_risk_score_fall = 0
        self.company.grading_risk_payment_fall = 0
        self._invoice(self.customer, "2026-01-05", 100)
        self._take_effect("2026-03-31", customer=0)
        self._run("2026-04-10")
        risk = self._risk()
        self.assertEqual(risk.overdue_amount, 100)
        self.assertFalse(risk.proposal_id, "nothing to compare with yet")
        self._invoice(self.customer, "2026-04-05", 300)
        self._take_effect("2026-06-30", customer=0)
        self._run()
        risk = self._risk()
        self.assertEqual((risk.overdue_before, risk.overdue_amount), (100, 400))
        self.assertIn("Overdue", risk.proposal_reason)

    def test_risen(self):
        """GRD-14 a customer that rises is proposed to be lifted; reviews then end"""
        self._set_points(0, 90)
        self._risk()._decide({"state": "limit"})
        self._run()
        risk = self._risk()
        self.assertEqual(risk.proposal_step, "none")
        self.assertTrue(risk.review_date, "reviewed while it has a step")
        risk.proposal_id.with_user(self.manager).action_approve()
        self._run("2026-07-02")
        risk = self._risk()
        self.assertEqual(risk.state, "none")
        self.assertFalse(risk.review_date)

    def test_returns_to_the_list(self):
        """GRD-14 a customer that falls to D again is reviewed again"""
        self._set_points(0, 90)
        self._run()
        self.assertFalse(self._risk().review_date)
        self._take_effect("2026-09-30", customer=0)
        self._run("2026-10-05")
        self.assertEqual(self._risk().review_date, date(2026, 12, 31))

    def test_open_proposal_is_left_alone(self):
        """GRD-14 the figures do not speak over a proposal that people discuss"""
        self._take_effect("2026-03-31", customer=0)
        self._run("2026-04-10")
        own = (
            self.env["crm.grading.risk.decision"]
            .with_user(self.officer)
            .create(
                {"risk_id": self._risk().id, "to_step": "ended", "reason": "Insolvent"}
            )
        )
        self.company.grading_risk_rounds = 1
        self._take_effect("2026-06-30", customer=0)
        self._run()
        self.assertEqual(self._proposals(), own)

    def test_reminded_of_each_review(self):
        """GRD-14 the next period's review is told anew; the settings name who"""
        self._take_effect("2026-06-30", customer=0)
        self.company.grading_risk_user_id = self.officer
        self._run()
        risk = self._risk()
        self.assertEqual(risk.activity_ids.user_id, self.officer)
        with freeze_time("2026-07-15"):
            action = risk.with_user(self.officer).action_review()
            self.env[action["res_model"]].with_user(self.officer).create(
                {"risk_id": risk.id, "to_step": "none", "reason": "Looked at"}
            ).action_propose()
        self.assertFalse(risk.activity_ids)
        self.assertEqual(risk.review_date, date(2026, 12, 31))
        self._run("2026-09-01")
        self.assertFalse(risk.activity_ids)
        self._run("2026-10-01")
        self.assertEqual(risk.activity_ids.user_id, self.officer)

    def test_cadence(self):
        """GRD-14 the cadence is a setting; "not by itself" does nothing"""
        self._take_effect("2026-06-30", customer=0)
        self.company.grading_risk_cadence = "none"
        self._run()
        self.assertFalse(self._risk())
        self.company.grading_risk_cadence = "month"
        self._run()
        self.assertEqual(self._risk().review_date, date(2026, 7, 31))

    def test_archived_and_other_companies(self):
        """GRD-14 archived customers and those of other companies get no record"""
        self._take_effect("2026-06-30", customer=0)
        self.customer.active = False
        self._run()
        self.assertFalse(self._risk())

    def test_no_query_per_customer(self):
        """GRD-14 200 customers enter and are looked at in as many statements as 2"""
        self._take_effect("2026-06-30", customer=0)
        risks = self.env["crm.grading.risk"].with_user(self.env.ref("base.user_root"))

        def statements():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            risks._enter_path(self.company)
            risks._look_at_batch(self.company)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        with freeze_time(TODAY):
            statements()
            risks.search([("company_id", "=", self.company.id)]).unlink()
            few = statements()
            risks.search([("company_id", "=", self.company.id)]).unlink()
            for number in range(200):
                self._assess(self._new_customer(f"C{number}"), "new_business", 0)
        self._take_effect("2026-07-31", customer=0)
        with freeze_time("2026-08-01"):
            self.assertEqual(statements(), few)
            found = risks.search_count([("company_id", "=", self.company.id)])
        self.assertGreater(found, 200)

    def test_batches(self):
        """GRD-14 a batch that another run holds is skipped, not waited for"""
        self._take_effect("2026-06-30", customer=0)
        root = self.env["crm.grading.risk"].with_user(self.env.ref("base.user_root"))
        with freeze_time(TODAY):
            root._enter_path(self.company)
        query = risk_sql.select_unseen(self.company.id, None, 1)
        self.assertIn("SKIP LOCKED", query.code)
        self.assertEqual(len(self.env.execute_query(query)), 1)
