# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import NOW
from .confirmation_common import ConfirmationCommon


@tagged("post_install", "-at_install")
class TestPortalTours(ConfirmationCommon, HttpCase):
    """What customers do, on a phone (CMP-01, CMP-04)."""

    browser_size = "390x844"
    touch_enabled = True

    def test_portal(self):
        """CMP-01 CMP-04 a customer reports, answers, and confirms at the end"""
        self.start_tour("/my/complaints", "crm_complaints_portal", login="cmp_portal")
        complaint = self.env["crm.complaint"].search([("name", "=", "The door jams")])
        self.assertEqual(complaint.partner_id, self.customer)
        complaint.write({"unit_id": self.service.id, "user_id": self.user.id})
        self._bring_to(complaint, "awaiting")
        self.start_tour(
            "/my/complaints", "crm_complaints_portal_confirm", login="cmp_portal"
        )
        self.assertEqual(complaint.close_kind, "confirmed")
        self.assertEqual(complaint.sudo().confirmation_ids.way, "portal")

    def test_public(self):
        """CMP-01 CMP-14 a stranger writes an opinion, without login"""
        desk = self.env["crm.complaint.desk"]._get_default(self.company)
        desk.public_form = True
        self.company.complaint_web_min_seconds = 0
        self.start_tour(f"/complaint/{desk.public_token}", "crm_complaints_public")
        complaint = self.env["crm.complaint"].search([("name", "=", "Open on Sundays")])
        self.assertEqual(complaint.kind, "opinion")
        self.assertEqual(complaint.contact_name, "Ms. Li")

    def test_link(self):
        """CMP-04 not satisfied by the link: it goes on, one step higher"""
        complaint = self._new_asked()
        token = self._get_confirmation(complaint).access_token
        self.start_tour(f"/complaint/confirm/{token}", "crm_complaints_link")
        self.assertEqual(complaint.state, "investigating")
        self.assertEqual(complaint.reopen_count, 1)


@tagged("post_install", "-at_install")
class TestConfirmationTours(ConfirmationCommon, HttpCase):
    """What staff do with the customer's confirmation (CMP-04)."""

    def test_enter_answer(self):
        """CMP-04 the handler takes an answer down on the phone"""
        complaint = self._new_asked()
        with freeze_time(NOW, tick=True):
            self.start_tour(
                f"/odoo/crm.complaint/{complaint.id}",
                "crm_complaints_enter_answer",
                login=self.user.login,
            )
        self.assertEqual(complaint.close_kind, "confirmed")
        self.assertEqual(complaint.sudo().confirmation_ids.way, "phone")

    def test_unconfirmed(self):
        """CMP-04 the manager closes what was not confirmed, with a reason"""
        with freeze_time(NOW):
            complaint = self._new_asked()
        action = "crm_complaints.crm_complaint_confirmation_action_unanswered"
        with freeze_time("2026-07-10 01:00:00", tick=True):
            self.start_tour(
                f"/odoo/action-{action}",
                "crm_complaints_unconfirmed",
                login=self.manager.login,
            )
        self.assertEqual(complaint.close_kind, "unconfirmed")
        self.assertIn("three times", complaint.close_reason)
