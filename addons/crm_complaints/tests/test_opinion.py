# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW
from .intake_common import ComplaintIntakeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestOpinion(ComplaintIntakeCommon):
    def setUp(self):
        super().setUp()
        self.opinion = self._new_complaint(
            name="Open on Saturdays", kind="opinion", contact_id=self.contact.id
        )

    def _answer(self, user=None, **values):
        wizards = self.env["crm.complaint.answer"].with_user(user or self.user)
        wizard = wizards.create(
            {
                "complaint_id": self.opinion.id,
                "body": "<p>From August on we do.<script>x()</script></p>",
                **values,
            }
        )
        with self.mock_mail_gateway():
            wizard.action_answer()

    def test_answered_by_mail(self):
        """CMP-14 an opinion is answered by mail and closed"""
        self._answer()
        self.assertEqual(self.opinion.state, "closed")
        self.assertEqual(self.opinion.close_kind, "answered")
        self.assertEqual(self.opinion.answered_by_id, self.user)
        mail = self._get_receipts(self.opinion)
        self.assertEqual(mail.partner_ids, self.contact)
        self.assertIn("From August on", mail.body)
        self.assertNotIn("script", mail.body + self.opinion.answer)

    def test_answered_by_phone(self):
        """CMP-14 an answer told by phone is kept, the opinion stays open for more"""
        self._answer(way="phone", is_done=False)
        self.assertEqual(self.opinion.state, "replied")
        self.assertEqual(self.opinion.answer_way, "phone")
        self.assertFalse(self._get_receipts(self.opinion))
        self.opinion.action_close_answered()
        self.assertEqual(self.opinion.close_kind, "answered")
        kinds = self.opinion.event_ids.sorted("id").mapped("kind")
        self.assertEqual(kinds, ["received", "replied", "closed"])

    def test_answer_needs_text(self):
        """CMP-14 nothing is answered without a text, or by mail without an address"""
        with self.assertRaisesRegex(UserError, "Say what"):
            self._answer(body="<p><br/></p>")
        self.opinion.write({"contact_id": False, "email_from": False})
        with self.assertRaisesRegex(UserError, "address"):
            self._answer()

    def test_becomes_complaint(self):
        """CMP-14 an opinion that needs an investigation becomes a complaint"""
        self.opinion.with_user(self.user).action_make_complaint()
        self.assertEqual(self.opinion.kind, "complaint")
        self.assertEqual(self.opinion.state, "new")
        self.assertIn("converted", self.opinion.event_ids.mapped("kind"))
        with self.assertRaisesRegex(UserError, "opinions only"):
            self.opinion._answer_opinion("Text", "phone")

    def test_correction(self):
        """CMP-14 what is corrected is an improvement action of the opinion"""
        action = self.opinion.action_open_corrections()
        improvements = self.env["crm.improvement"].with_user(self.officer)
        improvement = improvements.with_context(**action["context"]).create({})
        self.assertEqual(improvement.name, "Open on Saturdays")
        self.assertEqual(improvements.search(action["domain"]), improvement)
        self.assertEqual(self.opinion.with_user(self.officer).correction_count, 1)

    def test_rights(self):
        """CMP-14 neither strangers nor auditors answer"""
        self.desk.user_ids -= self.colleague
        for user in (self.colleague, self.auditor):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.opinion.with_user(user)._answer_opinion("Text", "phone")

    def test_answer_by_steps_only(self):
        """CMP-14 the answer that was given cannot be changed"""
        text = "Something else"
        with self.assertRaises(UserError):
            self.opinion.with_user(self.manager).answer = text

    def test_analysis(self):
        """CMP-14 opinions are counted by category and month"""
        action = self.env.ref("crm_complaints.crm_complaint_opinion_action")
        self.assertEqual(action.view_mode, "list,form,graph,pivot,activity")
        rows = (
            self.env["crm.complaint"]
            .with_user(self.officer)
            ._read_group(
                [("kind", "=", "opinion"), ("company_id", "=", self.company.id)],
                ["category_id", "received_on:month"],
                ["__count"],
            )
        )
        self.assertEqual([row[2] for row in rows], [1])
