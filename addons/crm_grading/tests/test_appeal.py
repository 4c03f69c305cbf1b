# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from psycopg2.errors import UniqueViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .appeal_common import AppealCommon
from .common import TODAY


@tagged("post_install", "-at_install")
class TestAppeal(AppealCommon):
    """Who contests a result until when, who investigates, who decides."""

    def test_every_employee_files(self):
        """GRD-10 an employee without a policy role contests a published result"""
        appeal = self._file(self.employee)
        self.assertEqual(appeal.state, "filed")
        self.assertEqual(appeal.appellant_id, self.employee)
        self.assertEqual(appeal.partner_id, self.weak)
        self.assertEqual(appeal.date_filed, date(2026, 7, 1))
        self.assertEqual(appeal.date_deadline, date(2026, 7, 6))
        self.assertEqual(appeal.original_grade_id, self.grades["D"])
        self.assertIn(self.manager, appeal.sudo().activity_ids.user_id)
        with self.assertRaises(AccessError):
            appeal.read(["correction_ids"])
        self.assertFalse(appeal.with_user(self.officer).preview)

    def test_appellant_says_what_and_why_only(self):
        """GRD-10 finding, investigator and decision are not the appellant's to write"""
        appeal = self._file(
            self.employee,
            state="upheld",
            finding="Right",
            investigator_id=self.employee.id,
            date_deadline="2027-01-01",
        )
        self.assertEqual(appeal.state, "filed")
        self.assertFalse(appeal.finding or appeal.investigator_id)
        self.assertEqual(appeal.date_deadline, date(2026, 7, 6))
        with self.assertRaises(AccessError):
            appeal.write({"finding": "Right"})
        for step in ("action_investigate", "action_submit", "action_uphold"):
            with self.assertRaises(AccessError):
                getattr(appeal, step)()

    def test_last_day_in_company_time(self):
        """GRD-10 the appeal period ends at midnight in the company's time zone"""
        self._at("2026-07-08 15:59")  # 23:59 in Shanghai
        self.assertTrue(self.result.with_user(self.employee).can_appeal)
        self._file(self.employee)
        self._at("2026-07-08 16:01")  # 00:01 on the 9th
        self.result.invalidate_recordset(["can_appeal"])
        self.assertFalse(self.result.with_user(self.user).can_appeal)
        with self.assertRaises(UserError) as caught:
            self._file(self.user)
        self.assertIn("07/08/2026", caught.exception.args[0])
        with self.assertRaises(UserError):
            self.result.with_user(self.user).action_appeal()

    def test_before_publication(self):
        """GRD-10 what is not published cannot be contested"""
        record = self._new_round(date="2026-05-31")
        record.action_compute()
        result = self._result(record, self.weak)
        with self.assertRaises(AccessError):
            self._file(self.employee, result)
        with self.assertRaises(UserError):
            self._file(self.officer, result)

    def test_after_a_round_without_appeal_period(self):
        """GRD-10 where there was no appeal period the refusal says so"""
        self.scheme.appeal_days = 0
        record = self._published(date="2026-07-01")
        with self.assertRaises(UserError) as caught:
            self._file(self.employee, self._result(record, self.weak))
        self.assertIn("no appeal period", caught.exception.args[0])

    def test_one_open_appeal(self):
        """GRD-10 one open appeal a person and result; another person has an own one"""
        self._file(self.employee)
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            with self.env.cr.savepoint():
                self._file(self.employee)
        self._file(self.user)

    def test_others_do_not_read(self):
        """GRD-10 colleagues do not read an appeal; officers and auditors do"""
        appeal = self._file(self.employee)
        colleague = self._new_user("grading_colleague", "base.group_user")
        self.assertFalse(appeal.with_user(colleague).has_access("read"))
        self.assertFalse(appeal.with_user(self.user).has_access("read"))
        for reader in (self.employee, self.officer, self.manager, self.auditor):
            self.assertTrue(appeal.with_user(reader).has_access("read"))
        self.assertFalse(appeal.with_user(self.auditor).has_access("write"))

    def test_evidence(self):
        """GRD-10 the investigator opens the appellant's files, and nobody else's"""
        files = self.env["ir.attachment"]
        own = files.with_user(self.employee).create({"name": "a.txt", "raw": b"own"})
        other = files.with_user(self.user).create({"name": "b.txt", "raw": b"other"})
        with self.assertRaises(AccessError):
            self._file(self.employee, evidence_ids=[Command.set(other.ids)])
        appeal = self._file(self.employee, evidence_ids=[Command.set(own.ids)])
        self.assertEqual(own.res_id, appeal.id)
        self.assertEqual(own.with_user(self.officer).raw, b"own")

    def test_workflow(self):
        """GRD-10 an officer investigates, a manager decides, the appellant is told"""
        appeal = self._file(self.employee)
        appeal.with_user(self.officer).action_investigate()
        self.assertEqual(appeal.investigator_id, self.officer)
        activity = appeal.sudo().activity_ids
        self.assertEqual(activity.user_id, self.officer)
        self.assertEqual(activity.date_deadline, date(2026, 7, 6))
        with self.assertRaises(UserError):
            appeal.with_user(self.officer).action_submit()
        appeal.with_user(self.officer).write({"finding": "All is right"})
        appeal.with_user(self.officer).action_submit()
        for step in ("action_uphold", "action_reject", "action_return"):
            with self.assertRaises(AccessError):
                getattr(appeal.with_user(self.officer), step)()
        with self.assertRaises(UserError):
            appeal.with_user(self.manager).action_reject()
        appeal.with_user(self.manager).write({"answer": "The figures are right"})
        appeal.with_user(self.manager).action_reject()
        self.assertEqual(appeal.state, "rejected")
        self.assertEqual(appeal.decided_by_id, self.manager)
        self.assertFalse(appeal.sudo().activity_ids)
        answer = appeal.sudo().message_ids.filtered("partner_ids")
        self.assertEqual(answer.partner_ids, self.employee.partner_id)
        self.assertIn("The figures are right", answer.body)
        self.assertFalse(self.result.is_corrected)
        self.assertEqual(self.result.grade_id, self.grades["D"])
        with self.assertRaises(UserError):
            appeal.with_user(self.manager).write({"finding": "Something else"})

    def test_answer_in_the_appellant_s_language(self):
        """GRD-10 the answer comes in the language of who appealed"""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env.ref("crm_grading.appeal_answer").with_context(
            lang="zh_CN"
        ).arch_db = '<t t-name="crm_grading.appeal_answer"><p>对您的申诉</p></t>'
        self.employee.lang = "zh_CN"
        appeal = self._investigate(self._file(self.employee))
        appeal.action_reject()
        answer = appeal.sudo().message_ids.filtered("partner_ids")
        self.assertIn("对您的申诉", answer.body)
        self.assertEqual(answer.subject, "对您申诉的答复")

    def test_deadline(self):
        """GRD-10 days to answer are a setting; what is late is found"""
        self.scheme.answer_days = 2
        appeal = self._file(self.employee).with_user(self.officer)
        self.assertEqual(appeal.date_deadline, date(2026, 7, 3))
        self._at("2026-07-03 15:59")
        self.assertFalse(appeal.is_late)
        self._at("2026-07-03 16:01")
        appeal.invalidate_recordset(["is_late"])
        self.assertTrue(appeal.is_late)
        found = appeal.search([("is_late", "=", True)])
        self.assertIn(appeal, found)
        self.assertNotIn(appeal, appeal.search([("is_late", "=", False)]))
        appeal.action_investigate()
        appeal.write({"date_deadline": "2026-07-10"})
        self.assertEqual(appeal.sudo().activity_ids.date_deadline, date(2026, 7, 10))
        self.assertFalse(appeal.is_late)

    def test_withdraw(self):
        """GRD-10 the appellant, and nobody else, takes an open appeal back"""
        appeal = self._file(self.employee)
        with self.assertRaises(UserError):
            appeal.with_user(self.manager).action_withdraw()
        appeal.action_withdraw()
        self.assertEqual(appeal.state, "withdrawn")
        self.assertFalse(appeal.sudo().activity_ids)
        with self.assertRaises(UserError):
            appeal.action_withdraw()
        self._file(self.employee)

    def test_round_waits(self):
        """GRD-10 a round takes effect after the last appeal is decided, not before"""
        first = self._file(self.employee)
        second = self._file(self.user, self._result(self.round, self.best))
        self._at("2026-07-09 01:00")
        self.round.invalidate_recordset(["waiting_for"])
        self.assertIn("Appeals still open: 2", self.round.waiting_for)
        self.assertIn("Weak", self.round.waiting_for)
        self.assertIn("Appeals still open", self.round.with_user(self.user).waiting_for)
        with self.assertRaises(UserError):
            self.round.action_apply()
        waiting = self.round.search(
            [
                ("state", "=", "published"),
                ("appeal_ids.state", "in", ("filed", "investigating", "to_decide")),
            ]
        )
        self.assertIn(self.round, waiting)
        self._run_cron()
        self.assertEqual(self.round.state, "published")
        self._investigate(first).action_reject()
        self._run_cron()
        self.assertEqual(self.round.state, "published")
        self._investigate(second, new_business=100).action_uphold()
        self._run_cron()
        self.assertEqual(self.round.state, "effective")
        self.assertEqual(self.best.customer_score, 95)
        self.assertEqual(self.weak.customer_grade_id, self.grades["D"])

    def _run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref("crm_grading.ir_cron_apply_rounds").method_direct_trigger()
        self.env.invalidate_all()

    def test_cancelled_round(self):
        """GRD-10 cancelling a round closes its appeals; appellants are told"""
        appeal = self._file(self.employee)
        self.round.action_cancel()
        self.assertEqual(appeal.state, "lapsed")
        answer = appeal.sudo().message_ids.filtered("partner_ids")
        self.assertIn("cancelled", answer.body)

    def test_other_company(self):
        """GRD-10 managers of another company neither read nor decide"""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._new_user(
            "grading_stranger", "crm_policy.group_manager", company=other
        )
        appeal = self._investigate(self._file(self.employee), new_business=80)
        appeal = appeal.with_user(stranger).with_context(allowed_company_ids=other.ids)
        self.assertFalse(appeal.has_access("read"))
        with self.assertRaises(AccessError):
            appeal.action_uphold()
        with self.assertRaises(AccessError):
            self.env["crm.grading.appeal"].with_user(stranger).with_context(
                allowed_company_ids=other.ids
            ).create({"result_id": self.result.id, "reason": "Not ours"})

    def test_merged_customer(self):
        """GRD-10 an appeal follows its customer through a merge"""
        appeal = self._file(self.employee)
        self.env["base.partner.merge.automatic.wizard"].create({})._merge(
            (self.best + self.weak).ids, self.best
        )
        self.env.invalidate_all()
        self.assertEqual(appeal.partner_id, self.best)
        self._investigate(appeal, new_business=80).action_uphold()
        self.assertEqual(appeal.state, "upheld")


