# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_portal_http import PortalHttpCommon

SCRIPT = "<p>Wet</p><script>alert(1)</script><img src='x' onerror='alert(2)'>"


@tagged("post_install", "-at_install")
class TestPortalLeak(PortalHttpCommon):
    """What customers see of leaks, and what of scripts is left."""

    def test_leak(self):
        """CMP-10 who reported a leak follows it; the own company's others do not"""
        leak = self._new_complaint(
            self.manager, kind="leak", name="Price list", contact_id=self.contact.id
        )
        url = f"/my/complaints/{leak.id}"
        colleague = self._new_portal_user(
            "cmp_portal_2",
            self.env["res.partner"].create(
                {"name": "Contact C", "parent_id": self.customer.id}
            ),
        )
        self._log_in(self.portal_user)
        self.assertIn("Price list", self._get_page(url).text_content())
        self.assertIn("Price list", self._get_page("/my/complaints").text_content())
        for user in (colleague, self.rival_user):
            with self.subTest(user.login), mute_logger("odoo.http"):
                self._log_in(user)
                page = self._get_page("/my/complaints").text_content()
                self.assertNotIn("Price list", page)
                response = self.url_open(url)
                self.assertNotIn("Price list", response.text)

    def test_script(self):
        """CMP-01 a script in a description runs neither on the page nor on paper"""
        complaint = self._new_complaint(contact_id=self.contact.id, description=SCRIPT)
        self._log_in(self.portal_user)
        texts = [self.url_open(f"/my/complaints/{complaint.id}").text]
        reports = self.env["ir.actions.report"].search(
            [("model", "=", "crm.complaint"), ("report_type", "=", "qweb-pdf")]
        )
        self.assertTrue(reports)
        for report in reports:
            content, _kind = report._render_qweb_html(report.report_name, complaint.ids)
            texts.append(content.decode())
        for text in texts:
            self.assertNotIn("alert(", text)
        self.assertIn("Wet", texts[0])
