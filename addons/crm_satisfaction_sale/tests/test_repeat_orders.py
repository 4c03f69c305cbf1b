# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_satisfaction.tests.common import NOW
from odoo.addons.crm_satisfaction.tests.rollup_common import RollupCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRepeatOrders(RollupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.stranger = cls._new_partner("Customer B", is_company=True)
            cls._done(90)
        cls.quarter = cls._period("2026-Q2")

    def _order(self, partner, moment="2026-05-01 01:00:00", state="sale"):
        order = self.env["sale.order"].create({"partner_id": partner.id})
        order.write({"state": state, "date_order": moment})
        return order

    def test_repeat_by_orders(self):
        """SAT-10 SAT-11 customers with two confirmed orders in the window came again"""
        self._order(self.customer)
        self._order(self.contact, "2026-06-30 15:59:00")
        self._order(self.stranger)
        # the next day in Shanghai, too early, and not confirmed
        self._order(self.stranger, "2026-06-30 16:00:00")
        self._order(self.stranger, "2025-06-30 15:00:00")
        self._order(self.stranger, state="draft")
        self.quarter._roll_up()
        company = self._row(self.quarter)
        self.assertEqual((company.repeat_count, company.repeat_base), (1, 2))
        self.assertEqual(company.repeat_rate, 50)
        service = self._row(self.quarter, self.service)
        self.assertEqual((service.repeat_count, service.repeat_base), (1, 1))
        self.assertFalse(self._row(self.quarter, self.quality).repeat_base)
        self.assertEqual(self.quarter._roll_up(), 0)
        self.company.satisfaction_repeat_by = "objects"
        self.quarter._roll_up()
        self.assertEqual((company.repeat_count, company.repeat_base), (0, 1))
