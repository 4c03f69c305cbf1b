# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import Form, tagged

from .common import NOW
from .intake_common import ComplaintIntakeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestTaking(ComplaintIntakeCommon):
    """Every way in ends with the receipt (CMP-01)."""

    def _create(self, **values):
        complaints = self.env["crm.complaint"].with_user(self.user)
        return complaints.create(
            {
                "name": "Water comes in",
                "contact_id": self.contact.id,
                "category_id": self.category.id,
                **values,
            }
        )

    def test_form(self):
        """CMP-01 the standard form sends one receipt; who saves it asks nobody"""
        form = Form(self.env["crm.complaint"].with_user(self.user))
        form.name = "Water comes in"
        form.partner_id = self.customer
        form.category_id = self.category
        case = form.save()
        self.assertEqual(case.receipt_address, "a@customer.example.com")
        self.assertEqual(case.acknowledged_on, case.receipt_sent_on)
        self.assertFalse(case.activity_ids)
        case.action_send_receipt()
        self.assertEqual(len(self._get_receipts(case)), 1)

    def test_handler_asked(self):
        """CMP-02 entered for somebody else, that one hears of it"""
        case = self._create(user_id=self.head.id)
        self.assertEqual(case.activity_ids.user_id, self.head)
        case = self._create(user_id=False)
        self.assertFalse(case.activity_ids)

    def test_channel(self):
        """CMP-01 a channel without receipts sends none from the form either"""
        self.letter.send_receipt = False
        case = self._create(channel_id=self.letter.id)
        self.assertFalse(case.receipt_sent_on)
        self.assertIn("switched off", case.receipt_note)

    def test_no_address(self):
        """CMP-01 without an address the case says that the number is to be told"""
        case = self._create(contact_id=False, contact_name="Mr Li")
        self.assertIn("No valid e-mail", case.receipt_note)

    def test_found_by_ourselves(self):
        """CMP-01 what nobody reported from outside is no news to the customer"""
        for kind in ("leak", "information"):
            with self.subTest(kind):
                case = self._create(kind=kind)
                self.assertFalse(case.receipt_sent_on)
                self.assertFalse(case.receipt_note)
        told = self._create(kind="information", channel_id=self.phone.id)
        self.assertTrue(told.receipt_sent_on)

    def test_import(self):
        """CMP-01 old cases that a file brings are not confirmed to their customers"""
        complaints = self.env["crm.complaint"].with_user(self.user)
        complaints = complaints.with_context(import_file=True)
        result = complaints.load(
            ["name", "partner_id/.id"], [["Of last year", str(self.customer.id)]]
        )
        case = complaints.browse(result["ids"])
        self.assertEqual(case.name, "Of last year")
        self.assertFalse(case.receipt_sent_on)
