# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from io import BytesIO

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..engine import sample
from .common import TODAY, GradingCommon


@tagged("post_install", "-at_install")
class TestAudit(GradingCommon):
    """Samples of a round, drawn again from their seed, checked, followed up."""

    @classmethod
    @freeze_time(TODAY)
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls._new_version(minimum_coverage=40, appeal_days=7)
        keep = ("new_business", "industry_outlook")
        cls.scheme.line_ids.filtered(lambda line: line.code not in keep).unlink()
        cls.scheme.line_ids.weight = 50
        cls.scheme.action_activate()
        # 3 A, 6 C, 30 D
        cls.customers = cls.env["res.partner"]
        for points, count in ((90, 3), (60, 6), (20, 30)):
            for number in range(count):
                customer = cls._new_customer(f"Customer {points}-{number}")
                cls.customers += customer
                for code in keep:
                    cls.env["crm.grading.assessment"].create(
                        {
                            "partner_id": customer.id,
                            "indicator_id": cls._line(code).indicator_id.id,
                            "points": points,
                            "date": "2026-06-01",
                        }
                    )
        cls.round = cls._new_round()
        cls.round.action_compute()
        cls.round.action_submit()
        cls.round.action_approve()

    def setUp(self):
        super().setUp()
        clock = freeze_time(TODAY)
        clock.start()
        self.addCleanup(clock.stop)

    def _audit(self, **values):
        audit = (
            self.env["crm.grading.audit"]
            .with_user(self.auditor)
            .create({"round_id": self.round.id, "size_number": 13, **values})
        )
        audit.action_draw()
        return audit

    def _codes(self, audit):
        codes = audit.line_ids.grade_id.mapped("code")
        return {
            code: len(
                audit.line_ids.filtered(lambda line, c=code: line.grade_id.code == c)
            )
            for code in codes
        }

    def test_sample_size(self):
        """GRD-16 the size is a number or a share of the round's results"""
        total = len(self.round.result_ids)
        self.assertEqual(self._audit().line_count, 13)
        audit = self._audit(size_kind="percent", size_percent=10)
        self.assertEqual(audit.line_count, sample.size_of(total, 10))
        self.assertEqual(self._audit(size_number=100000).line_count, total)

    def test_each_grade_its_share(self):
        """GRD-16 by grade, each grade has its share and at least one"""
        codes = self._codes(self._audit(seed=1, size_number=13))
        self.assertEqual((codes["A"], codes["C"], codes["D"]), (1, 2, 10))
        few = self._codes(self._audit(seed=1, size_number=3))
        self.assertEqual(few, {"A": 1, "C": 1, "D": 1})

    def test_same_seed_same_sample(self):
        """GRD-16 the same seed draws the same sample again, another one another"""
        first = self._audit(seed=20260701)
        second = self._audit(seed=20260701)
        third = self._audit(seed=4)
        self.assertEqual(
            first.line_ids.mapped("result_id.id"),
            second.line_ids.mapped("result_id.id"),
        )
        self.assertNotEqual(first.line_ids.result_id, third.line_ids.result_id)
        self.assertNotEqual(
            self.env["crm.grading.audit"].create({"round_id": self.round.id}).seed,
            self.env["crm.grading.audit"].create({"round_id": self.round.id}).seed,
        )

    def test_drawn_in_one_statement(self):
        """GRD-16 the cost of drawing does not grow with the sample"""
        counts = []
        # the first one fills the caches
        for size in (2, 3, 30):
            audit = (
                self.env["crm.grading.audit"]
                .with_user(self.auditor)
                .create({"round_id": self.round.id, "size_number": size, "seed": 7})
            )
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            audit.action_draw()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])

    def test_fixed_once_drawn(self):
        """GRD-16 nobody changes the sample after a look at it"""
        audit = self._audit()
        with self.assertRaises(UserError):
            audit.seed = 1
        with self.assertRaises(AccessError):
            audit.line_ids[0].unlink()
        line = audit.line_ids[0]
        with self.assertRaises(UserError):
            line.result_id = audit.line_ids[1].result_id
        audit.action_redraw()
        self.assertFalse(audit.line_ids)
        audit.seed = 1
        audit.action_draw()
        audit.line_ids[0].action_correct()
        with self.assertRaises(UserError):
            audit.action_redraw()

    def test_only_auditors_write(self):
        """GRD-16 auditors write audits, managers read them, officers do not see them"""
        audit = self._audit()
        self.assertTrue(audit.with_user(self.manager).has_access("read"))
        self.assertFalse(audit.with_user(self.officer).has_access("read"))
        with self.assertRaises(AccessError):
            audit.with_user(self.manager).line_ids[0].write({"verdict": "correct"})
        with self.assertRaises(AccessError):
            audit.with_user(self.manager).action_close()
        with self.assertRaises(AccessError):
            self.env["crm.grading.audit"].with_user(self.manager).create(
                {"round_id": self.round.id}
            )
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._new_user(
            "grading_stranger", "crm_policy.group_auditor", company=other
        )
        elsewhere = audit.with_user(stranger).with_context(
            allowed_company_ids=other.ids
        )
        self.assertFalse(elsewhere.has_access("read"))
        self.assertFalse(
            elsewhere.env["crm.grading.audit.line"]
            .browse(audit.line_ids.ids)
            .has_access("read")
        )

    def test_verdicts(self):
        """GRD-16 all are checked before closing; the error rate stands"""
        audit = self._audit(size_number=4)
        lines = audit.line_ids
        lines[:3].write({"verdict": "correct"})
        with self.assertRaises(UserError):
            lines[3].write({"verdict": "deviation"})
        with self.assertRaises(UserError):
            audit.action_close()
        lines[3].write({"verdict": "deviation", "remark": "Invoice counted twice"})
        self.assertEqual(lines[3].checked_by_id, self.auditor)
        self.assertEqual(str(lines[3].checked_on), TODAY)
        self.assertEqual((audit.deviation_count, audit.error_rate), (1, 25))
        audit.action_close()
        with self.assertRaises(UserError):
            lines[0].write({"remark": "Something else"})
        with self.assertRaises(UserError):
            audit.conclusion = "Something else"

    def test_finding(self):
        """GRD-16 a deviation becomes an improvement action, once"""
        audit = self._audit(size_number=2)
        line = audit.line_ids[0]
        with self.assertRaises(UserError):
            line.action_record_finding()
        line.write({"verdict": "deviation", "remark": "Invoice counted twice"})
        action = line.action_record_finding()
        finding = self.env["crm.improvement"].browse(action["res_id"])
        self.assertEqual(finding.root_cause, "Invoice counted twice")
        self.assertEqual(
            (finding.res_model, finding.res_id), ("crm.grading.audit.line", line.id)
        )
        self.assertEqual(finding.create_uid, self.auditor)
        self.assertEqual(line.action_record_finding()["res_id"], finding.id)
        self.assertIn(finding, finding.search(audit.action_open_findings()["domain"]))
        self.assertFalse(finding.with_user(self.auditor).has_access("write"))
        finding.with_user(self.manager).write({"user_id": self.officer.id})
        with self.assertRaises(AccessError):
            audit.line_ids[1].with_user(self.manager).action_record_finding()

    def test_compare_with_documents(self):
        """GRD-16 figures that the evidence does not give any more stand out"""
        audit = self._audit(size_number=5)
        line = audit.line_ids[0]
        same = audit.line_ids[1:]
        customer = line.partner_id
        self._assess(customer, "new_business", 95, on="2026-06-20")
        audit.action_recompute()
        self.assertTrue(line.is_different)
        self.assertIn("95", line.differences)
        self.assertNotEqual(line.recomputed_score, line.score)
        self.assertFalse(any(same.mapped("is_different")))
        self.assertEqual(same.mapped("recomputed_grade_id"), same.mapped("grade_id"))
        self.assertEqual(line.result_id.score, line.score)
        with self.assertRaises(AccessError):
            audit.with_user(self.manager).action_recompute()

    def test_unpublished_round(self):
        """GRD-16 only rounds that do not change any more are audited"""
        record = self._new_round(date="2026-07-01")
        record.action_compute()
        with self.assertRaises(UserError):
            self._audit(round_id=record.id)

    def test_xlsx(self):
        """GRD-16 GRD-18 the audit as a workbook, with seed and error rate"""
        audit = self._audit(size_number=3, seed=42)
        audit.line_ids.write({"verdict": "correct"})
        report = self.env["report.crm_grading.audit_xlsx"].with_user(self.auditor)
        content, _kind = report.create_xlsx_report(audit.line_ids.ids, {})
        book = load_workbook(BytesIO(content))
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        self.assertEqual(rows[0][2], "Customer")
        names = {row[2] for row in rows[1:4]}
        self.assertEqual(names, set(audit.line_ids.partner_id.mapped("name")))
        parameters = dict(
            row[:2] for row in book.worksheets[1].iter_rows(values_only=True)
        )
        self.assertEqual(parameters["Seed of the Sample"], "42")
        self.assertEqual(parameters["Error Rate"], "0.00 %")
