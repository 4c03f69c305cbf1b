# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import TODAY, GradingCommon


@tagged("post_install", "-at_install")
class TestRound(GradingCommon):
    """From figures to grades in effect. Assessments stand for the figures here."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.best = cls._new_customer("Best")
        cls.weak = cls._new_customer("Weak")
        # a scheme of two assessed indicators: the score is what was assessed
        cls.scheme = cls._new_version(minimum_coverage=40, appeal_days=7)
        keep = ("new_business", "industry_outlook")
        cls.scheme.line_ids.filtered(lambda line: line.code not in keep).unlink()
        cls.scheme.line_ids.weight = 50
        cls.scheme.action_activate()

    def setUp(self):
        super().setUp()
        self.clock = freeze_time(TODAY)
        self.clock.start()
        self.addCleanup(lambda: self.clock.stop())

    def _at(self, day):
        self.clock.stop()
        self.clock = freeze_time(day)
        self.clock.start()

    def _assess_all(self, best=90, weak=50, on=date(2026, 6, 1)):
        for customer, points in ((self.best, best), (self.weak, weak)):
            for code in ("new_business", "industry_outlook"):
                self._assess(customer, code, points, on=on)

    def _computed(self, **values):
        record = self._new_round(**values).with_user(self.officer)
        record.action_compute()
        return record

    def _published(self, **values):
        record = self._computed(**values)
        record.action_submit()
        record = record.with_user(self.manager)
        record.action_approve()
        return record

    def _result(self, record, customer):
        return record.sudo().result_ids.filtered(lambda r: r.partner_id == customer)

    def test_workflow(self):
        """GRD-09 compute, review, publication, appeal period, grades in effect."""
        self._assess_all()
        record = self._computed()
        self.assertEqual(record.state, "computed")
        self.assertEqual(self._result(record, self.best).grade_id, self.grades["A"])
        self.assertEqual(self._result(record, self.weak).grade_id, self.grades["D"])
        self.assertEqual(record.graded_count, 2)
        self.assertFalse(self.best.customer_grade_id, "nothing before it takes effect")

        record.action_submit()
        self.assertEqual(
            (record.state, record.submitted_by_id), ("review", self.officer)
        )
        self.assertIn(self.manager, record.activity_ids.user_id)
        self.assertFalse(self.best.customer_grade_id)

        record = record.with_user(self.manager)
        record.action_approve()
        self.assertEqual(record.state, "published")
        self.assertEqual(record.approved_by_id, self.manager)
        self.assertEqual(record.published_on, date(2026, 7, 1))
        self.assertEqual(record.appeal_until, date(2026, 7, 8))
        self.assertFalse(record.activity_ids)
        self.assertFalse(self.best.customer_grade_id)

        with self.assertRaises(UserError) as caught:
            record.action_apply()
        self.assertIn("07/08/2026", caught.exception.args[0])
        self._at("2026-07-09 01:00")
        record.action_apply()
        self.assertEqual(
            (record.state, record.effective_on), ("effective", date(2026, 7, 9))
        )
        self.best.invalidate_recordset()
        self.assertEqual(self.best.customer_grade_id, self.grades["A"])
        self.assertEqual(self.best.customer_score, 90)
        self.assertEqual(self.best.customer_grade_date, date(2026, 7, 9))
        self.assertEqual(self.weak.customer_grade_id, self.grades["D"])

    def test_appeal_period_ends_in_company_time(self):
        """GRD-09 the last day of the appeal period is over at midnight in Shanghai."""
        self._assess_all()
        record = self._published()
        self._at("2026-07-08 15:59")  # 23:59 in Shanghai
        self.assertTrue(record._get_apply_blockers())
        self._at("2026-07-08 16:01")  # 00:01 on the 9th
        self.assertFalse(record._get_apply_blockers())

    def test_publication_tells_everybody(self):
        """GRD-09 all internal users are told, and read the result; portal is not."""
        self._assess_all()
        portal = self._new_user("grading_portal", "base.group_portal")
        record = self._computed()
        with self.assertRaises(AccessError):
            record.with_user(self.employee).read(["state"])
        record.action_submit()
        record.with_user(self.manager).action_approve()
        told = record.message_ids.notified_partner_ids
        for user in (self.employee, self.user, self.officer, self.auditor):
            self.assertIn(user.partner_id, told)
        self.assertNotIn(portal.partner_id, told)
        self.assertEqual(record.with_user(self.employee).state, "published")
        result = self._result(record, self.best).with_user(self.employee)
        self.assertEqual(result.grade_id, self.grades["A"])

    def test_without_appeal_period(self):
        """GRD-09 with an appeal period of 0 days, approval puts grades into effect."""
        self._assess_all()
        self.scheme.appeal_days = 0
        record = self._published()
        self.assertEqual(record.state, "effective")

    def test_only_managers_approve(self):
        """GRD-09 an officer submits; only a manager approves, applies, cancels then."""
        self._assess_all()
        record = self._computed()
        record.action_submit()
        for step in ("action_approve", "action_cancel", "action_return"):
            with self.assertRaises(AccessError):
                getattr(record, step)()
        for user in (self.user, self.auditor, self.employee):
            with self.assertRaises(AccessError):
                record.with_user(user).action_approve()
        record.with_user(self.manager).action_approve()
        with self.assertRaises(AccessError):
            record.action_apply()

    def test_users_do_not_compute(self):
        """GRD-09 users and auditors open no round."""
        for user in (self.user, self.auditor, self.employee):
            with self.assertRaises(AccessError):
                self.env["crm.grading.round"].with_user(user).create(
                    {"scheme_id": self.scheme.id, "date": "2026-06-30"}
                )

    def test_state_is_not_written_by_hand(self):
        """GRD-09 no one moves a round on past its steps, over RPC neither."""
        record = self._computed().with_user(self.manager)
        for vals in (
            {"state": "effective"},
            {"approved_by_id": self.manager.id},
            {"graded_count": 5},
            {"date": "2026-05-31"},
        ):
            with self.assertRaises(UserError):
                record.write(vals)
        created = record.create(
            {"scheme_id": self.scheme.id, "date": "2026-03-31", "state": "published"}
        )
        self.assertEqual(created.state, "draft")

    def test_results_cannot_be_written(self):
        """GRD-16 nobody writes, adds or deletes a result, managers neither."""
        self._assess_all()
        result = self._result(self._computed(), self.weak).with_user(self.manager)
        with self.assertRaises(AccessError):
            result.write({"score": 100})
        with self.assertRaises(AccessError):
            result.unlink()
        with self.assertRaises(AccessError):
            result.create({"round_id": result.round_id.id, "partner_id": self.best.id})

    def test_wrong_order_of_steps(self):
        """GRD-09 a step out of turn says where the round stands."""
        record = self._new_round().with_user(self.manager)
        for step in (
            "action_submit",
            "action_approve",
            "action_apply",
            "action_return",
        ):
            with self.assertRaises(UserError) as caught:
                getattr(record, step)()
            self.assertIn("Draft", caught.exception.args[0])

    def test_compute_again(self):
        """GRD-11 computing again replaces the results; in review it is too late."""
        self._assess_all()
        record = self._computed()
        self._assess(self.weak, "new_business", 80)
        record.action_compute()
        self.assertEqual(len(self._result(record, self.weak)), 1)
        self.assertEqual(self._result(record, self.weak).score, 65)
        record.action_submit()
        with self.assertRaises(AccessError):
            record.action_compute()
        with self.assertRaises(UserError):
            record.with_user(self.manager).action_compute()
        record.with_user(self.manager).action_return()
        record.action_compute()
        self.assertEqual(record.state, "computed")

    def test_what_if_touches_no_customer(self):
        """GRD-09 a what-if on a draft shows its effect, and can never be submitted."""
        self._assess_all()
        self.scheme.appeal_days = 0
        self._published()
        draft = self._new_version(name="Draft")
        draft.line_ids.filtered(lambda line: line.code == "new_business").weight = 90
        draft.line_ids.filtered(lambda line: line.code != "new_business").weight = 10
        self._assess(self.weak, "new_business", 100)
        action = draft.with_user(self.manager).action_what_if()
        what_if = self.env["crm.grading.round"].browse(action["res_id"])
        result = self._result(what_if, self.weak)
        self.assertEqual((result.score, result.movement), (95, "up"))
        self.assertEqual(what_if.up_count, 1)
        by_code = {entry["code"]: entry for entry in what_if.distribution}
        self.assertEqual((by_code["D"]["before"], by_code["D"]["after"]), (1, 0))
        self.assertEqual((by_code["A"]["before"], by_code["A"]["after"]), (1, 2))
        self.assertEqual(self.weak.customer_grade_id, self.grades["D"])
        with self.assertRaises(UserError):
            what_if.with_user(self.manager).action_submit()

    def test_migration(self):
        """GRD-11 who moved up and down, by how many grades, with the former grade."""
        self._assess_all(best=90, weak=50, on=date(2026, 1, 5))
        self.scheme.appeal_days = 0
        first = self._published(date="2026-03-31")
        self.assertEqual(set(first.result_ids.mapped("movement")), {"new"})
        self._assess_all(best=75, weak=90, on=date(2026, 6, 20))
        second = self._published()
        best, weak = (self._result(second, c) for c in (self.best, self.weak))
        self.assertEqual((best.movement, best.steps), ("down", -1))
        self.assertEqual((weak.movement, weak.steps), ("up", 3))
        self.assertEqual(weak.previous_grade_id, self.grades["D"])
        self.assertEqual((second.up_count, second.down_count), (1, 1))
        self.assertEqual(
            [entry["score"] for entry in weak.history], [50, 90], "full history is kept"
        )
        self.assertEqual(self.weak.customer_grade_id, self.grades["A"])

    def test_unchanged_round_writes_nothing(self):
        """GRD-11 a round that changes nothing leaves standings as they are."""
        self._assess_all(on=date(2026, 1, 5))
        self.scheme.appeal_days = 0
        self._published(date="2026-03-31")
        self.env["crm.grading.standing"].invalidate_model()
        before = self.env["crm.grading.standing"].search_read(
            [("company_id", "=", self.company.id)], ["write_date", "date"]
        )
        self._at("2026-07-20")
        self._assess_all(on=date(2026, 6, 20))
        self._published()
        self.env["crm.grading.standing"].invalidate_model()
        after = self.env["crm.grading.standing"].search_read(
            [("company_id", "=", self.company.id)], ["write_date", "date"]
        )
        self.assertEqual(after, before)

    def test_provisional_result_takes_no_effect(self):
        """GRD-01 below the minimum coverage a result is provisional, without effect."""
        self._assess_all()
        self._assess(self.best, "new_business", 10, valid_until="2026-06-29")
        self.scheme = self._new_version(name="Strict", minimum_coverage=60)
        self.scheme.appeal_days = 0
        self.scheme.action_activate()
        record = self._published(scheme_id=self.scheme.id)
        result = self._result(record, self.best)
        self.assertEqual((result.status, result.reason), ("provisional", "coverage"))
        self.assertEqual(result.coverage, 50)
        self.assertEqual(record.provisional_count, 1)
        self.assertFalse(self.best.customer_grade_id)
        self.assertEqual(self.weak.customer_grade_id, self.grades["D"])

    def test_blocking_figure(self):
        """GRD-01 a figure that blocks keeps the grade back, with the reason."""
        self._assess(self.best, "new_business", 90)
        scheme = self._new_version(name="Blocking")
        self._line("industry_outlook", scheme).missing = "block"
        record = self._computed(scheme_id=scheme.id, kind="what_if")
        result = self._result(record, self.best)
        self.assertEqual((result.status, result.reason), ("blocked", "missing"))
        self.assertFalse(result.grade_id)
        self.assertEqual(record.blocked_count, 2)

    def test_no_figure_at_all(self):
        """GRD-01 a customer about whom nothing is known gets no grade, not D."""
        result = self._result(self._computed(kind="what_if"), self.best)
        self.assertEqual((result.status, result.reason), ("blocked", "no_data"))

    def test_special_partner_loses_the_grade(self):
        """GRD-08 a customer that became special loses its grade by the next round."""
        self._assess_all(on=date(2026, 1, 5))
        self.scheme.appeal_days = 0
        self._published(date="2026-03-31")
        self.assertTrue(self.best.customer_grade_id)
        self.best.customer_kind_id = self.env["crm.customer.kind"].search(
            [("is_special", "=", True)], limit=1
        )
        record = self._published()
        self.assertEqual(record.excluded_count, 1)
        # without a score, which is no zero in the mean of the others
        results = record.result_ids
        excluded = results.filtered(lambda one: one.status == "excluded")
        ((mean,),) = results._read_group([("id", "in", results.ids)], [], ["score:avg"])
        others = (results - excluded).mapped("score")
        self.assertAlmostEqual(mean, sum(others) / len(others))
        self.assertEqual(
            results._read_group([("id", "in", excluded.ids)], [], ["score:avg"]),
            [(False,)],
        )
        self.best.invalidate_recordset()
        self.assertFalse(self.best.customer_grade_id)

    def test_older_round_does_not_overtake(self):
        """GRD-09 a round of an earlier day cannot replace a later one in effect."""
        self._assess_all()
        self.scheme.appeal_days = 0
        self._published()
        older = self._published(date="2026-06-15")
        self.assertEqual(older.state, "published")
        with self.assertRaises(UserError) as caught:
            older.action_apply()
        self.assertIn("later round", caught.exception.args[0])

    def test_one_round_a_day(self):
        """GRD-11 the same day is graded once; a cancelled round makes room."""
        record = self._computed()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(UniqueViolation, "one_a_day"),
            self.env.cr.savepoint(),
        ):
            self._new_round()
        record.action_cancel()
        self._new_round()

    def test_rounds_are_history(self):
        """GRD-16 a computed round is cancelled, never deleted."""
        record = self._computed().with_user(self.manager)
        with self.assertRaises(UserError):
            record.unlink()
        record.action_cancel()
        self.assertTrue(record.result_ids, "and its results can still be read")

    def test_closed_round_does_not_change(self):
        """GRD-16 a later scheme leaves a closed round with its own weights."""
        self._assess_all()
        self.scheme.appeal_days = 0
        record = self._published()
        before = self._result(record, self.best).breakdown
        new = self._new_version(name="Later")
        new.line_ids[0].weight = 80
        new.line_ids[1].weight = 20
        new.action_activate()
        self._assess_all(best=10, weak=10, on=date(2026, 6, 30))
        result = self._result(record, self.best)
        self.assertEqual(result.breakdown, before)
        self.assertEqual(
            [line["weight"] for line in result.score_sheet["lines"]], [50, 50]
        )

    def test_score_sheets_are_read_together(self):
        """GRD-16 thirty score sheets take no more queries than three."""
        self.env["res.partner"].create(
            [
                {"name": f"C{i}", "is_company": True, "customer_rank": 1}
                for i in range(30)
            ]
        )
        results = self._computed().sudo().result_ids

        def queries(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            # browsed anew: the one2many forgot whom to prefetch with the cache
            some.browse(some.ids).mapped("score_sheet")
            return self.env.cr.sql_log_count - before

        queries(results)
        self.assertEqual(queries(results), queries(results[:3]))

    def test_history_of_no_points(self):
        """GRD-11 a customer whose score is 0 has a history like any other"""
        self._assess_all(weak=0)
        record = self._published()
        self._at("2026-07-09 01:00")
        record.action_apply()
        history = self._result(record, self.weak).history
        self.assertEqual([entry["score"] for entry in history], [0])

    def test_planner(self):
        """The figures of all customers are compared as whole tables, never one by one
        (GRD-03); what follows in the transaction is planned as ever."""
        record = self._new_round()
        # a customer is found only while the planner is told so
        population = SQL(
            "(SELECT id FROM res_partner WHERE id = %s"
            " AND current_setting('enable_nestloop') = 'off')",
            self.best.id,
        )
        scheme = self.registry["crm.grading.scheme"]
        with patch.object(scheme, "_get_population", lambda scheme: population):
            record.action_compute()
        self.assertEqual(record.result_ids.partner_id, self.best)
        self.env.cr.execute("SHOW enable_nestloop")
        self.assertEqual(self.env.cr.fetchone(), ("on",))
