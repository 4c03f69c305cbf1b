# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import NOW
from .idle_common import IdleCommon


@tagged("post_install", "-at_install")
class TestClaimTour(IdleCommon, HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_claim(self):
        """ALC-05 a salesperson claims a customer with a phone"""
        row = self._new_pooled(phone="+86 138 1234 5678", city="Shenyang")
        partner = self.ledger.browse(row.ids).partner_id
        self.env.flush_all()
        self.start_tour("/odoo", "crm_allocation_claim", login=self.user.login)
        partner.invalidate_recordset()
        self.assertEqual(partner.customer_owner_id, self.user)


@tagged("post_install", "-at_install")
class TestIdleTour(IdleCommon, HttpCase):
    def test_idle(self):
        """ALC-04 the director decides on a selection of idle customers"""
        with freeze_time(NOW):
            second = self._new_customer("Second Ltd", self.user)
            self._transfer(self.customer)
            self._transfer(self.customer, user_id=self.user.id)
        with freeze_time("2026-08-28 01:00:00"):
            self._review()
        with freeze_time("2026-09-10 01:00:00"):
            self._review()
            self.env.flush_all()
        with freeze_time("2026-09-10 01:00:00", tick=True):
            self.start_tour("/odoo", "crm_allocation_idle", login=self.manager.login)
        idles = self._get_idle() | self._get_idle(second)
        idles.invalidate_recordset()
        self.assertEqual(idles.mapped("state"), ["taken"] * 2)
        self.assertEqual(idles.decided_by_id, self.manager)
