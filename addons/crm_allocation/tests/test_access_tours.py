# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .access_common import AccessCommon
from .common import NOW

LATER = "2026-07-01 02:00:00"


@tagged("post_install", "-at_install")
class TestAccessTours(AccessCommon, HttpCase):
    def _start(self, tour, user, now=NOW):
        self.env.flush_all()
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(now, tick=True):
            self.start_tour("/odoo", tour, login=user.login)

    def test_access(self):
        """ALC-15 asked by the salesperson, approved by leader and director, opened,
        and read in the log by the auditor"""
        requests = self.env["crm.allocation.access"]
        former = requests.search([("user_id", "=", self.user.id)])
        former.state = "draft"
        former.unlink()
        self._start("crm_allocation_access_ask", self.user)
        request = requests.search([("user_id", "=", self.user.id)])
        self.assertEqual(request.approver_ids, self.leader)
        self._start("crm_allocation_access_approve", self.leader)
        self._start("crm_allocation_access_approve", self.manager)
        request.invalidate_recordset()
        self.assertEqual(request.granted_by_id, self.manager)
        self._start("crm_allocation_access_open", self.user, LATER)
        self._start("crm_allocation_access_log", self.auditor, LATER)
