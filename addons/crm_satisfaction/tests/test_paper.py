# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from io import BytesIO

import openpyxl
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW
from .schedule_common import ScheduleCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPaper(ScheduleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        types = cls.env["crm.satisfaction.paper.type"]
        cls.record_type, cls.form_type = types.create(
            [
                {
                    "name": "Evaluation",
                    "kind_ids": [Command.link(cls.kind.id)],
                    "base": "date_completion",
                    "days": 10,
                },
                {
                    "name": "Survey Form",
                    "kind_ids": [Command.link(cls.kind.id)],
                    "base": "measurement",
                    "days": 5,
                    "is_survey_form": True,
                },
            ]
        )
        cls.papers = cls.env["crm.satisfaction.paper"]

    def _find(self, paper_type=None):
        self.env.invalidate_all()
        return self.subject.paper_ids.filtered(
            lambda one: one.type_id == (paper_type or self.record_type)
        )

    def _attach(self, record, name="scan.pdf"):
        return (
            self.env["ir.attachment"]
            .with_user(self.user)
            .create({"name": name, "res_model": record._name, "res_id": record.id})
        )

    def test_written_policy(self):
        """SAT-15 the papers of the written policy are asked for"""
        codes = self.env["crm.satisfaction.paper.type"].search([]).mapped("code")
        for code in ("completion", "survey", "opinion", "warranty", "contract"):
            self.assertIn(code, codes)

    def test_by_themselves(self):
        """SAT-15 a paper is asked for once its date is there, and moves with it"""
        self._run("paper")
        self.assertFalse(self._find())
        self.subject.date_completion = "2026-06-30"
        self._run("paper")
        paper = self._find()
        self.assertEqual((paper.state, str(paper.date_due)), ("missing", "2026-07-10"))
        self.assertEqual(paper.unit_id, self.service)
        self.assertFalse(paper.is_overdue)
        self._run("paper")
        self.assertEqual(self._find(), paper)
        self.subject.date_completion = "2026-06-15"
        self._run("paper")
        self.assertEqual(str(paper.date_due), "2026-06-25")
        self.assertTrue(paper.is_overdue)
        own = self.papers.with_user(self.user)
        self.assertIn(paper, own.search([("is_overdue", "=", True)]))
        self.assertEqual(paper.activity_ids.user_id, self.user)
        self._run("paper")
        self.assertEqual(len(paper.activity_ids), 1)
        self.assertEqual(self.subject.missing_paper_count, 1)

    def test_not_before(self):
        """SAT-15 old papers, other kinds and archived objects are not asked for"""
        self.subject.write(
            {"schedule_from": "2026-07-01", "date_completion": "2026-06-20"}
        )
        self._run("paper")
        self.assertFalse(self._find())
        self.subject.write({"schedule_from": "2026-06-01", "active": False})
        self._run("paper")
        self.assertFalse(self._find())
        self.subject.active = True
        self.record_type.kind_ids = self.env.ref(
            "crm_satisfaction.crm_satisfaction_kind_property"
        )
        self._run("paper")
        self.assertFalse(self._find())
        self.record_type.kind_ids = False
        self._run("paper")
        self.assertTrue(self._find())

    def test_queries(self):
        """SAT-15 papers of many objects take as many statements as of few"""
        self.subject.date_completion = "2026-06-20"
        self.papers._collect(self.company)
        before = self.env.cr.sql_log_count
        self.papers._collect(self.company)
        few = self.env.cr.sql_log_count - before
        for number in range(20):
            self.subject.copy(
                {"name": f"Bridge {number}", "date_completion": "2026-06-20"}
            )
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        self.assertEqual(self.papers._collect(self.company), 20)
        self.assertLessEqual(self.env.cr.sql_log_count - before, few)
        self.assertEqual(self.papers._collect(self.company), 0)

    def test_steps(self):
        """SAT-15 received with its scan, checked by another, not needed for a reason"""
        self.subject.date_completion = "2026-06-20"
        self._run("paper")
        paper = self._find().with_user(self.user)
        with self.assertRaises(UserError):
            paper.state = "received"
        with self.assertRaisesRegex(UserError, "Attach the scan"):
            paper.action_receive()
        paper.attachment_ids = self._attach(paper)
        paper.action_receive()
        self.assertEqual(paper.state, "received")
        self.assertEqual(paper.received_by_id, self.user)
        self.assertFalse(paper.sudo().activity_ids)
        with self.assertRaisesRegex(UserError, "by another"):
            paper.action_check()
        paper.with_user(self.head).action_check()
        self.assertEqual(paper.checked_by_id, self.head)
        with self.assertRaisesRegex(UserError, "Take the paper back"):
            paper.date_due = "2026-12-31"
        with self.assertRaises(AccessError):
            paper._take_back("Not stamped")
        paper.with_user(self.officer)._take_back("Not stamped")
        self.assertEqual((paper.state, paper.checked_on), ("missing", False))
        dialog = self.env["crm.policy.reason"].with_user(self.user)
        dialog.create(
            {
                "res_model": paper._name,
                "res_ids": paper.ids,
                "step": "not_needed",
                "reason": "The customer keeps it",
            }
        ).action_confirm()
        self.assertEqual(paper.state, "not_needed")
        self._run("paper")
        self.assertEqual(paper.state, "not_needed")
        with self.assertRaises(UserError):
            paper.unlink()

    def _answer_on_paper(self, measurement, **values):
        answer = self._answer(
            measurement, [95, 95, 95], done=False, way="paper", **values
        )
        answer.attachment_ids = self._attach(answer)
        answer.action_done()
        return answer

    def test_survey_form(self):
        """SAT-09 SAT-15 a signed and stamped form entered with its scan is the paper"""
        measurement = self._open(self._new_measurement())
        self.company.satisfaction_paper_signed = False
        self._answer_on_paper(measurement, number="1", is_signed=True)
        self.assertFalse(self._find(self.form_type))
        answer = self._answer_on_paper(
            measurement,
            number="2",
            contact_id=self.inspector.id,
            is_signed=True,
            is_stamped=True,
        )
        paper = self._find(self.form_type)
        self.assertEqual(paper.state, "received")
        self.assertEqual(paper.measurement_id, measurement)
        self.assertEqual(paper.answer_id, answer)
        self.assertEqual(paper.attachment_ids, answer.attachment_ids)
        self.assertEqual(paper.received_by_id, self.user)
        self._run("paper")
        self.assertEqual(self._find(self.form_type), paper)

    def test_anonymous_form(self):
        """SAT-15 the paper of an anonymous measurement does not say who signed"""
        measurement = self._new_measurement()
        anonymous = self._new_set([("A", 50), ("B", 30), ("C", 20)], is_anonymous=True)
        anonymous.action_file()
        anonymous.action_approve()
        self._open(measurement)
        self._answer_on_paper(
            measurement, contact_id=False, is_signed=True, is_stamped=True
        )
        paper = self._find(self.form_type)
        self.assertEqual(paper.state, "received")
        self.assertFalse(paper.answer_id or paper.attachment_ids)

    def test_rights(self):
        """SAT-15 a neighbour sees no paper, an auditor reads, nobody configures"""
        self.subject.date_completion = "2026-06-20"
        self._run("paper")
        paper = self._find()
        self.assertFalse(
            self.papers.with_user(self.colleague).search([("id", "=", paper.id)])
        )
        for user in (self.colleague, self.auditor):
            with self.assertRaises(AccessError):
                paper.with_user(user).note = "Mine"
        self.assertEqual(paper.with_user(self.auditor).state, "missing")
        with self.assertRaises(AccessError):
            paper.with_user(self.employee).read(["state"])
        with self.assertRaises(AccessError):
            self.record_type.with_user(self.officer).days = 1
        self.record_type.with_user(self.manager).days = 1

    def test_gaps_as_workbook(self):
        """SAT-15 the gaps as a workbook, of what the reader may see"""
        self.subject.date_completion = "2026-06-20"
        self._run("paper")
        for user, rows in ((self.user, 2), (self.colleague, 1)):
            content, _kind = (
                self.env["report.crm_satisfaction.paper_xlsx"]
                .with_user(user)
                .create_xlsx_report([], {"domain": [("state", "=", "missing")]})
            )
            sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
            self.assertEqual(sheet.max_row, rows)
