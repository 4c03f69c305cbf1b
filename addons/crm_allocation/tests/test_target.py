# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .automatic_common import AutomaticCommon
from .common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestTarget(AutomaticCommon):
    """Shares of groups: agreed against allocated."""

    def _new_target(self, **values):
        return self.env["crm.allocation.target"].create(
            {
                "company_id": self.company.id,
                "class_id": self.class_d.id,
                "direction": "at_most",
                "share": 20,
                "smallest_count": 4,
                **values,
            }
        )

    def _allocate_classes(self, *classes):
        for record in classes:
            self._allocate(self._new_waiting(allocation_class_id=record.id))
        self.env.invalidate_all()

    def test_actual(self):
        """ALC-21 the share of each group in a period against its target"""
        with freeze_time("2026-06-20 02:00:00"):
            self._allocate_classes(self.class_d)
        first = self._new_target(
            class_id=self.class_a.id, direction="at_least", share=75
        )
        limit = self._new_target(period="quarter")
        self._allocate_classes(*[self.class_a] * 3, self.class_d)
        self.assertEqual((first.actual_share, first.status), (75, "kept"))
        self.assertEqual((limit.actual_count, limit.total_count), (1, 4))
        self.assertEqual((limit.actual_share, limit.status), (25, "missed"))
        rows = self.env["crm.allocation.target.report"].search(
            [("target_id", "=", limit.id)]
        )
        self.assertEqual(
            [(row.period_start.isoformat(), row.difference) for row in rows],
            [("2026-07-01", 5), ("2026-04-01", 80)],
        )

    def test_warning(self):
        """ALC-21 managers are warned once a period when a limit is exceeded"""
        limit = self._new_target()
        self._allocate_classes(*[self.class_d] * 3)
        self.assertFalse(limit.activity_ids, "too few to judge")
        self._allocate_classes(self.class_d)
        self.assertEqual(limit.activity_ids.user_id, self.manager)
        self.assertIn("100.0 % of at most 20.0 %", limit.activity_ids.summary)
        self._allocate_classes(self.class_d)
        self.assertEqual(len(limit.activity_ids), 1)
        with freeze_time("2026-08-03 02:00:00"):
            self._allocate_classes(*[self.class_d] * 4)
        self.assertEqual(len(limit.activity_ids), 2)

    def test_no_customers(self):
        """ALC-21 a period without allocation is neither kept nor missed"""
        self.assertEqual(self._new_target().status, "none")

    def test_who_may(self):
        """ALC-21 managers set targets; salespeople do not see them"""
        target = self._new_target()
        self.assertEqual(target.with_user(self.officer).share, 20)
        self.assertEqual(target.with_user(self.auditor).share, 20)
        target.with_user(self.manager).share = 10
        with self.assertRaises(AccessError):
            target.with_user(self.officer).share = 5
        with self.assertRaises(AccessError):
            target.with_user(self.user).read(["share"])

    def test_other_company(self):
        """ALC-21 what another company allocates does not count"""
        other = self.env["res.company"].create({"name": "Other"})
        target = self._new_target(company_id=other.id)
        self._allocate_classes(self.class_d)
        self.assertEqual(target.status, "none")
