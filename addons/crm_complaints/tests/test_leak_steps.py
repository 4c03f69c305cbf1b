# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import NOW
from .leak_common import LeakCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestLeakSteps(LeakCommon):
    """How a leak is answered, held to account, and closed."""

    def test_nobody_to_reply_to(self):
        """CMP-10 a leak found by own staff takes no reply, one reported does"""
        own = self._new_complaint(self.officer, kind="leak", partner_id=False)
        with self.assertRaisesRegex(UserError, "No customer reported"):
            own.action_draft_reply()
        with self.assertRaisesRegex(UserError, "No customer reported"):
            self.env["crm.complaint.reply"].with_user(self.officer).create(
                {"complaint_id": own.id}
            )
        self.assertTrue(self.leak.partner_id)
        action = self.leak.with_user(self.officer).action_draft_reply()
        self.assertEqual(action["res_model"], "crm.complaint.reply")

    def test_customer_is_answered(self):
        """CMP-10: the reply goes to the customer by mail, to nobody in the thread."""
        leak = self.leak.with_user(self.officer)
        leak.contact_id = self.contact
        leak.action_report()
        leak.action_investigate()
        reply = (
            self.env["crm.complaint.reply"]
            .with_user(self.officer)
            .create({"complaint_id": leak.id, "body": "<p>We have stopped it</p>"})
        )
        reply.action_submit()
        self.assertEqual(reply.sudo().activity_ids.user_id, self.trusted)
        reply.with_user(self.trusted).action_approve()
        reply.action_send()
        self.assertEqual(leak.state, "replied")
        mail = self.env["mail.mail"].search(
            [("model", "=", leak._name), ("res_id", "=", leak.id)]
        )
        self.assertIn(
            self.contact.email, ",".join(filter(None, mail.mapped("email_to")))
        )
        people = (self.officer | self.trusted).partner_id
        self.assertLessEqual(leak.sudo().message_ids.partner_ids, people)
        self.assertLessEqual(leak.sudo().message_partner_ids, people)

    def test_ends_by_its_own_step(self):
        """CMP-10: nobody withdraws, confirms or remedies a leak away."""
        leak = self.leak.with_user(self.officer)
        trusted = self.leak.with_user(self.trusted)
        for case in (leak, trusted):
            with self.assertRaisesRegex(UserError, "once it has been looked into"):
                case.action_withdraw("By phone")
        with self.assertRaises(AccessError):
            leak.action_cancel("Entered twice")
        leak.action_report()
        leak.action_investigate()
        leak._mark_replied()
        with self.assertRaisesRegex(UserError, "once it has been looked into"):
            leak.action_ask_confirmation()
        self.leak._close_remedied("1")
        self.assertEqual(self.leak.state, "replied")
        trusted.action_cancel("A false alarm, see the log")
        self.assertEqual(self.leak.close_kind, "cancelled")

    def test_customer_takes_it_back(self):
        """CMP-10: a customer's withdrawal is a note for the people named."""
        self.assertEqual(self.leak._withdraw_by_customer("I was wrong"), "answered")
        self.assertEqual(self.leak.state, "new")
        self.assertIn("I was wrong", self.leak.message_ids[:1].body)
        told = self.leak.sudo().activity_ids.filtered(
            lambda activity: "take the report back" in activity.summary
        )
        self.assertEqual(told.user_id, self.officer | self.trusted)

    def test_accountability(self):
        """CMP-10: proposed, confirmed by a manager named, told, appealed, closed."""
        line = self._propose()
        self.assertEqual(line.proposed_by_id, self.officer)
        with self.assertRaisesRegex(AccessError, "manager named"):
            line.action_confirm()
        with self.assertRaises(AccessError):
            line.with_user(self.manager).action_confirm()
        manager = line.with_user(self.trusted)
        manager.action_confirm()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            line.reason = "Something else"
        line.action_tell()
        with self.assertRaisesRegex(UserError, "against it"):
            line.action_appeal()
        line.appeal = "It was an order"
        line.action_appeal()
        with self.assertRaisesRegex(UserError, "Answer the appeal"):
            manager.action_close()
        manager.answer = "No such order was found"
        manager.action_close()
        self.assertEqual(line.state, "closed")
        self.assertEqual(line.confirmed_by_id, self.trusted)

    def test_accountability_dropped(self):
        """CMP-10: dropped with a reason, never deleted; not of those who look."""
        line = self._propose()
        manager = line.with_user(self.trusted)
        with self.assertRaisesRegex(UserError, "why it is dropped"):
            manager.action_drop()
        manager.answer = "It was the supplier"
        manager.action_drop()
        self.assertEqual(line.state, "dropped")
        with self.assertRaises(UserError):
            line.sudo().unlink()
        with self.assertRaises(ValidationError):
            self._propose(user_id=self.trusted.id)
        by_name = self._propose(user_id=False, person_name="Courier Wang")
        self.assertEqual(by_name.display_name, "Courier Wang")

    def test_close(self):
        """CMP-10: closed by a manager named, when log and accountability are done."""
        leak = self.leak.with_user(self.officer)
        leak.action_report()
        manager = self.leak.with_user(self.trusted)
        with self.assertRaises(AccessError):
            leak.action_close_leak()
        with self.assertRaisesRegex(UserError, "log"):
            manager.action_close_leak()
        log = self.env["crm.complaint.leak.log"].with_user(self.officer)
        entry = log.create({"complaint_id": leak.id, "note": "Mail log read"})
        with self.assertRaisesRegex(UserError, "log stays"):
            entry.note = "Nothing"
        line = self._propose()
        with self.assertRaisesRegex(UserError, "accountability"):
            manager.action_close_leak()
        line.with_user(self.trusted).answer = "Not proven"
        line.with_user(self.trusted).action_drop()
        manager.action_close_leak()
        self.assertEqual(leak.state, "closed")