@tagged("post_install", "-at_install")
class TestCorrection(AppealCommon):
    """What an upheld appeal does to the result."""

    def test_upheld(self):
        """GRD-10 the corrected figure enters with its reason; the original stays"""
        appeal = self._investigate(
            self._file(self.employee), new_business=80, industry_outlook=90
        )
        self.assertIn("85", appeal.preview)
        appeal.action_uphold()
        result = self.result
        self.assertEqual((result.score, result.grade_id), (85, self.grades["A"]))
        self.assertTrue(result.is_corrected)
        self.assertEqual(result.original_score, 50)
        self.assertEqual(result.original_grade_id, self.grades["D"])
        self.assertEqual(result.original_breakdown["new_business"]["raw"], 50)
        note = result.breakdown["new_business"]["correction"]
        self.assertEqual((note["raw"], note["reason"]), (50, "Contract of 12 May"))
        self.assertEqual(self.round.corrected_count, 1)
        self.assertEqual(self._result(self.round, self.best).score, 90)
        lines = {
            line["code"]: line
            for line in result.with_user(self.auditor).score_sheet["lines"]
        }
        self.assertIn("50 points", lines["new_business"]["correction"])
        self.assertIn("Contract of 12 May", lines["new_business"]["correction"])
        answer = appeal.sudo().message_ids.filtered("partner_ids")
        self.assertIn("85.00", answer.body)
        self._at("2026-07-09 01:00")
        self.round.action_apply()
        self.assertEqual(self.weak.customer_grade_id, self.grades["A"])
        self.assertEqual(self.weak.customer_score, 85)

    def test_as_a_round_with_that_figure(self):
        """GRD-10 the corrected result equals a round computed with that figure"""
        self._at("2026-07-09 01:00")
        self.round.action_apply()
        self._at(TODAY)
        record = self._published(date="2026-07-01")
        result = self._result(record, self.weak)
        appeal = self._investigate(self._file(self.employee, result), new_business=95)
        appeal.action_uphold()
        self._assess(self.weak, "new_business", 95, on=date(2026, 6, 15))
        computed = self._grade(self.weak, date="2026-07-01")
        for fname in (
            "score",
            "coverage",
            "status",
            "reason",
            "grade_id",
            "previous_grade_id",
            "movement",
            "steps",
        ):
            self.assertEqual(result[fname], computed[fname], fname)
        breakdown = {
            code: {key: entry[key] for key in entry if key != "correction"}
            for code, entry in result.breakdown.items()
        }
        self.assertEqual(breakdown, computed.breakdown)
        counts = ("graded_count", "up_count", "down_count", "provisional_count")
        what_if = computed.round_id
        for fname in counts:
            self.assertEqual(record[fname], what_if[fname], fname)
        self.assertEqual(record.up_count, 1)

    def test_missing_figure(self):
        """GRD-10 a provisional result gets its grade from a figure that was missing"""
        customer = self._new_customer("Unknown")
        scheme = self._new_version(minimum_coverage=60)
        scheme.action_activate()
        self._assess(customer, "new_business", 70, on=date(2026, 6, 1))
        self._at("2026-07-09 01:00")
        record = self._published(date="2026-07-01", scheme_id=scheme.id)
        result = self._result(record, customer)
        self.assertEqual(result.status, "provisional")
        provisional = record.provisional_count
        appeal = self._investigate(
            self._file(self.employee, result), industry_outlook=90
        )
        appeal.action_uphold()
        self.assertEqual(result.status, "graded")
        self.assertFalse(result.reason)
        self.assertEqual((result.score, result.coverage), (80, 100))
        self.assertEqual(record.provisional_count, provisional - 1)

    def test_percentile(self):
        """GRD-10 percentile points are counted among the others of the round"""
        scheme = self._new_version(minimum_coverage=0)
        self._line("industry_outlook", scheme).unlink()
        self.env["crm.grading.scheme.line"].create(
            {
                "scheme_id": scheme.id,
                "indicator_id": self.env.ref(
                    "crm_grading.indicator_purchase_amount"
                ).id,
                "weight": 50,
                "method": "percentile",
                "missing": "zero",
            }
        )
        scheme.action_activate()
        record = self._published(date="2026-07-01", scheme_id=scheme.id)
        result = self._result(record, self.weak)
        appeal = self._file(self.employee, result)
        self._investigate(appeal, purchase_amount=1000).action_uphold()
        self.assertEqual(result.breakdown["purchase_amount"]["points"], 100)
        self.assertEqual(result.score, 75)

    def test_two_appeals_on_one_result(self):
        """GRD-10 a second upheld appeal corrects further; the original stays first"""
        first = self._file(self.employee)
        second = self._file(self.user)
        self._investigate(first, new_business=80).action_uphold()
        self._investigate(second, new_business=90).action_uphold()
        self.assertEqual(self.result.score, 70)
        self.assertEqual(self.result.original_score, 50)
        note = self.result.breakdown["new_business"]["correction"]
        self.assertEqual((note["raw"], note["appeal_id"]), (50, second.id))

    def test_upheld_needs_a_figure(self):
        """GRD-10 nothing is upheld without saying which figure was wrong"""
        appeal = self._investigate(self._file(self.employee))
        with self.assertRaises(UserError):
            appeal.action_uphold()
        self.assertEqual(appeal.state, "to_decide")

    def test_excluded_customer(self):
        """GRD-10 an exclusion is contested and answered; no figure can change it"""
        self.weak.customer_kind_id = self.env.ref("crm_policy.crm_customer_kind_bank")
        record = self._published(date="2026-07-01")
        result = self._result(record, self.weak)
        self.assertEqual(result.status, "excluded")
        appeal = self._investigate(self._file(self.employee, result))
        appeal.action_uphold()
        self.assertEqual(appeal.state, "upheld")
        self.assertFalse(result.is_corrected)

    def test_corrections_end_with_the_decision(self):
        """GRD-10 corrections change until the decision, by those who have it in hand"""
        appeal = self._investigate(self._file(self.employee), new_business=80)
        line = appeal.correction_ids
        with self.assertRaises(AccessError):
            line.with_user(self.officer).figure = 100
        line.with_user(self.manager).figure = 90
        appeal.action_uphold()
        self.assertEqual(self.result.score, 70)
        with self.assertRaises(AccessError):
            line.with_user(self.manager).figure = 100
        foreign = self.env["crm.grading.scheme"].search(
            [("company_id", "=", False)], limit=1
        )
        with self.assertRaises(ValidationError):
            self.env["crm.grading.appeal.correction"].create(
                {
                    "appeal_id": appeal.id,
                    "line_id": foreign.line_ids[0].id,
                    "figure": 1,
                    "reason": "Wrong scheme",
                }
            )

    def test_round_in_effect_is_closed(self):
        """GRD-16 a round in effect never changes, not by an appeal either"""
        appeal = self._investigate(self._file(self.employee), new_business=80)
        self.round.sudo().state = "effective"
        with self.assertRaises(UserError):
            appeal.action_uphold()
