# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

import psycopg2
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TODAY
from .report_common import XlsxCommon


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestTarget(XlsxCommon):
    """Customers chosen to rise, and what becomes of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls._new_customer("Own", user_id=cls.user.id)
        cls.foreign = cls._new_customer("Of a colleague", user_id=cls.officer.id)
        cls.ungraded = cls._new_customer("Ungraded", user_id=cls.user.id)
        for customer in cls.own | cls.foreign:
            cls._new_standing(customer, "C", score=60)
        cls.targets = cls.env["crm.grading.target"]
        cls.team = cls.env["crm.team"].create(
            {"name": "North", "company_id": cls.company.id}
        )
        cls.env["crm.team.member"].create(
            {"crm_team_id": cls.team.id, "user_id": cls.user.id}
        )

    def _run_cron(self, now=TODAY):
        cron = self.env.ref("crm_grading.ir_cron_close_targets")
        with freeze_time(now), self.enter_registry_test_mode():
            cron.with_user(self.env.ref("base.user_root")).method_direct_trigger()
        self.targets.invalidate_model()

    def _set(self, customer=None, user=None, grade="B", **values):
        return self.targets.with_user(user or self.user).create(
            {
                "partner_id": (customer or self.own).id,
                "target_grade_id": self.grades[grade].id,
                "date": "2026-12-31",
                **values,
            }
        )

    def _stand(self, customer, code, score=None):
        standing = self.env["crm.grading.standing"].search(
            [("partner_id", "=", customer.id), ("company_id", "=", self.company.id)]
        )
        standing.write(
            {"grade_id": self.grades[code].id, "score": score or standing.score}
        )
        standing._invalidate_standings()

    def test_set_by_salesperson(self):
        """GRD-19 a salesperson sets a target for an own customer, no other."""
        target = self._set(plan="Offer the service contract")
        self.assertEqual(target.from_grade_id.code, "C")
        self.assertEqual(target.from_score, 60)
        self.assertEqual(target.user_id, self.user)
        self.assertEqual(target.team_id, self.team)
        self.assertEqual(target.points_lacking, 10)
        self.assertEqual(self.own.with_user(self.user).grading_target_id, target)
        with self.assertRaises(AccessError):
            self._set(self.foreign)
        for user in (self.employee, self.auditor):
            with self.assertRaises(AccessError):
                self._set(user=user)
        other = self._set(self.foreign, self.officer)
        self.assertFalse(other.with_user(self.user).has_access("read"))
        self.assertTrue(other.with_user(self.auditor).has_access("read"))
        elsewhere = {"allowed_company_ids": self.stranger.company_ids.ids}
        stranger = other.with_user(self.stranger).with_context(**elsewhere)
        self.assertFalse(stranger.has_access("read"))

    def test_what_is_claimed_does_not_count(self):
        """GRD-19 start and state are facts, whatever comes over RPC."""
        target = self._set(
            from_grade_id=self.grades["D"].id, state="reached", from_score=1
        )
        self.assertEqual(
            (target.from_grade_id.code, target.state, target.from_score),
            ("C", "open", 60),
        )
        with self.assertRaises(UserError):
            target.write({"state": "reached"})
        with self.assertRaises(UserError):
            target.write({"partner_id": self.foreign.id})

    def test_target_must_be_better_and_in_time(self):
        """GRD-19 the grade is better than the present one, the day not over."""
        with self.assertRaises(ValidationError):
            self._set(grade="C")
        with self.assertRaises(ValidationError):
            self._set(date="2026-06-30")

    def test_one_open_target(self):
        """GRD-19 the database lets a customer have one open target a company."""
        self._set()
        with (
            self.assertRaises(psycopg2.IntegrityError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self._set(user=self.officer)

    def test_reached_by_the_grade_in_effect(self):
        """GRD-19 reached as soon as the grade, or a better one, is in effect."""
        target = self._set()
        self._run_cron()
        self.assertEqual(target.state, "open")
        self._stand(self.own, "A", 90)
        self._run_cron()
        self.assertEqual(target.state, "reached")
        self.assertEqual(target.final_grade_id.code, "A")
        self.assertEqual(target.closed_on, date(2026, 7, 1))
        self.assertEqual(target.reached_rate, 100)
        with self.assertRaises(UserError):
            target.plan = "Another story"

    def test_reached_by_a_round(self):
        """GRD-19 a round that takes effect closes the targets it reaches."""
        self._invoice(self.own, "2026-06-02", 1_600_000)
        self._assess_all(self.own, 100, "2026-06-01")
        reached, waiting = self._set(), self._set(self.foreign, self.officer)
        self._publish("2026-07-01")
        self.assertEqual(reached.state, "reached")
        self.assertEqual(waiting.state, "open")

    def test_missed_when_the_day_is_over(self):
        """GRD-19 open on the last day, missed the day after in the company's zone."""
        target = self._set(date="2026-07-10")
        self._run_cron("2026-07-10 12:00:00")
        self.assertEqual(target.state, "open")
        # the 11th in Shanghai
        self._run_cron("2026-07-10 16:30:00")
        self.assertEqual(target.state, "missed")
        self.assertEqual(target.final_grade_id.code, "C")
        self._run_cron("2026-07-13")
        self.assertEqual(target.closed_on, date(2026, 7, 11))

    def test_given_up(self):
        """GRD-19 the own target can be given up; a colleague's cannot."""
        target = self._set()
        target.action_cancel()
        self.assertEqual(target.state, "cancelled")
        foreign = self._set(self.foreign, self.officer)
        with self.assertRaises(AccessError):
            foreign.with_user(self.user).action_cancel()
        self._set()

    def _open_wizard(self, user, **context):
        return Form(
            self.env["crm.grading.target.set"].with_user(user).with_context(**context)
        )

    def test_wizard_chooses_c_to_b(self):
        """GRD-19 without a selection: the own customers of grade C aim at B."""
        wizard = self._open_wizard(self.user)
        self.assertEqual(wizard.from_grade_id, self.grades["C"])
        self.assertEqual(wizard.target_grade_id, self.grades["B"])
        self.assertEqual(wizard.partner_ids[:], self.own)
        wizard.date = "2026-12-31"
        action = wizard.save().action_set()
        targets = self.targets.search(action["domain"])
        self.assertEqual(targets.partner_id, self.own)
        wizard = self._open_wizard(self.officer)
        self.assertGreaterEqual(set(wizard.partner_ids[:]), {self.own, self.foreign})
        self.assertIn("open target already: Own", wizard.left_out)

    def test_wizard_takes_a_selection(self):
        """GRD-19 from the lists; the next better grade; who is left out is said."""
        results = self._result(self.best) | self._result(self.riser)
        wizard = self._open_wizard(
            self.officer, active_model="crm.grading.result", active_ids=results.ids
        )
        self.assertFalse(wizard.from_grade_id)
        self.assertFalse(wizard.target_grade_id)
        wizard.date = "2026-12-31"
        action = wizard.save().action_set()
        for target in self.targets.search(action["domain"]):
            self.assertEqual(
                target.target_grade_id,
                self._result(target.partner_id).next_grade_id,
            )
        wizard = self._open_wizard(
            self.user,
            active_model="res.partner",
            active_ids=(self.own | self.foreign | self.ungraded).ids,
        )
        self.assertEqual(wizard.customer_count, 1)
        self.assertIn("no grade yet: Ungraded", wizard.left_out)
        self.assertIn("colleague: Of a colleague", wizard.left_out)
        wizard = self._open_wizard(
            self.user, active_model="res.partner", active_ids=self.ungraded.ids
        )
        wizard.date = "2026-12-31"
        with self.assertRaisesRegex(UserError, "no grade yet"):
            wizard.save().action_set()

    def test_target_against_actual(self):
        """GRD-19 count and share reached, by department and person."""
        self._set()
        self._set(self.foreign, self.officer)
        self._stand(self.own, "B", 72)
        self._run_cron()
        groups = self.targets.with_user(self.officer)._read_group(
            [("partner_id", "in", (self.own | self.foreign).ids)],
            ["team_id"],
            ["__count", "reached_rate:avg"],
        )
        self.assertEqual(groups, [(self.team, 1, 100), (self.env["crm.team"], 1, 0)])

    def test_workbook(self):
        """GRD-18 GRD-19 targets as a workbook, own ones for a salesperson."""
        self._set(plan="=cmd()")
        self._set(self.foreign, self.officer)
        book = self._print_xlsx(
            "target_xlsx", self.targets.browse(), self.user, {"domain": []}
        )
        rows = self._rows(book["Upgrade Targets"])
        self.assertEqual(set(rows), {"Own"})
        self.assertEqual(rows["Own"]["Plan"], "=cmd()")
        self.assertEqual(rows["Own"]["Target Grade"], "B")

    def test_merge(self):
        """GRD-19 merged customers keep one open target, the history of both."""
        kept = self._set()
        gone = self._set(self.foreign, self.officer)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.own | self.foreign).ids, self.own)
        self.assertEqual(kept.state, "open")
        self.assertEqual(gone.state, "cancelled")
        self.assertEqual(gone.partner_id, self.own)

    def test_queries_do_not_grow(self):
        """GRD-19 many targets are shown by as many statements as one."""
        targets = self._set() | self._set(self.foreign, self.officer)
        for points in range(8):
            customer = self._new_customer(f"More {points}")
            self._new_standing(customer, "C", score=57)
            targets |= self._set(customer, self.officer)

        def count(records):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.mapped("points_lacking")
            return self.env.cr.sql_log_count - before

        targets = targets.with_user(self.officer)
        count(targets)
        self.assertEqual(count(targets[:2]), count(targets))
