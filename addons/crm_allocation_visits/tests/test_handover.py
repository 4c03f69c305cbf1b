# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.common import NOW
from odoo.addons.crm_allocation.tests.handover_common import HandoverCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestHandover(HandoverCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Customer A", cls.user)

    def _new_visit(self, user, **values):
        return self.env["crm.visit"].create(
            {
                "partner_id": self.customer.id,
                "user_id": user.id,
                "type_id": self.env.ref("crm_visits.crm_visit_type_regular").id,
                "channel_id": self.env.ref("crm_visits.crm_visit_channel_face").id,
                "planned_start": "2026-07-08 02:00:00",
                **values,
            }
        )

    def test_visits_and_promises_go_along(self):
        """ALC-14: planned visits and open promises move; undone too."""
        visit = self._new_visit(self.user)
        promise = self.env["crm.visit.promise"].create(
            {
                "name": "Send samples",
                "partner_id": self.customer.id,
                "user_id": self.user.id,
                "date_deadline": "2026-07-03",
            }
        )
        handover = self._new_handover(successors=self.colleague)
        handover.action_prepare()
        handover.action_hand_over()
        self.assertFalse(handover.skipped_count)
        self.assertEqual(visit.user_id, self.colleague)
        self.assertEqual(promise.user_id, self.colleague)
        handover.action_undo()
        self.assertFalse(handover.changed_count)
        self.assertEqual(visit.user_id, self.user)
        self.assertEqual(promise.user_id, self.user)
        self.assertEqual(promise.activity_ids.user_id, self.user)

    def test_appointment_that_the_successor_cannot_keep(self):
        """ALC-14: an appointment at the same hour as another is left, and said."""
        mine = self._new_visit(self.user, is_agreed=True)
        other = self._new_visit(self.user, planned_start="2026-07-09 02:00:00")
        self._new_visit(self.colleague, is_agreed=True)
        handover = self._new_handover(successors=self.colleague)
        handover.action_prepare()
        handover.action_hand_over()
        self.assertEqual(handover.state, "done")
        self.assertEqual(mine.user_id, self.user)
        self.assertEqual(other.user_id, self.colleague)
        skipped = handover.item_ids.filtered(lambda one: one.state == "skipped")
        self.assertEqual((skipped.part, skipped.res_id), ("visit", mine.id))
        self.assertTrue(skipped.message)
