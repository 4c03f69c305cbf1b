# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_complaints.tests.common import NOW, ComplaintCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestOrderRate(ComplaintCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            for _each in range(2):
                cls._new_complaint()
            cls._new_complaint(received_on="2026-06-10 01:00:00")

    def _new_order(self, date_order, state="sale", company=None):
        return self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "company_id": (company or self.company).id,
                "date_order": date_order,
                "state": state,
            }
        )

    def _get_rates(self, user=None, company=None):
        self.env.flush_all()
        self.env.invalidate_all()
        company = company or self.company
        rows = self.env["crm.complaint.rate"].with_user(user or self.officer)
        found = rows.with_context(allowed_company_ids=company.ids).search(
            [("company_id", "=", company.id), ("base", "=", "orders")]
        )
        return {row.month: row for row in found}

    def test_rate(self):
        """CMP-07 complaints per 100 confirmed orders of the month, and the change"""
        # the last minute of June in Shanghai, and the first of July
        self._new_order("2026-06-30 15:59:00")
        orders = [self._new_order("2026-06-30 16:00:00") for _each in range(4)]
        for state in ("draft", "sent", "cancel"):
            self._new_order("2026-07-01 01:00:00", state)
        rates = self._get_rates()
        may, june, july = (rates[date(2026, month, 1)] for month in (5, 6, 7))
        self.assertEqual([row.base_count for row in (may, june, july)], [0, 1, 4])
        self.assertEqual([row.rate for row in (may, june, july)], [0, 100, 50])
        self.assertEqual((july.previous_rate, july.change), (100, -50))
        orders[0]._action_cancel()
        self.assertEqual(self._get_rates()[date(2026, 7, 1)].base_count, 3)

    def test_confirmed(self):
        """CMP-07 an order counts from its confirmation on, whoever reads the figures"""
        order = self._new_order("2026-05-04 01:00:00", "draft")
        july = date(2026, 7, 1)
        self.assertFalse(self._get_rates()[july].base_count)
        order.action_confirm()
        for user in (self.officer, self.manager, self.auditor):
            self.assertEqual(self._get_rates(user)[july].base_count, 1)

    def test_other_company(self):
        """CMP-07 orders count in their own company only"""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        stranger = self._new_user("cmp_sale_other", "crm_policy.group_officer", other)
        self._new_order("2026-07-01 01:00:00", company=other)
        july = date(2026, 7, 1)
        self.assertFalse(self._get_rates()[july].base_count)
        self.assertEqual(self._get_rates(stranger, other)[july].base_count, 1)
        self.assertFalse(
            self.env["crm.complaint.rate"]
            .with_user(stranger)
            .with_context(allowed_company_ids=other.ids)
            .search([("company_id", "=", self.company.id)])
        )

    def test_base_is_offered(self):
        """CMP-07 orders stand beside customers and projects"""
        bases = self.env["crm.complaint.rate"]._selection_base()
        self.assertEqual(
            [name for name, _label in bases], ["customers", "projects", "orders"]
        )
