# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from odoo.addons.crm_visits.tests.common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestColdSale(VisitCommon):
    """VIS-15 who ordered is no cold customer."""

    def _is_cold(self, partner, user=None):
        domain = [("id", "=", partner.id), ("is_visit_cold", "=", True)]
        return bool(partner.with_user(user or self.user).search_count(domain))

    def _new_quotation(self, partner):
        product = self.env["product.product"].create({"name": "Valve"})
        return self.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "company_id": self.company.id,
                "order_line": [Command.create({"product_id": product.id})],
            }
        )

    def test_who_orders_is_not_cold(self):
        """VIS-15: a confirmed order of a contact closes the customer, no quotation"""
        source = self.env.ref("crm_policy.crm_customer_source_cold_visit")
        cold = self._new_customer("Cold Ltd", customer_source_id=source.id)
        contact = self.env["res.partner"].create({"name": "Mr X", "parent_id": cold.id})
        order = self._new_quotation(contact)
        self.env.flush_all()
        self.assertTrue(self._is_cold(cold))
        order.action_confirm()
        self.env.flush_all()
        # who may not read the order is told the same
        self.assertFalse(self._is_cold(cold))
        self.assertFalse(self._is_cold(cold, self.officer))
        order._action_cancel()
        self.env.flush_all()
        self.assertTrue(self._is_cold(cold))

    def test_who_orders_is_not_idle(self):
        """VIS-15: an order within the months of the setting, in this company"""
        # raw SQL: the date of creation is the server's
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = '2024-01-01' WHERE id = %s",
            [self.customer.id],
        )
        self.customer.invalidate_recordset()
        self.assertTrue(self._is_cold(self.customer))
        order = self._new_quotation(self.customer)
        order.action_confirm()
        self.env.flush_all()
        self.assertFalse(self._is_cold(self.customer))
        with freeze_time("2028-07-01 03:00:00"):
            self.assertTrue(self._is_cold(self.customer))
