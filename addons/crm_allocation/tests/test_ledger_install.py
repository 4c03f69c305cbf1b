# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from .common import NOW, AllocationCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestLedgerInstall(AllocationCommon):
    """Installing in a running company (ALC-13)."""

    def test_open_from_todays_owners(self):
        """ALC-13 the ledger opens from today's owners and touches nothing else"""
        customer = self._new_customer("Steel", self.user)
        free = self._new_customer("Free")
        # as before the addon was there
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM crm_ownership")
        self.env.invalidate_all()
        before = customer.write_date
        self.ledger._open_ledger()
        line = customer.ownership_ids
        self.assertEqual(line.user_id, self.user)
        self.assertEqual(line.source, "opening")
        self.assertEqual(line.attribution, "person")
        self.assertFalse(free.ownership_ids)
        self.assertEqual(customer.write_date, before)
        self.assertEqual(self.company.allocation_access, "all")
        self.ledger._open_ledger()
        self.assertEqual(len(customer.ownership_ids), 1)
