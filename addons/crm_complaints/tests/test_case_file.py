# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import NOW
from .confirmation_common import ConfirmationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestCaseFile(ConfirmationCommon):
    """All of a case on paper (CMP-04, CMP-12)."""

    def _render(self, complaint, user):
        reports = self.env["ir.actions.report"].with_user(user)
        content, _kind = reports._render_qweb_html(
            "crm_complaints.report_case_file", complaint.ids
        )
        return content.decode()

    def test_file(self):
        """CMP-04 CMP-12 data, events, the confirmation with its scan, signatures"""
        complaint = self._new_asked(
            description="<p>Rain<script>alert(1)</script></p>", wish="A new window"
        )
        complaint._enter_confirmation(
            {
                "way": "paper",
                "answerer_name": "Mr. Chen",
                "satisfied": "yes",
                "timeliness": "4",
                "scan": b"c2Nhbg==",
                "scan_name": "signed form.pdf",
                "is_signed": True,
            }
        )
        text = self._render(complaint, self.user)
        for part in (
            complaint.reference,
            "A new window",
            "Customer Satisfied",
            "Mr. Chen",
            "signed form.pdf",
            "Timeliness: Very satisfied",
            "Signature, seal, date",
        ):
            self.assertIn(part, text)
        self.assertNotIn("<script>alert", text)
        # by the clock of the company: 01:00 in UTC is 09:00 in Shanghai
        self.assertIn("07/01/2026 9:00", text)
        self.assertNotIn("False", text)

    def test_sections(self):
        """CMP-12 sections without content are left out, the others in their order"""
        complaint = self._new_complaint()
        sections = complaint._get_sorted_case_file()
        numbers = [section["sequence"] for section in sections]
        self.assertEqual(numbers, sorted(numbers))
        titles = [section["title"] for section in sections]
        self.assertIn("Course of the Case", titles)
        self.assertNotIn("Confirmation by the Customer", titles)

    def test_rights(self):
        """CMP-12 who does not see the case does not print it"""
        complaint = self._new_asked()
        with self.assertRaises(AccessError):
            self._render(complaint, self.colleague)
        self.assertIn(complaint.reference, self._render(complaint, self.auditor))
