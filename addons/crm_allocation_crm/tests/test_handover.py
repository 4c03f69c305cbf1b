# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.common import NOW
from odoo.addons.crm_allocation.tests.handover_common import HandoverCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestHandover(HandoverCommon):
    def test_opportunities_go_along(self):
        """ALC-14: open opportunities move, won and lost ones stay; undone too."""
        customer = self._new_customer("Customer A", self.user)
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": customer.id}
        )
        leads = self.env["crm.lead"].create(
            [
                {
                    "name": name,
                    "type": "opportunity",
                    "partner_id": contact.id,
                    "user_id": self.user.id,
                    "company_id": self.company.id,
                }
                for name in ("Open", "Won", "Lost")
            ]
        )
        leads[1].action_set_won()
        leads[2].action_set_lost()
        handover = self._new_handover(successors=self.colleague)
        handover.action_prepare()
        item = handover.item_ids.filtered(lambda one: one.part == "opportunity")
        self.assertEqual(item.res_id, leads[0].id)
        self.assertEqual(item.partner_id, customer)
        handover.action_hand_over()
        self.assertEqual(leads[0].user_id, self.colleague)
        self.assertEqual((leads[1] | leads[2]).user_id, self.user)
        handover.action_undo()
        self.assertEqual(leads[0].user_id, self.user)
