# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_portal_http import PortalHttpCommon


@tagged("post_install", "-at_install")
class TestPublicHttp(PortalHttpCommon):
    """Anybody reports without login, and learns nothing but the number (CMP-01)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = cls.env["crm.complaint.desk"]._get_default(cls.company)
        cls.desk.public_form = True
        cls.company.complaint_web_min_seconds = 0
        cls.url = f"/complaint/{cls.desk.public_token}"

    def _report(self, **values):
        return self._send(
            self.url,
            **{
                "contact": "Ms. Li",
                "phone": "139 0000 0000",
                "email": "li@stranger.example.com",
                "kind": "complaint",
                "name": "Noise at night",
                "description": "Every night",
                **values,
            },
        )

    def _get_new(self):
        return self.env["crm.complaint"].search([("name", "=", "Noise at night")])

    def test_report(self):
        """CMP-01 a stranger gets number, link and receipt; staff find the customer"""
        response = self._report()
        complaint = self._get_new()
        self.assertIn(complaint.reference, response.text)
        self.assertIn("access_token", response.url)
        self.assertEqual(complaint.channel_id.code, "web")
        self.assertEqual(complaint.company_id, self.company)
        self.assertEqual(complaint.desk_id, self.desk)
        self.assertEqual(complaint.contact_name, "Ms. Li")
        self.assertFalse(complaint.partner_id)
        self.assertFalse(complaint.received_by_id)
        self.assertTrue(complaint.receipt_sent_on)

    def test_tells_nothing(self):
        """CMP-01 known and unknown customers get the same page"""
        unknown = self._report()
        first = self._get_new()
        known = self._report(email="contact@customer.example.com")
        second = self._get_new() - first
        self.assertFalse(second.partner_id)
        self.assertNotIn("Customer A", known.text)
        self.assertNotIn("Contact A", known.text)
        self.assertEqual(unknown.status_code, known.status_code)

    def test_switch(self):
        """CMP-01 a form that is off is not there; each desk has its own"""
        self.assertEqual(self.url_open(self.url).status_code, 200)
        self.desk.public_form = False
        with mute_logger("odoo.http"):
            for url in (self.url, "/complaint/0000"):
                self.assertEqual(self.url_open(url).status_code, 404)

    def test_other_company(self):
        """CMP-01 the desk of another company takes reports for that one"""
        company = self.env["res.company"].create(
            {"name": "Branch", "complaint_web_min_seconds": 0}
        )
        desk = self.env["crm.complaint.desk"]._get_default(company)
        desk.public_form = True
        self.url = f"/complaint/{desk.public_token}"
        self._report()
        complaint = self._get_new().sudo()
        self.assertEqual(complaint.company_id, company)
        self.assertTrue(complaint.reference)

    def test_contact(self):
        """CMP-01 a way to answer is needed: phone or e-mail"""
        self.assertIn("Please leave a phone", self._report(phone="", email="").text)
        self.assertIn("check the e-mail", self._report(email="nonsense").text)
        self.assertFalse(self._get_new())
        self._report(email="")
        self.assertFalse(self._get_new().receipt_sent_on)

    def test_trap(self):
        """CMP-01 programs: the trap, and haste"""
        self.assertIn("could not be sent", self._report(website="spam.example").text)
        self.company.complaint_web_min_seconds = 60
        response = self._report()
        self.assertIn("could not be sent", response.text)
        # nothing typed is lost
        self.assertIn("Every night", response.text)
        self.assertFalse(self._get_new())

    def test_rate(self):
        """CMP-01 so many an hour from one address, counted in the database"""
        self.company.complaint_web_per_hour = 2
        for _number in range(2):
            self._report()
        self.assertIn("Too many reports", self._report().text)
        self.assertEqual(len(self._get_new()), 2)
        attempt = self.env["crm.complaint.web.attempt"].search([])
        self.assertEqual(attempt.attempts, 3)
        self.assertNotIn("127.0.0.1", attempt.address_key)
        self.company.complaint_web_per_hour = 0
        self._report()
        self.assertEqual(len(self._get_new()), 3)
        attempt.hour = "2026-01-01"
        attempt._gc_attempts()
        self.assertFalse(attempt.exists())

    def test_captcha(self):
        """CMP-01 the captcha of Odoo is asked where it is installed"""
        with patch.object(
            self.registry["ir.http"], "_verify_request_recaptcha_token"
        ) as verify:
            self._report()
        verify.assert_called_once_with("crm_complaints_public")

    def test_language(self):
        """CMP-01 a stranger is written to in the language of the form"""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.opener.cookies["frontend_lang"] = "zh_CN"
        self._report()
        complaint = self._get_new()
        self.assertEqual(complaint.web_lang, "zh_CN")
        self.assertEqual(complaint._get_customer_lang(), "zh_CN")
