# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import NOW
from .pool_common import PoolCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPoolStay(PoolCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            customer = cls._new_customer("Blue Valve", cls.colleague)
        with freeze_time("2026-07-02 01:00:00"):
            cls._transfer(customer, "release", pool_id=cls.pool.id)
        with freeze_time("2026-07-05 13:00:00"):
            cls._transfer(customer, "claim", user_id=cls.user.id)
        with freeze_time("2026-07-10 01:00:00"):
            cls._transfer(customer, "idle", pool_id=cls.pool.id)
        cls.customer = customer
        cls.stays = cls.env["crm.allocation.pool.stay"].search(
            [("partner_id", "=", customer.id)], order="date_in"
        )

    def test_rows(self):
        """ALC-19 each stay: how it came, from whom, how it left, after how many days"""
        first, second = self.stays
        self.assertEqual((first.source, first.end_source), ("release", "claim"))
        self.assertEqual(first.former_user_id, self.colleague)
        self.assertEqual(first.next_user_id, self.user)
        self.assertEqual((first.days, first.claimed, first.is_open), (3.5, 1, False))
        self.assertEqual((second.source, second.end_source), ("idle", False))
        self.assertEqual(second.former_user_id, self.user)
        self.assertTrue(second.is_open)

    def test_figures(self):
        """ALC-19 how many came and how long they waited, by pool"""
        [(pool, count, claims)] = self.stays._read_group(
            [("partner_id", "=", self.customer.id)],
            ["pool_id"],
            ["__count", "claimed:sum"],
        )
        self.assertEqual((pool, count, claims), (self.pool, 2, 1))

    def test_readers(self):
        """ALC-15 officers and auditors read it; the pool stays masked to others"""
        for person in (self.officer, self.manager, self.auditor):
            with self.subTest(login=person.login):
                self.assertTrue(self.stays.with_user(person).mapped("days"))
        with self.assertRaises(AccessError):
            self.stays.with_user(self.user).read(["days"])

    def test_xlsx(self):
        """ALC-19 the turnover as a workbook"""
        report = self.env["report.crm_allocation.pool_stay_xlsx"].with_user(
            self.officer
        )
        content, kind = report.create_xlsx_report(self.stays.ids, {})
        self.assertEqual(kind, "xlsx")
        self.assertTrue(content.startswith(b"PK"))
