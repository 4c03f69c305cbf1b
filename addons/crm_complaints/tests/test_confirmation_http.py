# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from lxml import html

from odoo.tests import HttpCase, tagged

from .confirmation_common import ConfirmationCommon


@tagged("post_install", "-at_install")
class TestConfirmationHttp(ConfirmationCommon, HttpCase):
    """The link of the customer's own (CMP-04)."""

    def setUp(self):
        super().setUp()
        self.complaint = self._new_asked()
        self.confirmation = self._get_confirmation(self.complaint)
        self.url = f"/complaint/confirm/{self.confirmation.access_token}"

    def _open(self, url):
        response = self.url_open(url)
        return response, html.fromstring(response.text)

    def _send(self, url=None, **values):
        _response, page = self._open(self.url)
        token = page.xpath("//input[@name='csrf_token']/@value")
        return self.url_open(
            url or self.url,
            data={
                "csrf_token": token and token[0],
                "satisfied": "yes",
                "name": "Mr. Chen",
                **values,
            },
        )

    def test_satisfied(self):
        """CMP-04 a click or two, and it is closed; the link works once"""
        response, page = self._open(self.url)
        self.assertEqual(response.status_code, 200)
        self.assertIn(self.complaint.reference, page.text_content())
        response = self._send(timeliness="4")
        self.assertIn("Your complaint is closed", response.text)
        self.assertEqual(self.complaint.close_kind, "confirmed")
        self.assertFalse(self.complaint.closed_by_id)
        self.assertEqual(self.confirmation.way, "link")
        self.assertEqual(self.confirmation.answerer_name, "Mr. Chen")
        response = self.url_open(self.url)
        self.assertEqual(response.status_code, 410)
        self.assertIn("Already answered", response.text)

    def test_not_satisfied(self):
        """CMP-04 not satisfied needs a word, and opens it again"""
        response = self._send(satisfied="no")
        self.assertIn("Please write what is not satisfactory", response.text)
        self.assertEqual(self.complaint.state, "awaiting")
        response = self._send(satisfied="no", comment="<script>alert(1)</script>")
        self.assertNotIn("<script>alert", response.text)
        self.assertEqual(self.complaint.state, "investigating")

    def test_two_browsers(self):
        """CMP-04 of two pages open at the same time one counts, the other is told"""
        _response, page = self._open(self.url)
        token = page.xpath("//input[@name='csrf_token']/@value")[0]
        values = {"csrf_token": token, "name": "Mr. Chen"}
        self.url_open(self.url, data={**values, "satisfied": "yes"})
        response = self.url_open(
            self.url, data={**values, "satisfied": "no", "comment": "No"}
        )
        self.assertIn("Already answered", response.text)
        self.assertEqual(self.complaint.close_kind, "confirmed")

    def test_bad_links(self):
        """CMP-04 links that are foreign, closed or expired say so politely"""
        response = self.url_open("/complaint/confirm/0000")
        self.assertEqual(response.status_code, 404)
        self.assertIn("Link not known", response.text)
        self.confirmation.expires_on = "2026-01-01"
        response = self.url_open(self.url)
        self.assertEqual(response.status_code, 410)
        self.assertIn("No longer open", response.text)
        self.confirmation.expires_on = "2099-01-01"
        # the token of the case is none of its confirmation
        self.complaint._portal_ensure_token()
        token = self.complaint.sudo().access_token
        response = self.url_open(f"/complaint/confirm/{token}")
        self.assertEqual(response.status_code, 404)
        self.complaint.sudo()._withdraw_by_customer("By phone")
        self.assertIn("No longer open", self.url_open(self.url).text)

    def test_bad_values(self):
        """CMP-04 nothing but the choices offered; never without a name"""
        self.assertIn("Please choose", self._send(satisfied="perhaps").text)
        self.assertIn("Please choose", self._send(timeliness="9").text)
        self.assertIn("Please fill in", self._send(name=" ").text)
        self.assertEqual(self.complaint.state, "awaiting")

    def test_language(self):
        """CMP-04 the page speaks the customer's language"""
        self.env["res.lang"]._activate_lang("zh_CN")
        view = self.env.ref("crm_complaints.confirmation_form")
        view.update_field_translations(
            "arch_db", {"zh_CN": {"Are you satisfied?": "您满意吗？"}}
        )
        self.contact.lang = "zh_CN"
        self.assertIn("您满意吗？", self.url_open(self.url).text)
