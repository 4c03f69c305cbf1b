# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import NOW
from .rollup_common import RollupCommon


@tagged("post_install", "-at_install")
class TestRollupTour(RollupCommon, HttpCase):
    def test_close(self):
        """SAT-07 a manager closes a quarter; what was late counts in the next one"""
        # the tour looks for English words
        self.env["res.lang"]._activate_lang("en_US")
        with freeze_time(NOW):
            other = self._new_subject(name="South Bridge", respondent_ids=[])
            self._done(85, subject=other)
            late = self._new_measurement()
            quarter = self._period("2026-Q2")
            quarter._roll_up()
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(NOW, tick=True):
            self.start_tour("/odoo", "crm_satisfaction_close", login=self.manager.login)
        quarter.invalidate_recordset()
        self.assertEqual((quarter.state, quarter.score), ("closed", 85))
        self.assertEqual(quarter.closed_by_id, self.manager)
        with freeze_time("2026-07-20 01:00:00"):
            late._decide({"state": "done", "has_score": True, "score": 60})
            late._after_done()
            following = self._period("2026-Q3")
            (quarter | following)._roll_up()
        self.assertEqual(self._row(quarter).score, 85)
        row = self._row(following)
        self.assertEqual((row.score, row.previous_score), (60, 85))
