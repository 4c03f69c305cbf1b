# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import NOW
from .handover_common import HandoverCommon


@tagged("post_install", "-at_install")
class TestHandoverTours(HandoverCommon, HttpCase):
    """Swaps and hand-overs, by the role that does it, in a browser."""

    def _start(self, tour, user, **kwargs):
        self.env.flush_all()
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(NOW, tick=True):
            self.start_tour("/odoo", tour, login=user.login, **kwargs)

    def test_swap(self):
        """ALC-12: two salespeople sign, one on the phone; the director approves."""
        with freeze_time(NOW):
            mine = self._new_customer("Mine", self.user)
        self._start("crm_allocation_swap_apply", self.user)
        self._assert_owner(mine, self.user)
        self.browser_size = "390x844"
        self.touch_enabled = True
        self._start("crm_allocation_swap_sign", self.colleague)
        self._assert_owner(mine, self.user)
        self.browser_size = "1366x768"
        self.touch_enabled = False
        self._start("crm_allocation_swap_approve", self.manager)
        self._assert_owner(mine, self.colleague)

    def test_handover(self):
        """ALC-14: the director hands over a leaver with preview, and undoes it."""
        with freeze_time(NOW):
            customers = self._new_customers(4)
        self._start("crm_allocation_handover", self.manager)
        self._assert_owner(customers, self.user)
        self.assertTrue(self.user.active)
        self.assertEqual(len(customers[0].ownership_ids), 3)
