# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.registration_common import RegistrationCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 01:00:00")
class TestOrderDevelopment(RegistrationCommon):
    def test_confirmed(self):
        """ALC-03 an order in time keeps the customer; a quotation does not"""
        line = self._new_registered().sudo().ownership_id
        product = self.env["product.product"].create({"name": "Valve"})
        order = self.env["sale.order"].create(
            {
                "partner_id": line.partner_id.child_ids.id,
                "company_id": self.company.id,
                "order_line": [Command.create({"product_id": product.id})],
            }
        )
        self.assertFalse(line.developed_on)
        order.action_confirm()
        self.assertEqual(str(line.developed_on), "2026-07-01")
        self.assertIn(order.name, line.development_evidence)
        self._run_cron("ir_cron_protection", "2027-02-01 01:00:00")
        self.assertFalse(line.review_ids)
