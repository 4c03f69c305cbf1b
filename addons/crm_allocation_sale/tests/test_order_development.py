# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.registration_common import RegistrationCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 01:00:00")
class TestOrderDevelopment(RegistrationCommon):
    def _new_order(self, line):
        product = self.env["product.product"].create({"name": "Valve"})
        return self.env["sale.order"].create(
            {
                "partner_id": line.partner_id.child_ids.id,
                "company_id": self.company.id,
                "order_line": [Command.create({"product_id": product.id})],
            }
        )

    def test_confirmed(self):
        """ALC-03 an order in time keeps the customer; a quotation does not"""
        line = self._new_registered().sudo().ownership_id
        order = self._new_order(line)
        self.assertFalse(line.developed_on)
        order.action_confirm()
        self.assertEqual(str(line.developed_on), "2026-07-01")
        self.assertIn(order.name, line.development_evidence)
        self._run_cron("ir_cron_protection", "2027-02-01 01:00:00")
        self.assertFalse(line.review_ids)

    def test_cancelled(self):
        """ALC-03 a cancelled order shows nothing, unless there is another one"""
        line = self._new_registered().sudo().ownership_id
        first, second = self._new_order(line), self._new_order(line)
        (first | second).action_confirm()
        first._action_cancel()
        self.assertEqual(str(line.developed_on), "2026-07-01")
        self.assertEqual(line.development_order_id, second)
        self.assertNotIn(first.name, line.development_evidence)
        second._action_cancel()
        self.assertFalse(line.developed_on)
        self.assertFalse(line.development_evidence)
        self._run_cron("ir_cron_protection", "2027-02-01 01:00:00")
        self.assertEqual(line.review_ids.state, "open")

    def test_cancelled_in_review(self):
        """ALC-03 a review that an order had closed is open again without it"""
        line = self._new_registered().sudo().ownership_id
        order = self._new_order(line)
        self._run_cron("ir_cron_protection", "2027-02-01 01:00:00")
        order.action_confirm()
        self.assertEqual(line.review_ids.state, "obsolete")
        order._action_cancel()
        self.assertEqual(line.review_ids.state, "open")

    def test_entered_by_hand(self):
        """ALC-03 what somebody entered stays when an order is cancelled"""
        line = self._new_registered().sudo().ownership_id
        ledger = self.env["crm.ownership"]
        ledger._set_developed(line.partner_id, self.company, "Contract 7")
        order = self._new_order(line)
        order.action_confirm()
        order._action_cancel()
        self.assertEqual(line.development_evidence, "Contract 7")
