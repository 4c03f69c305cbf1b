# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import NOW
from .score_common import ScoreCommon


@tagged("post_install", "-at_install")
class TestEntryTour(ScoreCommon, HttpCase):
    def test_agent(self):
        """SAT-01 SAT-02 SAT-09 an agent takes down a call and a form"""
        self.env["res.lang"]._activate_lang("en_US")
        with freeze_time(NOW):
            measurement = self._open()
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(NOW, tick=True):
            self.start_tour(
                f"/odoo/crm.satisfaction.measurement/{measurement.id}",
                "crm_satisfaction_entry",
                login=self.user.login,
            )
        measurement.invalidate_recordset()
        self.assertEqual((measurement.answer_count, measurement.score), (2, 86.93))
        self.assertEqual(measurement.promoter_count, 1)
        answers = measurement.answer_ids
        paper = answers.filtered(lambda one: one.way == "paper")
        self.assertTrue(paper.is_signed and paper.is_stamped and paper.attachment_ids)
        waiting = answers.filtered(lambda one: one.state == "draft")
        self.assertEqual((waiting.contact_id, waiting.try_count), (self.contact, 1))
