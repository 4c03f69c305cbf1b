# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW
from .intake_common import ComplaintIntakeCommon

LATER = "2026-07-03 01:00:00"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestJoin(ComplaintIntakeCommon):
    def setUp(self):
        super().setUp()
        self.first = self._new_complaint(contact_id=self.contact.id)
        with freeze_time(LATER):
            self.second = self._new_complaint(
                name="Water again", contact_id=self.contact.id, wish="A new window"
            )

    def _get_wizard(self, reports, user=None, **values):
        wizards = self.env["crm.complaint.merge"].with_user(user or self.user)
        return wizards.create({"complaint_ids": [Command.set(reports.ids)], **values})

    def test_same_proposed(self):
        """CMP-01 an open case of the same customer and category is proposed"""
        self.assertEqual(self.second.same_ids, self.first)
        self.assertFalse(self.first.same_ids)
        self.second.category_id = False
        self.second.subject_name = "Kitchen"
        self.assertEqual(self.second.same_ids, self.first)
        self.company.complaint_same_subject = True
        self.second.invalidate_recordset()
        self.assertFalse(self.second.same_ids)
        self.first.subject_name = "KITCHEN"
        self.second.invalidate_recordset()
        self.assertEqual(self.second.same_ids, self.first)

    def test_window(self):
        """CMP-01 what came in before the window is not proposed; 0 is no window"""
        self.company.complaint_same_days = 1
        self.assertFalse(self.second.same_ids)
        self.company.complaint_same_days = 2
        self.second.invalidate_recordset()
        self.assertEqual(self.second.same_ids, self.first)
        self.company.complaint_same_days = 0
        self.second.invalidate_recordset()
        self.assertEqual(self.second.same_ids, self.first)

    def test_join(self):
        """CMP-01 the second report becomes part of the first, nothing is lost"""
        attachment = self.env["ir.attachment"].create(
            {"name": "window.png", "res_model": "crm.complaint", "raw": b"x"}
        )
        attachment.res_id = self.second.id
        message = self.second.message_post(
            body="On the phone again",
            message_type="comment",
            attachment_ids=attachment.ids,
        )
        self.second.message_subscribe(self.colleague.partner_id.ids)
        self.second.activity_schedule(user_id=self.user.id, summary="Call")
        wizard = self._get_wizard(self.second)
        self.assertEqual(wizard.master_id, self.first)
        self.assertFalse(wizard.refusal)
        with self.mock_mail_gateway(), freeze_time(LATER):
            wizard.action_merge()
        self.assertEqual(self.second.state, "closed")
        self.assertEqual(self.second.close_kind, "merged")
        self.assertEqual(self.second.duplicate_of_id, self.first)
        self.assertEqual(self.second.closed_by_id, self.user)
        self.assertFalse(self.second.activity_ids)
        self.assertEqual(self.first.report_count, 2)
        self.assertIn("joined", self.first.event_ids.mapped("kind"))
        self.assertIn("merged", self.second.event_ids.mapped("kind"))
        self.assertIn(message, self.first.message_ids)
        self.assertEqual(attachment.res_id, self.first.id)
        self.assertIn(self.colleague.partner_id, self.first.message_partner_ids)
        self.assertIn("A new window", self._get_notes(self.first))
        told = self._get_receipts(self.first)
        self.assertIn(self.second.reference, told.body)
        self.assertIn(self.first.reference, told.body)
        self.assertEqual(told.partner_ids, self.contact)

    def test_answer_to_joined(self):
        """CMP-01 mail about the second report reaches the first"""
        self.second._join(self.first)
        case = self._receive_mail(Subject=f"Re: {self.second.reference}")
        self.assertEqual(case, self.first)

    def test_no_chains(self):
        """CMP-01 what was joined to a report goes on with it"""
        with freeze_time("2026-07-04 01:00:00"):
            third = self._new_complaint()
        third._join(self.second)
        self.second._join(self.first)
        self.assertEqual(third.duplicate_of_id, self.first)
        self.assertEqual(self.first.report_count, 3)
        with self.assertRaises(UserError):
            self.first._join(self.second)

    def test_refusals(self):
        """CMP-01 only the same case is joined, and only to the earlier one"""
        other = self.env["res.partner"].create({"name": "Customer B"})
        refused = {
            "came in before": (self.first, self.second),
            "different customers": (
                self._new_complaint(partner_id=other.id),
                self.first,
            ),
            "different kinds": (self._new_complaint(kind="opinion"), self.first),
        }
        for reason, (report, case) in refused.items():
            with self.subTest(reason):
                self.assertIn(reason, report._get_join_refusal(case))
                with self.assertRaisesRegex(UserError, reason):
                    report._join(case)
                self.assertEqual(report.state, "new")

    def test_confidential(self):
        """CMP-10 confidential cases stay apart"""
        leak = self._new_complaint(kind="leak")
        with self.assertRaisesRegex(UserError, "confidential"):
            leak._join(self.first)
        self.assertFalse(leak.same_ids)

    def test_both_unknown(self):
        """CMP-01 two reports of customers not known yet may be joined"""
        self.first.write({"partner_id": False, "contact_id": False})
        self.assertIn("different customers", self.second._get_join_refusal(self.first))
        self.second.write({"partner_id": False, "contact_id": False})
        self.second._join(self.first)
        self.assertEqual(self.first.report_count, 2)

    def test_closed(self):
        """CMP-01 nothing is joined to a closed case: it is reopened"""
        self.first.action_withdraw("Settled")
        with self.assertRaises(UserError):
            self.second._join(self.first)

    def test_several(self):
        """CMP-01 several at once are joined by an officer, to the earliest"""
        with freeze_time("2026-07-04 01:00:00"):
            third = self._new_complaint()
        cases = third | self.second | self.first
        wizard = self._get_wizard(cases)
        with self.assertRaises(AccessError):
            wizard.action_merge()
        wizard = self._get_wizard(cases, self.officer)
        self.assertEqual(wizard.master_id, self.first)
        wizard.master_id = third
        self.assertIn("came in before", wizard.refusal)
        wizard.master_id = self.first
        wizard.action_merge()
        self.assertEqual(self.first.report_count, 3)

    def test_rights(self):
        """CMP-01 who may not write both cases joins neither"""
        self.desk.user_ids -= self.colleague
        for user in (self.colleague, self.auditor):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.second.with_user(user)._join(self.first.with_user(user))
        self.assertEqual(self.second.state, "new")

    def test_merged_by_hand(self):
        """CMP-01 nobody makes a case part of another by editing"""
        with self.assertRaises(UserError):
            self.second.with_user(self.manager).duplicate_of_id = self.first

    def test_query_count(self):
        """CMP-01 counting reports of many cases is one query"""
        cases = self.first | self.second | self._new_complaint()
        cases.invalidate_recordset()
        with self.assertQueryCount(1):
            cases.mapped("report_count")

    def test_partner_merge(self):
        """CMP-01 merging customers keeps all complaints"""
        double = self.env["res.partner"].create(
            {"name": "Customer A (double)", "is_company": True}
        )
        case = self._new_complaint(partner_id=double.id)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((double | self.customer).ids, self.customer)
        self.env.invalidate_all()
        self.assertEqual(case.partner_id, self.customer)
        self.assertIn(self.first, case.same_ids)
