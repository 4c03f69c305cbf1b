# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from .automatic_common import AutomaticCommon
from .common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestShare(AutomaticCommon):
    """How evenly customers are spread."""

    def _get_rows(self, user=None):
        rows = self.env["crm.allocation.share"].with_user(user or self.manager)
        return {
            row.user_id: row
            for row in rows.search([("company_id", "=", self.company.id)])
        }

    def test_shares(self):
        """ALC-06 ALC-19 shares of held and lately allocated customers, and the index"""
        for number in range(2):
            self._new_customer(f"Owned {number}", self.user)
        with freeze_time("2026-05-01 02:00:00"):
            self._allocate(self._new_waiting())
        self._allocate(self._new_waiting())
        self.company.allocation_max_share = 80
        rows = self._get_rows()
        self.assertEqual(rows[self.user].owned, 3)
        self.assertEqual(rows[self.user].owned_share, 75)
        self.assertEqual(sum(row.owned_index for row in rows.values()), 6250)
        self.assertEqual(sorted(row.allocated for row in rows.values()), [0, 1])
        self.assertFalse(any(row.is_above for row in rows.values()))
        self.company.allocation_max_share = 60
        self.env.invalidate_all()
        self.assertTrue(self._get_rows()[self.user].is_above)

    def test_who_reads(self):
        """ALC-06 salespeople read their own share, the leader those of the team"""
        self._new_customer("Owned", self.user)
        self.assertEqual(set(self._get_rows(self.user)), {self.user})
        self.assertEqual(set(self._get_rows(self.leader)), {self.user, self.colleague})
        self.assertEqual(len(self._get_rows(self.officer)), 2)
        self.assertEqual(len(self._get_rows(self.auditor)), 2)
