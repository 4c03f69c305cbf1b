# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW
from .quality_common import QualityCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestReply(QualityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.complaint = cls._new_case(contact_id=cls.contact.id)
            cls._sign_all(cls.complaint)

    def test_begins_as_the_template_of_the_category(self):
        """CMP-03 the draft is the category's template, in the customer's language"""
        self.env["res.lang"]._activate_lang("zh_CN")
        template = self.env.ref("crm_complaints.mail_template_reply").copy(
            {"body_html": "<p>Dear <t t-out='object.contact_name'/></p>"}
        )
        template.with_context(
            lang="zh_CN"
        ).body_html = "<p>尊敬的<t t-out='object.contact_name'/></p>"
        self.category.reply_template_id = template
        self.contact.lang = "zh_CN"
        reply = self._new_reply(self.complaint)
        self.assertEqual(reply.body, "<p>尊敬的Contact A</p>")
        self.assertEqual(self.complaint.reply_ids.way, "mail")

    def test_places_to_fill_in(self):
        """CMP-03 a reply with the dots of its template is not sent to a customer"""
        reply = self._new_blank_reply(self.complaint)
        self.assertIn("<p>…</p>", reply.body)
        with self.assertRaisesRegex(UserError, "places to fill in"):
            reply.action_submit()
        self.assertEqual(reply.state, "draft")
        reply.body = reply.body.replace("…", "The seal was worn … we think.")
        reply.action_submit()
        self.assertEqual(reply.state, "submitted")

    def test_drafted_approved_sent(self):
        """CMP-03 drafted by the handler, approved by the head, sent in the thread"""
        reply = self._new_reply(self.complaint)
        reply.action_submit()
        self.assertEqual(reply.sudo().activity_ids.user_id, self.head)
        reply.with_user(self.head).action_approve()
        self.assertEqual(reply.approved_by_id, self.head)
        self.assertFalse(reply.sudo().activity_ids)
        reply.action_send()
        self.assertEqual((reply.state, reply.sent_by_id), ("sent", self.user))
        self.assertEqual(self.complaint.state, "replied")
        message = self.complaint.message_ids.filtered(
            lambda one: one.partner_ids == self.contact
        )
        self.assertEqual(message.subtype_id, self.env.ref("mail.mt_comment"))
        self.assertIn("Dear Contact A", message.body)
        self.assertIn(self.complaint.reference, message.subject)

    def test_attachments(self):
        """CMP-03 who approves a reply opens what is sent with it"""
        photos = self.env["ir.attachment"].with_user(self.user)
        before, after = photos.create(
            [{"name": name, "raw": b"photo"} for name in ("before.jpg", "after.jpg")]
        )
        reply = self._new_reply(
            self.complaint, attachment_ids=[Command.link(before.id)]
        )
        reply.attachment_ids = [Command.link(after.id)]
        for photo in (before, after):
            self.assertTrue(photo.with_user(self.head).has_access("read"))

    def test_drafter_does_not_approve(self):
        """CMP-03 somebody else approves, unless the settings let drafters do so"""
        self.service.head_id = self.user
        reply = self._new_reply(self.complaint)
        reply.action_submit()
        # the next head above is asked
        self.assertEqual(reply.sudo().activity_ids.user_id, self.manager)
        with self.assertRaises(AccessError):
            reply.action_approve()
        self.company.complaint_reply_self = True
        reply.action_approve()
        self.assertEqual(reply.state, "approved")

    def test_author_does_not_approve(self):
        """CMP-03 who wrote the text does not approve it, whoever submits"""
        reply = self._new_reply(self.complaint)
        reply.with_user(self.officer).body = "<p>All is well</p>"
        self.assertEqual(reply.written_by_id, self.officer)
        reply.action_submit()
        with self.assertRaises(AccessError):
            reply.with_user(self.officer).action_approve()
        with self.assertRaises(UserError):
            reply.written_by_id = self.user
        reply.with_user(self.head).action_approve()
        self.assertEqual(reply.state, "approved")

    def test_not_outside_the_investigation(self):
        """CMP-03 nothing is replied before it is looked into, nor to a closed case"""
        complaint = self._new_complaint(name="New", unit_id=self.service.id)
        reply = self._new_reply(complaint)
        with self.assertRaises(UserError):
            reply.action_submit()
        complaint.action_report()
        complaint.action_investigate()
        self._sign_all(complaint)
        reply.action_submit()
        reply.with_user(self.head).action_approve()
        complaint.sudo().state = "reported"
        with self.assertRaises(UserError):
            reply.action_send()
        complaint.sudo().state = "investigating"
        reply.action_send()
        self.assertTrue(complaint.replied_on)

    def test_members_do_not_approve(self):
        """CMP-03 neither a colleague nor the panel approves"""
        self.service.user_ids |= self.colleague
        reply = self._new_reply(self.complaint)
        reply.action_submit()
        for user in (self.colleague, self.inspector):
            with self.assertRaises(AccessError):
                reply.with_user(user).action_approve()
        reply.with_user(self.officer).action_approve()
        self.assertEqual(reply.state, "approved")

    def test_returned_with_a_reason(self):
        """CMP-03 returned to the drafter, changed and submitted again"""
        reply = self._new_reply(self.complaint)
        reply.action_submit()
        with self.assertRaises(UserError):
            reply.body = "<p>Changed secretly</p>"
        reply.with_user(self.head)._return("Name the date")
        self.assertEqual(reply.state, "returned")
        self.assertEqual(reply.sudo().activity_ids.user_id, self.user)
        reply.body = "<p>By Friday</p>"
        reply.action_submit()
        self.assertEqual(reply.state, "submitted")
        self.assertEqual(reply.sudo().activity_ids.user_id, self.head)

    def test_not_submitted_before_the_panel_signed(self):
        """CMP-03 a reply waits for the findings"""
        complaint = self._new_case(name="Another")
        reply = self._new_reply(complaint)
        with self.assertRaises(UserError):
            reply.action_submit()

    def test_one_reply_at_a_time(self):
        """CMP-03 two people do not write two replies at once"""
        self._new_reply(self.complaint)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            self._new_reply(self.complaint)

    def test_letter_is_noted(self):
        """CMP-03 a letter is noted in the thread and mailed to nobody"""
        reply = self._new_reply(self.complaint, way="letter")
        reply.action_submit()
        reply.with_user(self.head).action_approve()
        reply.action_send()
        self.assertEqual(self.complaint.state, "replied")
        note = self.complaint.message_ids[0]
        texts = self.complaint.message_ids.mapped("body")
        self.assertTrue(any("Letter" in text for text in texts))
        self.assertFalse(note.partner_ids)

    def test_customer_without_address(self):
        """CMP-03 a mail needs an address; the sender of an unknown report is one"""
        complaint = self._new_case(
            name="From a stranger", partner_id=False, email_from="who@example.com"
        )
        self._sign_all(complaint)
        reply = self._new_reply(complaint)
        self.assertEqual(reply.way, "mail")
        reply.action_submit()
        reply.with_user(self.head).action_approve()
        complaint.sudo().email_from = False
        with self.assertRaises(UserError):
            reply.action_send()
        complaint.sudo().email_from = "who@example.com"
        reply.action_send()
        self.assertEqual(complaint.state, "replied")

    def test_script_does_not_survive(self):
        """CMP-03 a reply is cleaned of scripts"""
        reply = self._new_reply(
            self.complaint, body="<p>Dear</p><script>alert(1)</script>"
        )
        self.assertNotIn("script", reply.body)
