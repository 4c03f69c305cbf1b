# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import NOW
from .time_common import TimeCommon


@tagged("post_install", "-at_install")
class TestDeadlineTours(TimeCommon, HttpCase):
    """Late complaints, seen by the head of the department."""

    def test_late(self):
        """CMP-02 CMP-03 the head finds what is late, sees why, and reports it"""
        with freeze_time(NOW):
            complaint = self._new_complaint()
        # time goes on: the browser's own time limits must not freeze
        with freeze_time("2026-07-01 03:00:00", tick=True):
            self.start_tour("/odoo", "crm_complaints_late", login=self.head.login)
        self.assertEqual(self._get(complaint, "report").state, "late")
