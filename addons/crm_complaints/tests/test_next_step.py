# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import NOW
from .quality_common import QualityCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestNextStep(QualityCommon):
    """What the case waits for, for whom, and who is no longer asked."""

    def _get_told(self, complaint, user):
        return complaint.sudo().activity_ids.filtered(
            lambda activity: activity.user_id == user
        )

    def test_may_work(self):
        """CMP-03 who handles the case may work on it, panel and auditor read only"""
        complaint = self._new_case()
        for user in (self.user, self.head, self.officer, self.manager):
            self.assertTrue(complaint.with_user(user).may_work, user.login)
        for user in (self.inspector, self.auditor):
            self.assertFalse(complaint.with_user(user).may_work, user.login)
            for step in (
                complaint.with_user(user).action_wait,
                complaint.with_user(user)
                .with_context(step="withdraw")
                .action_ask_reason,
            ):
                with self.assertRaisesRegex(AccessError, "You may read .* Ask cmp_"):
                    step()
        self.assertTrue(self.env["crm.complaint"].with_user(self.user).new().may_work)

    def test_buttons_of_readers(self):
        """CMP-03 each button and each field of the form is closed to readers"""
        view = self.env["crm.complaint"].with_user(self.officer).get_view()
        arch = etree.fromstring(view["arch"])
        buttons = arch.xpath("/form/header//button")
        self.assertTrue(buttons)
        for button in buttons:
            self.assertIn("not may_work", button.get("invisible"), button.get("name"))
        for field in arch.xpath("//field[not(ancestor::field)]"):
            name, readonly = field.get("name"), field.get("readonly")
            if self.env["crm.complaint"]._fields[name].readonly:
                # what nobody writes did not become editable
                self.assertIn(readonly, (None, "1", "True"), name)
            elif readonly not in ("1", "True"):
                self.assertIn("not may_work", readonly, name)

    def test_sentences(self):
        """CMP-03 the form says what the case waits for"""
        complaint = self._new_complaint(unit_id=self.service.id)
        self.assertEqual(complaint.next_step, "Report to the superior at once.")
        complaint.action_report()
        self.assertIn(f"{self.head.name} has been told", complaint.next_step)
        complaint.action_investigate()
        self.assertIn("Signed by 0 of 2 departments", complaint.next_step)
        self.assertFalse(complaint.next_part)
        self._sign_all(complaint)
        self.assertEqual(complaint.next_step, "All have signed: write the reply.")
        self.assertEqual(complaint.next_part, "reply")
        reply = self._new_reply(complaint)
        self.assertEqual(complaint.next_step, "Finish the reply and submit it.")
        reply.action_submit()
        self.assertIn(f"approval by {self.head.name}", complaint.next_step)
        reply.with_user(self.head).action_approve()
        self.assertEqual(complaint.next_step, "The reply is approved: send it.")
        reply.action_send()
        self.assertIn("if nothing is to be done", complaint.next_step)
        execution = self._new_execution(complaint)
        self.assertEqual(complaint.next_step, "Carry out what was promised.")
        complaint.action_execute()
        self.assertIn("Reseal the windows", complaint.next_step)
        execution.result = "Resealed"
        execution.action_done()
        self.assertIn("ask the customer to confirm", complaint.next_step)
        self.company.complaint_cause_severity = "minor"
        complaint.invalidate_recordset()
        self.assertIn("Name cause and department", complaint.next_step)
        complaint.cause_id = self.material
        complaint.cause_unit_id = self.quality
        complaint.action_executed()
        self.assertIn("The customer was asked on 07/01/2026", complaint.next_step)
        complaint._confirm(True)
        self.assertFalse(complaint.next_step)

    def test_sentence_while_waiting(self):
        """CMP-03 while the customer is waited for nothing else is asked"""
        complaint = self._new_case()
        complaint.action_wait()
        self.assertFalse(complaint.next_step)

    def test_sentence_of_leak(self):
        """CMP-10 a leak is looked into: neither receipt nor reply has a clock"""
        self.company.complaint_confidant_ids = self.manager
        leak = self._new_complaint(self.officer, kind="leak", partner_id=False)
        self.assertEqual(
            set(leak.sudo().milestone_ids.mapped("kind")), {"report", "resolve"}
        )
        leak.with_user(self.officer).action_report()
        self.assertIn("Add to the log", leak.next_step)
        self.assertFalse(leak.next_part)

    def test_told_no_more(self):
        """CMP-02 who was told is not asked any more when it is looked into"""
        complaint = self._new_complaint(unit_id=self.service.id, severity="grave")
        complaint.action_report()
        self.assertTrue(self._get_told(complaint, self.head))
        self.assertTrue(self._get_told(complaint, self.manager))
        complaint.action_investigate()
        self.assertFalse(self._get_told(complaint, self.head))
        self.assertFalse(self._get_told(complaint, self.manager))

    def test_reply_request_ends(self):
        """CMP-03 the handler is not asked to reply once the reply is submitted"""
        complaint = self._new_case()
        own = complaint.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.user.id, summary="Call"
        )
        own.sudo().automated = False
        self._sign_all(complaint)
        self.assertEqual(len(self._get_told(complaint, self.user)), 2)
        self._new_reply(complaint).action_submit()
        self.assertEqual(self._get_told(complaint, self.user), own)

    def test_reply_without_being_submitted(self):
        """CMP-03 nor once the complaint is replied to in another way"""
        complaint = self._new_case()
        self._sign_all(complaint)
        complaint._mark_replied()
        self.assertFalse(self._get_told(complaint, self.user))
