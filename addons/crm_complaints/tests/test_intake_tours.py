# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import NOW
from .intake_common import ComplaintIntakeCommon


@tagged("post_install", "-at_install")
class TestIntakeTours(ComplaintIntakeCommon, HttpCase):
    """The ways in, each by the person who sits there."""

    def _start(self, tour, user):
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(NOW, tick=True):
            self.start_tour("/odoo", tour, login=user.login)

    def test_phone(self):
        """CMP-01 CMP-02 an agent takes a call down and reports it at once"""
        self.env["crm.complaint.category"].create(
            {"name": "Jamming Doors", "unit_id": self.service.id}
        )
        with freeze_time("2026-06-30 01:00:00"):
            self._new_complaint()
        self._start("crm_complaints_phone", self.user)
        case = self.env["crm.complaint"].search([("name", "=", "The door jams")])
        self.assertEqual(case.state, "reported")
        self.assertEqual(case.wish, "Somebody comes today")
        self.assertFalse(case.duplicate_of_id)

    def test_desk(self):
        """CMP-01 the desk finds the mail of a second report and joins it"""
        with freeze_time("2026-06-30 01:00:00"):
            first = self._new_complaint()
        with freeze_time(NOW):
            second = self._receive_mail(Subject="It leaks again")
        self._start("crm_complaints_desk", self.user)
        self.assertEqual(second.duplicate_of_id, first)

    def test_opinion(self):
        """CMP-14 an opinion is answered"""
        with freeze_time(NOW):
            opinion = self._new_complaint(name="Open on Saturdays", kind="opinion")
        self._start("crm_complaints_opinion", self.user)
        self.assertEqual(opinion.close_kind, "answered")
        self.assertIn("From August on", opinion.answer)
