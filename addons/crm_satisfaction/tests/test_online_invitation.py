# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import NOW
from .online_common import OnlineCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestOnlineInvitation(OnlineCommon):
    """Who is asked, reminded and called (SAT-09)."""

    def _get_mails(self):
        domain = [("subject", "ilike", "how satisfied")]
        return self.env["mail.mail"].sudo().search(domain, order="id")

    def test_send(self):
        """SAT-09 each respondent gets a link of one's own, in the own language; who
        has no address is listed with the reason, to be called"""
        self.env["res.lang"]._activate_lang("fr_FR")
        self.contact.lang = "fr_FR"
        template = self.env.ref(
            "crm_satisfaction.mail_template_satisfaction_invitation"
        )
        template.with_context(lang="fr_FR").subject = "French, how satisfied"
        self.inspector.email = "no address"
        measurement = self._open()
        wizard = Form.from_action(
            self.env(user=self.user), measurement.action_send_invitations()
        )
        wizard = wizard.save()
        self.assertEqual(wizard.line_ids.mapped("state"), ["send", "call"])
        self.assertIn("no address", wizard.line_ids[1].note)
        wizard.action_send()
        first, second = measurement.invitation_ids.sorted("id")
        self.assertEqual((first.state, second.state), ("sent", "unreachable"))
        self.assertTrue(second.to_phone)
        self.assertEqual(first.lang, "fr_FR")
        mail = self._get_mails()
        self.assertEqual(mail.subject, "French, how satisfied")
        self.assertEqual(mail.email_to, "contact@a.example.com")
        self.assertIn(first.sudo().access_token, mail.body_html)
        self.assertFalse(mail.model)
        self.assertEqual(str(self._get_input(first).deadline), "2026-07-31 16:00:00")
        self.assertFalse(self._get_input(first).partner_id)
        self.assertEqual(measurement.invited_count, 2)
        again = measurement.action_send_invitations()
        wizard = Form.from_action(self.env(user=self.user), again).save()
        self.assertEqual(set(wizard.line_ids.mapped("state")), {"known"})
        wizard.action_send()
        self.assertEqual(len(measurement.invitation_ids), 2)

    def test_look_at_the_mail(self):
        """SAT-09 the mail can be looked at before, and nothing stays of that"""
        measurement = self._open()
        wizard = Form.from_action(
            self.env(user=self.user), measurement.action_send_invitations()
        ).save()
        wizard.action_preview_mail()
        self.assertIn("North Bridge", wizard.mail_subject)
        self.assertIn("Contact A", wizard.mail_body)
        self.assertFalse(measurement.invitation_ids)
        self.assertFalse(wizard.line_ids.with_user(self.manager).has_access("read"))

    def test_not_open(self):
        """SAT-09 nothing is sent before it opens, nor after answers closed"""
        measurement = self._new_measurement()
        with self.assertRaises(UserError):
            measurement.action_send_invitations()
        self.assertFalse(measurement.is_collecting)
        self._open(measurement)
        self.assertTrue(measurement.is_collecting)
        measurement.closing_on = "2026-06-30"
        self.assertFalse(measurement.is_collecting)
        with self.assertRaises(UserError):
            measurement.action_send_invitations()

    def test_special_respondents(self):
        """SAT-09 archived contacts, a shared mailbox, no language"""
        self.contact.email = self.inspector.email
        self.contact.lang = False
        measurement = self._open()
        wizard = Form.from_action(
            self.env(user=self.user), measurement.action_send_invitations()
        ).save()
        self.assertTrue(all(wizard.line_ids.mapped("note")))
        self.inspector.active = False
        invitations = self._invite(measurement)
        self.assertEqual(invitations.mapped("state"), ["sent", "unreachable"])
        self.assertEqual(invitations[0].lang, "en_US")

    def test_archived_after_sending(self):
        """SAT-09 who is not a respondent any more cannot answer"""
        measurement = self._open()
        invitation = self._invite(measurement)[0]
        self.subject.respondent_ids[0].active = False
        self.assertEqual(invitation.state, "withdrawn")
        problem = self._get_input(invitation)._get_satisfaction_problem()
        self.assertEqual(problem, "withdrawn")

    def test_reminders(self):
        """SAT-09 reminded after five and ten days, at most twice, until it closes"""
        measurement = self._open()
        invitations = self._invite(measurement)
        cron = self.env.ref("crm_satisfaction.ir_cron_satisfaction_remind")
        self._submit(self._get_input(invitations[1]), ["satisfied"] * 3)
        counts = []
        for day in ("05", "06", "06", "10", "11", "20"):
            with freeze_time(f"2026-07-{day} 02:00:00"):
                with self.enter_registry_test_mode():
                    cron.method_direct_trigger()
            counts.append(invitations[0].reminder_count)
        self.assertEqual(counts, [0, 1, 1, 1, 2, 2])
        self.assertEqual(invitations[1].reminder_count, 0)

    def test_reminded_where_allowed(self):
        """SAT-09 no reminder to whom wants no mail; a new address is invited anew"""
        invitations = self._invite(self._open()).sudo()
        gone, moved = invitations[0], invitations[1]
        tokens = invitations.mapped("access_token")
        self.env["mail.blacklist"]._add(gone.email)
        gone.partner_id.invalidate_recordset(["is_blacklisted"])
        moved.partner_id.email = "moved@example.com"
        with freeze_time("2026-07-07 01:00:00"):
            invitations._remind()
        self.assertEqual((gone.state, gone.reminder_count), ("unreachable", 0))
        self.assertTrue(gone.to_phone and gone.note)
        self.assertIn("Call who", gone.measurement_id.activity_ids.summary)
        self.assertEqual((moved.state, moved.reminder_count), ("sent", 0))
        self.assertEqual(moved.email, "moved@example.com")
        self.assertNotEqual(moved.access_token, tokens[1])
        self.assertEqual(moved.mail_id.email_to, "moved@example.com")

    def test_not_reminded(self):
        """SAT-09 no reminder after closing, to archived people, or when switched off"""
        measurement = self._open(closing_on="2026-07-03")
        invitations = self._invite(measurement)
        model = self.env["crm.satisfaction.invitation"]
        with freeze_time("2026-07-08"):
            self.assertFalse(model.search(model._get_reminder_domain()))
            measurement.closing_on = "2026-07-20"
            self.assertEqual(model.search(model._get_reminder_domain()), invitations)
            self.inspector.active = False
            self.assertEqual(model.search(model._get_reminder_domain()), invitations[0])
            self.company.satisfaction_remind_first = 0
            self.assertFalse(model.search(model._get_reminder_domain()))

    def test_closing(self):
        """SAT-09 without answer when it closes: to be called, and one activity; the
        deadline follows the closing day"""
        measurement = self._open()
        invitations = self._invite(measurement)
        measurement.closing_on = "2026-07-10"
        self.assertEqual(
            str(self._get_input(invitations[0]).deadline), "2026-07-10 16:00:00"
        )
        cron = self.env.ref("crm_satisfaction.ir_cron_satisfaction_expire")
        with freeze_time("2026-07-10 15:59:00"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertEqual(set(invitations.mapped("state")), {"sent"})
        with freeze_time("2026-07-10 16:00:00"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
            cron.method_direct_trigger()
        self.assertEqual(set(invitations.mapped("state")), {"expired"})
        self.assertTrue(all(invitations.mapped("to_phone")))
        self.assertEqual(len(measurement.activity_ids), 1)
        self.assertEqual(measurement.activity_ids.user_id, self.user)

    def test_resend_and_withdraw(self):
        """SAT-09 sent again with the same link, to a corrected address with a new one;
        withdrawn, it does not work"""
        measurement = self._open()
        invitation = self._invite(measurement)[0].with_user(self.user)
        token = invitation.sudo().access_token
        invitation.action_resend()
        self.assertEqual(invitation.sudo().access_token, token)
        self.contact.email = "new@a.example.com"
        invitation.action_resend()
        self.assertNotEqual(invitation.sudo().access_token, token)
        self.assertEqual(invitation.email, "new@a.example.com")
        invitation.action_withdraw()
        self.assertEqual(invitation.state, "withdrawn")
        self.assertEqual(measurement.invited_count, 1)
        self.contact.email = False
        with self.assertRaises(UserError):
            invitation.action_resend()
        self.contact.email = "back@a.example.com"
        invitation.action_resend()
        self.assertEqual(invitation.state, "sent")
        self._submit(self._get_input(invitation), ["satisfied"] * 3)
        with self.assertRaises(UserError):
            invitation.action_resend()

    def test_bounce(self):
        """SAT-09 a mail that comes back is seen, and somebody calls"""
        measurement = self._open()
        invitations = self._invite(measurement)
        self.contact._message_receive_bounce(self.contact.email, self.contact)
        self.assertEqual(invitations.mapped("state"), ["bounced", "sent"])
        self.assertTrue(invitations[0].to_phone)
        self.assertIn(self.contact.email, invitations[0].note)
        self.assertEqual(measurement.activity_ids.user_id, self.user)

    def test_mail_not_sent(self):
        """SAT-09 a mail that no server takes is seen"""
        measurement = self._open()
        invitation = self._invite(measurement)[0]
        invitation.sudo().mail_id.write(
            {"state": "exception", "failure_reason": "No server"}
        )
        mine = self.env["crm.satisfaction.invitation"].with_user(self.user)
        self.assertEqual(mine.search([("is_failed", "=", True)]), invitation)
        self.assertEqual(invitation.with_user(self.user).failure, "No server")

    @mute_logger("odoo.sql_db")
    def test_one_each(self):
        """SAT-09 one invitation a person and measurement"""
        measurement = self._open()
        invitation = self._invite(measurement)[0]
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            invitation.sudo().copy()

    def test_rights(self):
        """SAT-09 the department sees its invitations, others none; nobody writes"""
        measurement = self._open()
        invitations = self._invite(measurement)
        model = self.env["crm.satisfaction.invitation"]
        domain = [("measurement_id", "=", measurement.id)]
        for user, count in (
            (self.user, 2),
            (self.head, 2),
            (self.colleague, 0),
            (self.officer, 2),
            (self.auditor, 2),
        ):
            self.assertEqual(model.with_user(user).search_count(domain), count)
            with self.assertRaises(AccessError):
                invitations.with_user(user).write({"state": "answered"})
        with self.assertRaises(AccessError):
            model.with_user(self.employee).search(domain)
        for user in (self.colleague, self.auditor):
            with self.assertRaises(AccessError):
                invitations.with_user(user).action_resend()
            with self.assertRaises(AccessError):
                measurement.with_user(user).action_send_invitations()
