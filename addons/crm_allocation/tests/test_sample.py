# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import io
from datetime import date

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from .common import NOW, AllocationCommon
from .handover_common import HandoverCommon

CONTENT = b"%PDF-1.4 licence"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSample(HandoverCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Customer A", cls.user)
        cls.company.allocation_sample_limit = 500
        cls.company.allocation_sample_feedback_days = 14
        cls.kind = cls.env.ref("crm_allocation.crm_allocation_sample_kind_sample")
        cls.document_kind = cls.env.ref(
            "crm_allocation.crm_allocation_sample_kind_document"
        )
        cls.document = cls.env["crm.allocation.document"].create(
            {
                "name": "Business licence",
                "kind_id": cls.document_kind.id,
                "file": base64.b64encode(CONTENT),
                "file_name": "licence.pdf",
            }
        )

    def _ask(self, user=None, request=True, **values):
        sample = (
            self.env["crm.allocation.sample"]
            .with_user(user or self.user)
            .create(
                {
                    "partner_id": self.customer.id,
                    "kind_id": self.kind.id,
                    "item": "Bearing 6204",
                    "purpose": "Trial on line 3",
                    "needed_by": "2026-07-10",
                    **values,
                }
            )
        )
        if request:
            sample.action_request()
        return sample

    def _send(self, sample):
        sample = sample.with_user(self.officer)
        sample.action_approve()
        sample.write({"carrier": "SF", "tracking_number": "SF100"})
        sample.action_send()

    def test_request_approval_sent(self):
        """ALC-16: a salesperson asks, sales administration approves and sends."""
        sample = self._ask()
        self.assertTrue(sample.name.startswith("SMP/2026/"))
        self.assertIn(self.officer, sample.sudo().activity_ids.user_id)
        with self.assertRaisesRegex(AccessError, "sales administration"):
            sample.action_approve()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            sample.quantity = 100
        approved = sample.with_user(self.officer)
        approved.action_approve()
        self.assertEqual(sample.approved_by_id, self.officer)
        self.assertEqual(sample.approved_on, date(2026, 7, 1))
        reminder = sample.sudo().activity_ids
        self.assertEqual(reminder.user_id, self.officer)
        self.assertEqual(reminder.date_deadline, date(2026, 7, 10))
        with self.assertRaisesRegex(UserError, "carrier"):
            approved.action_send()
        approved.write({"carrier": "SF", "tracking_number": "SF100"})
        with self.assertRaises(AccessError):
            sample.action_send()
        approved.action_send()
        self.assertEqual(sample.sent_by_id, self.officer)
        self.assertFalse(sample.is_late)

    def test_feedback(self):
        """ALC-16: who asked is reminded to hear what came of it, and closes it so."""
        sample = self._ask()
        self._send(sample)
        reminder = sample.sudo().activity_ids
        self.assertEqual(reminder.user_id, self.user)
        self.assertEqual(reminder.date_deadline, date(2026, 7, 15))
        with self.assertRaisesRegex(UserError, "came of it"):
            sample.action_receive()
        sample.write({"outcome": "order", "feedback": "Runs quieter"})
        sample.action_receive()
        self.assertEqual(sample.state, "received")
        self.assertEqual(sample.received_on, date(2026, 7, 1))
        self.assertFalse(sample.sudo().activity_ids)

    def test_managers_approve_above_the_limit(self):
        """ALC-16: above the value of the settings a manager decides."""
        sample = self._ask(value=500.01)
        self.assertTrue(sample.is_manager_needed)
        self.assertEqual(
            sample.sudo().activity_ids.user_id & (self.officer | self.manager),
            self.manager,
        )
        with self.assertRaisesRegex(AccessError, "above the limit"):
            sample.with_user(self.officer).action_approve()
        # what is asked later does not change who decides on this request
        self.company.allocation_sample_limit = 1000
        with self.assertRaisesRegex(AccessError, "above the limit"):
            sample.with_user(self.officer).action_approve()
        sample.with_user(self.manager).action_approve()
        self.assertEqual(sample.state, "approved")
        self.assertFalse(self._ask(value=1000).is_manager_needed)

    def test_nobody_approves_an_own_request(self):
        """ALC-16: an officer who asks needs a colleague."""
        sample = self._ask(self.officer)
        with self.assertRaisesRegex(AccessError, "own request"):
            sample.action_approve()
        sample.with_user(self.manager).action_approve()

    def test_refused_with_a_reason(self):
        """ALC-16: refusing needs a reason, which reaches who asked."""
        sample = self._ask()
        with self.assertRaises(ValidationError):
            self._answer(
                sample.with_user(self.officer).action_refuse(), self.officer, reason=" "
            )
        with self.assertRaises(AccessError):
            self._answer(sample.action_refuse(), self.user)
        self._answer(
            sample.with_user(self.officer).action_refuse(),
            self.officer,
            reason="No stock until May",
        )
        self.assertEqual(sample.state, "refused")
        self.assertEqual(sample.close_reason, "No stock until May")
        self.assertFalse(sample.sudo().activity_ids)
        told = self.env["mail.message"].search(
            [
                ("model", "=", sample._name),
                ("res_id", "=", sample.id),
                ("body", "ilike", "No stock"),
                ("partner_ids", "in", self.user.partner_id.ids),
            ]
        )
        self.assertEqual(len(told), 1)
        with self.assertRaises(UserError):
            sample.with_user(self.officer).action_approve()

    def test_cancelled_by_who_asked(self):
        """ALC-16: not needed any more, until it is sent."""
        sample = self._ask()
        self._answer(sample.action_cancel(), self.user, reason="Bought elsewhere")
        self.assertEqual(sample.state, "cancelled")
        other = self._ask()
        self._send(other)
        with self.assertRaises(UserError):
            self._answer(other.action_cancel(), self.user)

    def test_late(self):
        """ALC-16: not sent by its day, or sent after it, is late, and found so."""
        sample = self._ask(needed_by="2026-07-02")
        waiting = self._ask(needed_by="2026-07-02")
        self.assertFalse(sample.is_late)
        with freeze_time("2026-07-03 01:00:00"):
            self._send(sample)
            (sample | waiting).invalidate_recordset()
            self.assertTrue(sample.is_late)
            found = self.env["crm.allocation.sample"].search([("is_late", "=", True)])
            self.assertEqual(found, sample | waiting)
            found = self.env["crm.allocation.sample"].search([("is_late", "=", False)])
            self.assertFalse(found & (sample | waiting))

    def test_what_is_asked_for(self):
        """ALC-16: a document is named, anything else is said; contacts count whole."""
        with self.assertRaisesRegex(ValidationError, "what is to be sent"):
            self._ask(item=" ")
        with self.assertRaisesRegex(ValidationError, "Name the company document"):
            self._ask(kind_id=self.document_kind.id)
        with self.assertRaisesRegex(ValidationError, "not of the kind"):
            self._ask(document_id=self.document.id)
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id}
        )
        self.assertEqual(self._ask(partner_id=contact.id).partner_id, self.customer)

    def test_steps_only(self):
        """ALC-16: state, number and approver come by the steps, not over RPC."""
        forged = self._ask(request=False, state="approved", approved_by_id=1)
        self.assertEqual(forged.state, "draft")
        self.assertFalse(forged.approved_by_id)
        for vals in ({"state": "sent"}, {"sent_on": "2026-01-01"}, {"name": "X"}):
            with self.assertRaisesRegex(UserError, "buttons"):
                forged.write(vals)
        forged.unlink()
        with self.assertRaisesRegex(UserError, "drafts"):
            self._ask().unlink()

    def test_who_sees(self):
        """ALC-16: one's own and one's team's; officers and auditors all."""
        sample = self._ask()
        samples = self.env["crm.allocation.sample"]
        for user, sees in (
            (self.user, True),
            (self.leader, True),
            (self.officer, True),
            (self.auditor, True),
            (self.colleague, False),
        ):
            with self.subTest(user=user.login):
                found = samples.with_user(user).search([("id", "=", sample.id)])
                self.assertEqual(bool(found), sees)
        with self.assertRaises(AccessError):
            sample.with_user(self.auditor).write({"feedback": "Fine"})
        with self.assertRaises(AccessError):
            samples.with_user(self.employee).search([])

    def test_document_only_through_sales_administration(self):
        """ALC-16: the file of a restricted document comes with the approval."""
        document = self.document.with_user(self.user)
        self.assertEqual(document.name, "Business licence")
        self.assertFalse(document.open_file)
        with self.assertRaises(AccessError):
            document.read(["file"])
        attachment = self.env["ir.attachment"].search(
            [("res_model", "=", document._name), ("res_field", "=", "file")]
        )
        self.assertTrue(attachment)
        with self.assertRaises(AccessError):
            attachment.with_user(self.user).read(["datas"])
        sample = self._ask(kind_id=self.document_kind.id, document_id=document.id)
        self.assertFalse(sample.document_file)
        sample.with_user(self.officer).action_approve()
        sample.invalidate_recordset()
        self.assertEqual(base64.b64decode(sample.document_file), CONTENT)
        # officers have it anyway, and a free document is for all
        self.assertTrue(self.document.with_user(self.officer).file)
        self.document.is_restricted = False
        document.invalidate_recordset()
        self.assertEqual(base64.b64decode(document.open_file), CONTENT)

    def test_other_company(self):
        """ALC-16: requests and customers are of one company."""
        other = self.env["res.company"].create({"name": "Other"})
        self.customer.company_id = self.company
        with self.assertRaises(UserError):
            self.env["crm.allocation.sample"].create(
                {
                    "company_id": other.id,
                    "partner_id": self.customer.id,
                    "user_id": self.env.uid,
                    "kind_id": self.kind.id,
                    "item": "Bearing",
                    "purpose": "Trial",
                }
            )

    def test_slip(self):
        """ALC-16: a slip to go with it, as the reader may see it."""
        sample = self._ask(value=120)
        self._send(sample)
        report = self.env["ir.actions.report"].with_user(self.user)
        html, _kind = report._render_qweb_html(
            "crm_allocation.report_sample", sample.ids
        )
        for text in (sample.name, "Customer A", "Bearing 6204", "SF100"):
            self.assertIn(text, html.decode())

    def test_workbook(self):
        """ALC-16: the list as a workbook, as the reader may see it."""
        self._let_export(self.user)
        mine = self._ask()
        self._ask(self.colleague)
        report = self.env["report.crm_allocation.sample_xlsx"].with_user(self.user)
        content, _kind = report.create_xlsx_report([], {})
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        numbers = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
        self.assertEqual(numbers[0], mine.name)
        self.assertEqual(len(numbers), 2, "the request and the total")


