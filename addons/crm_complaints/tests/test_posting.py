# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import NOW
from .intake_common import ComplaintIntakeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPosting(ComplaintIntakeCommon):
    """The customer reads what the people say who handle the case (CMP-03)."""

    def setUp(self):
        super().setUp()
        self.desk.user_ids = self.user
        self.case = self._new_complaint(contact_id=self.contact.id)
        self.env["crm.complaint.finding"].create(
            {
                "complaint_id": self.case.id,
                "unit_id": self.quality.id,
                "user_id": self.colleague.id,
            }
        )
        self.values = {
            "body": "It was our fault",
            "message_type": "comment",
            "subtype_xmlid": "mail.mt_comment",
        }

    def _read_by_customer(self):
        return " ".join(
            str(message["body"]) for message in self.case._get_customer_messages()
        )

    def test_panel(self):
        """CMP-03 the panel talks among colleagues, past nobody's approved reply"""
        message = self.case.with_user(self.colleague).message_post(
            **self.values, partner_ids=(self.contact | self.user.partner_id).ids
        )
        self.assertTrue(message.sudo().is_internal)
        self.assertEqual(message.sudo().partner_ids, self.user.partner_id)
        self.assertNotIn("our fault", self._read_by_customer())

    def test_panel_by_hand(self):
        """CMP-03 neither an own message nor a changed note reaches the customer"""
        comment = self.env.ref("mail.mt_comment")
        messages = self.env["mail.message"].with_user(self.colleague)
        message = messages.create(
            {
                "model": "crm.complaint",
                "res_id": self.case.id,
                "body": "It was our fault",
                "message_type": "comment",
                "subtype_id": comment.id,
            }
        )
        self.assertNotIn("our fault", self._read_by_customer())
        message.write({"subtype_id": comment.id, "is_internal": False})
        self.assertNotIn("our fault", self._read_by_customer())

    def test_panel_by_mail(self):
        """CMP-03 so it is with what the panel answers by mail; the customer's stays"""
        self.colleague.partner_id.email = "quality@policy.example.com"
        for sender in (self.colleague.email, "contact@customer.example.com"):
            case = self._receive_mail(
                f"Word of {sender}", From=sender, Subject=f"Re: {self.case.reference}"
            )
            self.assertEqual(case, self.case)
        text = self._read_by_customer()
        self.assertNotIn(self.colleague.email, text)
        self.assertIn("contact@customer.example.com", text)

    def test_handler(self):
        """CMP-03 who handles the case writes to the customer"""
        for user in (self.user, self.head, self.officer, self.manager):
            with self.subTest(user.login):
                self.case.with_user(user).message_post(
                    **{**self.values, "body": f"Word of {user.login}"}
                )
                self.assertIn(user.login, self._read_by_customer())

    def test_auditor(self):
        """CMP-03 auditors read and post nothing, notes neither"""
        case = self.case.with_user(self.auditor)
        self.assertTrue(case.has_access("read"))
        for subtype in ("mail.mt_comment", "mail.mt_note"):
            with self.subTest(subtype), self.assertRaises(AccessError):
                case.message_post(**{**self.values, "subtype_xmlid": subtype})
