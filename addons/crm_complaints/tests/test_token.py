# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import NOW
from .intake_common import ComplaintIntakeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestToken(ComplaintIntakeCommon):
    """The customer's links are the customer's alone (CMP-04)."""

    def setUp(self):
        super().setUp()
        self.case = self._receive_mail()
        self.case.write({"unit_id": self.service.id, "user_id": self.user.id})

    def test_receipt(self):
        """CMP-04 the mail has the customer's link, the history only the page's"""
        receipt = self._get_receipts(self.case)
        token = self.case.access_token
        self.assertTrue(token)
        self.assertIn(token, receipt.mail_ids.body_html)
        self.assertNotIn(token, receipt.body)
        self.assertIn(f"/my/complaints/{self.case.id}", receipt.body)

    def test_stranger(self):
        """CMP-04 whom the books do not know gets the link in the mail as well"""
        case = self._receive_mail(From="Nobody <nobody@example.org>")
        receipt = self._get_receipts(case)
        self.assertIn(case.access_token, receipt.mail_ids.body_html)
        self.assertNotIn(case.access_token, receipt.body)

    def test_quoted(self):
        """CMP-04 what an answer quotes of the links does not stand in the history"""
        self._bring_to(self.case, "awaiting")
        confirmation = self.case.sudo().confirmation_ids
        quoted = f"{self.case._get_customer_link()} {confirmation._get_url()}"
        answer = self._receive_mail(f"> {quoted}", Subject=f"Re: {self.case.reference}")
        self.assertEqual(answer, self.case)
        texts = " ".join(str(body) for body in self.case.message_ids.mapped("body"))
        self.assertIn("/complaint/confirm/", texts)
        self.assertNotIn(self.case.access_token, texts)
        self.assertNotIn(confirmation.access_token, texts)

    def test_readers(self):
        """CMP-04 who works on the case reads no token; sharing is for who handles it"""
        for user in (self.user, self.manager, self.auditor):
            case = self.case.with_user(user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                case.read(["access_token"])
        with self.assertRaises(AccessError):
            self.case.with_user(self.auditor)._get_share_url()
        self.assertIn("access_token", self.case.with_user(self.user)._get_share_url())
