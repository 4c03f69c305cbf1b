# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from datetime import datetime

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW
from .quality_common import QualityCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRegister(QualityCommon):
    def _read(self, name, user, docids=(), **data):
        """:return: the workbook as rows of the first sheet, and the parameters"""
        report = self.env[f"report.crm_complaints.{name}"].with_user(user)
        content, _kind = report.create_xlsx_report(list(docids), data)
        workbook = load_workbook(io.BytesIO(content))
        first, parameters = workbook.worksheets[0], workbook.worksheets[-1]
        rows = list(first.iter_rows(values_only=True))
        return rows, dict(row[:2] for row in parameters.iter_rows(values_only=True))

    def test_register(self):
        """CMP-12 every complaint a row, with its steps, cause and cost"""
        complaint = self._new_case(
            description="<p>Water <b>comes</b> in</p>", cause_id=self.material.id
        )
        self._new_complaint(name="=1+1")
        rows, parameters = self._read("register_xlsx", self.officer)
        header = rows[0]
        self.assertEqual(len(set(header)), len(header))
        first = dict(zip(header, rows[1], strict=True))
        self.assertEqual(first["Number"], complaint.reference)
        self.assertEqual(first["Status"], "Investigating")
        self.assertEqual(first["Cause"], "Material")
        self.assertEqual(first["Description"], "Water *comes* in")
        self.assertEqual(first["Reply Due"], datetime(2026, 7, 3, 9))
        self.assertEqual(first["Reply in Time"] or "", "")
        self.assertEqual(first["Repeated"], "No")
        self.assertEqual(first["Currency"], complaint.currency_id.name)
        self.assertEqual(rows[2][header.index("Subject")], "=1+1")
        self.assertEqual(parameters["Created by"], self.officer.name)

    def test_no_record_of_a_leak(self):
        """CMP-10, CMP-12 a leak has nothing that a customer signs"""
        leak = self._new_complaint(kind="leak", user=self.manager)
        report = self.env["report.crm_complaints.report_record"]
        with self.assertRaisesRegex(UserError, "file of the case"):
            report.with_user(self.manager)._get_report_values(leak.ids)

    def test_replied_in_time(self):
        """CMP-12 whether the last reply that was owed came in time"""
        complaint = self._new_case()
        self._sign_all(complaint)
        self._reply(complaint)
        [header, row, *_total], _parameters = self._read("register_xlsx", self.officer)
        row = dict(zip(header, row, strict=True))
        self.assertEqual(row["Reply in Time"], "Yes")
        with freeze_time("2026-07-09 01:00:00"):
            complaint.action_ask_confirmation()
            complaint.action_reopen("It leaks again")
        with freeze_time("2026-07-20 01:00:00"):
            self.env["crm.complaint.escalation"]._collect(fields.Datetime.now())
            [header, row, *_total], _parameters = self._read(
                "register_xlsx", self.officer
            )
        self.assertEqual(dict(zip(header, row, strict=True))["Reply in Time"], "No")

    def test_only_what_the_reader_sees(self):
        """CMP-12 the register follows the rights; confidential ones for those named"""
        complaint = self._new_case()
        leak = self._new_complaint(kind="leak", user=self.manager)
        leak.confidant_ids = self.manager
        numbers = {
            user: [row[0] for row in self._read("register_xlsx", user)[0][1:]]
            for user in (self.user, self.colleague, self.auditor, self.manager)
        }
        self.assertIn(complaint.reference, numbers[self.auditor])
        self.assertNotIn(leak.reference, numbers[self.auditor])
        self.assertIn(leak.reference, numbers[self.manager])
        self.assertIn(complaint.reference, numbers[self.user])
        stranger = self._new_user("cmp_stranger", "crm_policy.group_user")
        self.assertNotIn(
            complaint.reference,
            [row[0] for row in self._read("register_xlsx", stranger)[0][1:]],
        )

    def test_leak_by_selection(self):
        """CMP-10 naming a leak's id brings its row to nobody but the people named"""
        leak = self._new_complaint(kind="leak", user=self.manager, name="Price list")
        leak.confidant_ids = self.manager
        for user in (self.user, self.head, self.officer, self.auditor):
            with self.subTest(user.login):
                try:
                    rows, _parameters = self._read("register_xlsx", user, leak.ids)
                except AccessError:
                    continue
                self.assertNotIn("Price list", str(rows))
        rows, _parameters = self._read("register_xlsx", self.manager, leak.ids)
        self.assertIn("Price list", str(rows))

    def test_other_workbooks(self):
        """CMP-07, CMP-12 findings, executions, repeats, Pareto and rate as workbooks"""
        complaint = self._new_case(cause_id=self.material.id)
        self._sign_all(complaint)
        self._new_execution(complaint, cost=12.5)
        expected = {
            "finding_xlsx": complaint.reference,
            "execution_xlsx": complaint.reference,
            "repeat_xlsx": "Leaking Windows",
            "pareto_xlsx": "Category",
        }
        for name, value in expected.items():
            with self.subTest(name=name):
                rows, _parameters = self._read(name, self.officer)
                self.assertEqual(rows[1][0], value)
        rows, _parameters = self._read("rate_xlsx", self.officer)
        self.assertGreaterEqual(len(rows), 37)

    def test_period_of_the_pareto(self):
        """CMP-07 the parameters name the period that was counted"""
        report = self.env["report.crm_complaints.pareto_xlsx"].with_user(self.officer)
        parameters = dict(
            report.with_context(
                complaint_from="2026-05-01", complaint_to="2026-05-31"
            )._get_parameters([], {})
        )
        self.assertEqual(parameters["Received"], "2026-05-01 to 2026-05-31")

    def test_print_from_the_list(self):
        """CMP-12 the lists print what they show"""
        complaint = self._new_complaint()
        for records in (
            complaint,
            self.env["crm.complaint.finding"],
            self.env["crm.complaint.execution"],
            self.env["crm.complaint.repeat"],
            self.env["crm.complaint.pareto"],
            self.env["crm.complaint.rate"],
        ):
            action = records.with_user(self.manager).action_export_xlsx()
            self.assertEqual(action["report_type"], "xlsx")
