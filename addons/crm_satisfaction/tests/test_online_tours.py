# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import NOW
from .online_common import OnlineCommon


@tagged("post_install", "-at_install")
class TestOnlineTours(OnlineCommon, HttpCase):
    """What staff do who send the questionnaire (SAT-09)."""

    def test_send(self):
        """SAT-09 the officer sends the questionnaire and sees who is to be called"""
        self.inspector.email = False
        measurement = self._open()
        with freeze_time(NOW, tick=True):
            self.start_tour(
                f"/odoo/crm.satisfaction.measurement/{measurement.id}",
                "crm_satisfaction_send",
                login=self.officer.login,
            )
        self.assertEqual(
            measurement.invitation_ids.sorted("id").mapped("state"),
            ["sent", "unreachable"],
        )


@tagged("post_install", "-at_install")
class TestRespondentTours(OnlineCommon, HttpCase):
    """What respondents do, on a phone (SAT-09)."""

    browser_size = "390x844"
    touch_enabled = True

    def test_respondent(self):
        """SAT-02 SAT-09 SAT-11 from the link of the mail to the thanks"""
        with freeze_time(NOW, tick=True):
            measurement = self._open()
            invitation = self._invite(measurement)[0]
            self.start_tour(
                f"/survey/satisfaction/{invitation.sudo().access_token}",
                "crm_satisfaction_respondent",
            )
        answer = measurement.answer_ids
        self.assertEqual(answer.state, "done")
        self.assertEqual(answer.recommend, 9)
        self.assertEqual(answer.comment, "Very good work")
        self.assertEqual(
            answer.line_ids.sorted("sequence").mapped("level_id.code"),
            ["satisfied", "fairly"],
        )
        self.assertEqual(
            answer.line_ids.sorted("sequence").mapped("state"),
            ["answered", "answered", "na"],
        )
