# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import NOW
from .quality_common import QualityCommon


@tagged("post_install", "-at_install")
class TestQualityTours(QualityCommon, HttpCase):
    """Panel, reply and repeats, each by the person who decides."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the tours look for English words
        cls.env["res.lang"]._activate_lang("en_US")

    def _start(self, tour, user):
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(NOW, tick=True):
            self.start_tour("/odoo", tour, login=user.login)

    def test_head(self):
        """CMP-03 the head of the department signs a finding and approves a reply"""
        with freeze_time(NOW):
            asked = self._new_case()
            replied = self._new_case(name="The door jams")
            self._sign_all(replied)
            reply = self._new_reply(
                replied, body="<p>We will reseal the windows by Friday</p>"
            )
            reply.action_submit()
        self._start("crm_complaints_head", self.head)
        finding = asked.sudo().finding_ids.filtered(
            lambda one: one.unit_id == self.service
        )
        self.assertEqual(finding.state, "signed")
        self.assertEqual(finding.is_cause_here, "partly")
        self.assertIn("The seal was old", finding.finding)
        self.assertEqual((reply.state, reply.approved_by_id), ("approved", self.head))

    def test_repeat(self):
        """CMP-05 an officer sees the improvement point that the third opened"""
        with freeze_time(NOW):
            for _each in range(3):
                self._new_complaint(subject_name="Garden City")
        self._start("crm_complaints_repeat", self.officer)
