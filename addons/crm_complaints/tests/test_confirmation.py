# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, LockError, UserError, ValidationError
from odoo.tests import tagged

from ..models.crm_complaint_confirmation import CrmComplaintConfirmation
from .common import NOW
from .confirmation_common import ConfirmationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestConfirmation(ConfirmationCommon):
    """The customer says whether the matter is settled (CMP-04)."""

    def _answer(self, complaint, satisfied="yes", **values):
        self._get_confirmation(complaint)._answer(
            {
                "way": "link",
                "satisfied": satisfied,
                "answerer_name": "Mr. Chen",
                **values,
            }
        )

    def _get_mails(self, complaint):
        address = complaint._get_customer_address()
        return self.env["mail.mail"].search([("email_to", "like", address)])

    def test_asked(self):
        """CMP-04 asking opens one question, with a mail in the customer's language"""
        self.contact.lang = "en_US"
        complaint = self._new_asked()
        confirmation = self._get_confirmation(complaint)
        self.assertEqual(confirmation.unit_id, self.service)
        self.assertEqual(confirmation.user_id, self.user)
        self.assertEqual(confirmation.sent_to, "contact@customer.example.com")
        mail = self._get_mails(complaint)
        self.assertEqual(len(mail), 1)
        self.assertIn(complaint.reference, mail.subject)
        self.assertIn(confirmation.access_token, mail.body_html)
        self.assertFalse(mail.model, "who reads the case must not find the link")
        self.assertFalse(
            complaint.message_ids.filtered(
                lambda message: confirmation.access_token in (message.body or "")
            )
        )
        # asking again opens no second one
        self.assertFalse(self.env["crm.complaint.confirmation"]._ask(complaint))

    def test_no_address(self):
        """CMP-04 without an address somebody is asked to call"""
        customer = self.env["res.partner"].create({"name": "No Mail"})
        complaint = self._new_asked(partner_id=customer.id, contact_id=False)
        self.assertFalse(self._get_confirmation(complaint).sent_to)
        self.assertIn(
            "by phone or on paper", complaint.sudo().activity_ids.mapped("summary")[-1]
        )

    def test_satisfied(self):
        """CMP-04 a satisfied customer closes the complaint, once"""
        complaint = self._new_asked()
        confirmation = self._get_confirmation(complaint)
        self._answer(complaint, timeliness="4", attitude="3", result="3")
        self.assertEqual(complaint.state, "closed")
        self.assertEqual(complaint.close_kind, "confirmed")
        self.assertEqual(confirmation.state, "answered")
        self.assertEqual(confirmation.satisfied_rate, 100)
        self.assertAlmostEqual(confirmation.mark_average, 10 / 3, 2)
        self.assertIn("Mr. Chen", complaint.event_ids[:1].note or "")
        with self.assertRaises(UserError):
            confirmation._answer(
                {"way": "link", "satisfied": "no", "comment": "!", "answerer_name": "x"}
            )
        self.assertEqual(confirmation.satisfied, "yes")

    def test_not_satisfied(self):
        """CMP-04 not satisfied: reopened with the comment, and a higher head told"""
        complaint = self._new_asked()
        with self.assertRaises(UserError):
            self._answer(complaint, "no")
        self.assertEqual(complaint.state, "awaiting")
        self._answer(complaint, "no", comment="It still leaks")
        self.assertEqual(complaint.state, "investigating")
        self.assertEqual(complaint.reopen_count, 1)
        self.assertIn("It still leaks", complaint.reopen_reason)
        told = complaint.sudo().activity_ids.user_id
        self.assertIn(self.head, told)
        self.assertIn(self.manager, told, "the head above the superior")
        # the next question is one of the second cycle
        self._bring_to(complaint, "awaiting")
        second = self._get_confirmation(complaint)
        self.assertEqual(second.cycle, 2)
        self.assertEqual(len(complaint.sudo().confirmation_ids), 2)

    def test_higher_head(self):
        """CMP-04 one step up each time, at the end the executive"""
        complaint = self._new_asked()
        self.company.complaint_executive_id = self.officer
        for count, who in ((0, self.head), (1, self.manager), (2, self.officer)):
            complaint.sudo().reopen_count = count
            self.assertEqual(complaint._get_higher_head(), who)
        self.company.complaint_executive_id = False
        self.assertEqual(complaint._get_higher_head(), self.manager)

    def test_partly(self):
        """CMP-04 partly satisfied: reopened or closed, as the setting says"""
        complaint = self._new_asked()
        self._answer(complaint, "partly", comment="One window is left")
        self.assertEqual(complaint.state, "investigating")
        self.company.complaint_confirm_partly = "close"
        other = self._new_asked()
        self._answer(other, "partly", comment="One window is left")
        self.assertEqual(other.close_kind, "confirmed")

    def test_hook(self):
        """CMP-04 bridges hear of each answer"""
        complaint = self._new_asked()
        with patch.object(
            CrmComplaintConfirmation, "_after_answer", autospec=True
        ) as hook:
            self._answer(complaint)
        self.assertEqual(hook.call_count, 1)

    def test_locked(self):
        """CMP-04 of two at the same time the second is told, and changes nothing"""
        complaint = self._new_asked()
        with (
            patch.object(
                type(complaint), "lock_for_update", side_effect=LockError("locked")
            ),
            self.assertRaises(UserError),
        ):
            self._answer(complaint)
        self.assertEqual(complaint.state, "awaiting")
        self.assertTrue(self._get_confirmation(complaint))

    def test_other_ending(self):
        """CMP-04 who is not asked any more cannot answer any more"""
        complaint = self._new_asked()
        confirmation = self._get_confirmation(complaint)
        complaint.with_user(self.manager).action_withdraw("Settled by phone")
        self.assertEqual(confirmation.state, "lapsed")
        self.assertEqual(confirmation._get_link_problem(), "lapsed")
        with self.assertRaises(UserError):
            confirmation._answer(
                {"way": "link", "satisfied": "yes", "answerer_name": "x"}
            )

    def test_unconfirmed(self):
        """CMP-04 a manager closes what nobody confirmed, with a reason; nobody else"""
        complaint = self._new_asked()
        confirmation = self._get_confirmation(complaint)
        with freeze_time("2026-07-07"):
            self.assertFalse(confirmation.is_unanswered)
            with self.assertRaises(UserError):
                complaint.with_user(self.manager).action_close_unconfirmed("No answer")
        with freeze_time("2026-07-10"):
            confirmation.invalidate_recordset(["is_unanswered"])
            self.assertTrue(confirmation.is_unanswered)
            found = self.env["crm.complaint.confirmation"].with_user(self.manager)
            self.assertEqual(found.search([("is_unanswered", "=", True)]), confirmation)
            with self.assertRaises(AccessError):
                complaint.with_user(self.officer).action_close_unconfirmed("No answer")
            action = confirmation.with_user(self.manager).action_close_unconfirmed()
            self.assertEqual(action["context"]["default_step"], "close_unconfirmed")
            complaint.with_user(self.manager).action_close_unconfirmed("No answer")
        self.assertEqual(complaint.close_kind, "unconfirmed")
        self.assertEqual(confirmation.state, "lapsed")

    def test_reminders(self):
        """CMP-04 reminded by the settings, each time once, and never after answering"""
        complaint = self._new_asked()
        confirmation = self._get_confirmation(complaint)
        cron = self.env.ref("crm_complaints.ir_cron_confirmation_remind")
        for day, count in (
            ("2026-07-03", 0),
            ("2026-07-04 02:00:00", 1),
            ("2026-07-04 03:00:00", 1),
            ("2026-07-07 03:00:00", 2),
            ("2026-07-15", 2),
        ):
            with freeze_time(day), self.enter_registry_test_mode():
                cron.method_direct_trigger()
            self.assertEqual(confirmation.reminder_count, count, day)
        self.assertEqual(len(self._get_mails(complaint)), 3)
        self.assertEqual(complaint.state, "awaiting", "nothing closes by itself")

    def test_figures(self):
        """CMP-04 figures by department: of those who answered, and of marks given"""
        self._new_asked()
        for satisfied, mark in (("yes", "4"), ("yes", False), ("no", "1")):
            complaint = self._new_asked()
            self._answer(complaint, satisfied, result=mark, comment="Well")
        [(unit, rate, mark)] = self.env["crm.complaint.confirmation"]._read_group(
            [("company_id", "=", self.company.id)],
            ["unit_id"],
            ["satisfied_rate:avg", "mark_average:avg"],
        )
        self.assertEqual(unit, self.service)
        self.assertAlmostEqual(rate, 200 / 3, 2)
        self.assertAlmostEqual(mark, 2.5, 2)

    def test_entry_phone(self):
        """CMP-04 by phone: name, number and who spoke with the customer"""
        complaint = self._new_asked()
        entries = self.env["crm.complaint.confirmation.entry"].with_user(self.user)
        entry = entries.create(
            {"complaint_id": complaint.id, "way": "phone", "satisfied": "yes"}
        )
        self.assertEqual(entry.answerer_name, "Contact A")
        entry.phone = False
        with self.assertRaises(ValidationError):
            entry.action_confirm()
        entry.phone = "+86 139 0000 0000"
        entry.action_confirm()
        confirmation = complaint.sudo().confirmation_ids
        self.assertEqual(confirmation.way, "phone")
        self.assertEqual(confirmation.agent_id, self.user)
        self.assertEqual(complaint.close_kind, "confirmed")

    def test_entry_paper(self):
        """CMP-04 on paper: the scan, signed and stamped"""
        complaint = self._new_asked()
        entry = (
            self.env["crm.complaint.confirmation.entry"]
            .with_user(self.user)
            .create(
                {
                    "complaint_id": complaint.id,
                    "way": "paper",
                    "satisfied": "yes",
                    "scan": b"c2Nhbg==",
                    "scan_name": "form.pdf",
                }
            )
        )
        with self.assertRaises(ValidationError):
            entry.action_confirm()
        entry.is_signed = True
        entry.action_confirm()
        self.assertEqual(complaint.sudo().confirmation_ids.scan_name, "form.pdf")
        self.assertEqual(complaint.close_kind, "confirmed")

    def test_rights(self):
        """CMP-04 answers are read by who sees the case, and written by nobody"""
        complaint = self._new_asked()
        confirmation = complaint.sudo().confirmation_ids
        for user in (self.user, self.head, self.officer, self.manager, self.auditor):
            with self.subTest(user.login):
                own = confirmation.with_user(user)
                self.assertEqual(own.state, "asked")
                with self.assertRaises(AccessError):
                    own.read(["access_token"])
                with self.assertRaises(AccessError):
                    own.write({"satisfied": "yes"})
        for user in (self.colleague, self.employee, self.portal_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                confirmation.with_user(user).read(["state"])
        with self.assertRaises(AccessError):
            complaint.with_user(self.colleague)._enter_confirmation({})
        with self.assertRaises(AccessError):
            complaint.with_user(self.auditor)._enter_confirmation({})

    def test_confidential(self):
        """CMP-10 confirmations of confidential cases are seen by those named only"""
        complaint = self._new_complaint(kind="leak", user_id=self.user.id)
        complaint.sudo().write({"confidant_ids": [Command.set(self.user.ids)]})
        confirmation = self.env["crm.complaint.confirmation"]._ask(complaint)
        self.assertEqual(confirmation.with_user(self.user).state, "asked")
        for user in (self.manager, self.auditor):
            with self.assertRaises(AccessError):
                confirmation.with_user(user).read(["state"])

    def test_companies(self):
        """CMP-04 confirmations of other companies are not seen"""
        company = self.env["res.company"].create({"name": "Branch"})
        stranger = self._new_user(
            "cmp_stranger", "crm_policy.group_manager", company=company
        )
        confirmation = self._get_confirmation(self._new_asked())
        with self.assertRaises(AccessError):
            confirmation.with_user(stranger).read(["state"])