@tagged("post_install", "-at_install")
class TestDocumentDownload(HttpCase, AllocationCommon):
    def test_download(self):
        """ALC-16: no way around over the download address."""
        kind = self.env.ref("crm_allocation.crm_allocation_sample_kind_document")
        document = self.env["crm.allocation.document"].create(
            {
                "name": "Licence",
                "kind_id": kind.id,
                "file": base64.b64encode(CONTENT),
                "file_name": "licence.pdf",
            }
        )
        sample = (
            self.env["crm.allocation.sample"]
            .with_user(self.user)
            .create(
                {
                    "partner_id": self._new_customer("A", self.user).id,
                    "kind_id": kind.id,
                    "document_id": document.id,
                    "purpose": "Tender",
                }
            )
        )
        self.authenticate(self.user.login, self.user.login)
        direct = f"/web/content/{document._name}/{document.id}/file"
        asked = f"/web/content/{sample._name}/{sample.id}/document_file"
        self.assertNotIn(CONTENT, self.url_open(direct).content)
        self.assertNotIn(CONTENT, self.url_open(asked).content)
        sample.action_request()
        sample.with_user(self.officer).action_approve()
        self.assertNotIn(CONTENT, self.url_open(direct).content)
        self.assertEqual(self.url_open(asked).content, CONTENT)
