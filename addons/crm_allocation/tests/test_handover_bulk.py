# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from .common import NOW
from .handover_common import HandoverCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestHandoverBulk(HandoverCommon):
    """Hand-overs of any size (ALC-14)."""

    def _count(self, step):
        before = self.env.cr.sql_log_count
        step()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def _prepare_handover(self, number):
        leaver = self._new_user(f"alloc_leaver_{number}", "crm_policy.group_user")
        self._new_customers(number, leaver)
        handover = self._new_handover(leaver, is_told=False)
        self.env.flush_all()
        self.env.invalidate_all()
        return handover

    def test_statements_do_not_grow(self):
        """ALC-14: listing, moving and undoing 10 or 200 customers: as many queries."""
        counts = {}
        for number in (10, 200):
            handover = self._prepare_handover(number)
            counts[number] = [
                self._count(handover.action_prepare),
                self._count(handover.action_hand_over),
                self._count(handover.action_undo),
            ]
            self.assertEqual(handover.state, "undone")
            self.assertEqual(handover.changed_count, 0)
        for few, many in zip(counts[10], counts[200], strict=True):
            self.assertLess(many, few * 1.3 + 20)

    def test_much_goes_in_batches(self):
        """ALC-14: what is too much for one step goes on in the job; undone too."""
        number = 1100
        handover = self._prepare_handover(number)
        customers = (
            self.env["crm.ownership"]
            .search([("user_id", "=", handover.from_user_id.id)])
            .partner_id
        )
        handover.action_prepare()
        handover.action_hand_over()
        self.assertEqual(handover.state, "running")
        self.assertEqual(handover.progress, 0)
        batch = handover.sudo()._take_batch()
        self.assertGreaterEqual(batch, 500)
        handover.invalidate_recordset()
        self.assertGreater(handover.progress, 40)
        cron = self.env.ref("crm_allocation.ir_cron_handover")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        handover.invalidate_recordset()
        self.assertEqual(handover.state, "done")
        self.assertEqual(
            customers._get_open_ownership(self.company).user_id,
            self.colleague | self.leader,
        )
        handover.action_undo()
        self.assertEqual(handover.state, "undoing")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        handover.invalidate_recordset()
        self.assertEqual(handover.state, "undone")
        self._assert_owner(customers, handover.from_user_id)
