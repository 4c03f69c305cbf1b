# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import UserError
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

    def _run_job(self):
        cron = self.env.ref("crm_allocation.ir_cron_handover")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def _start_later(self, leaver, successors):
        """A hand-over that the job is to carry out, already begun."""
        handover = self._new_handover(leaver, successors, is_told=False)
        handover.action_prepare()
        handover.date = "2026-07-02"
        handover.action_hand_over()
        handover.sudo()._begin()
        return handover

    def test_development_goes_along(self):
        """ALC-14 ALC-03: what came of a customer is known to the successor, and to who
        gets it back; it counts once."""
        customer, plain = self._new_customers(2)
        self.ledger._set_developed(customer, self.company, "Order 42")
        handover = self._new_handover(successors=self.colleague, is_told=False)
        handover.action_prepare()
        handover.action_hand_over()
        line = customer._get_open_ownership(self.company)
        self.assertEqual(line.user_id, self.colleague)
        self.assertEqual(str(line.developed_on), "2026-07-01")
        self.assertEqual(line.development_evidence, "Order 42")
        self.assertTrue(line.is_development_carried)
        self.assertFalse(plain._get_open_ownership(self.company).developed_on)
        handover.action_undo()
        line = customer._get_open_ownership(self.company)
        self.assertEqual(line.user_id, self.user)
        self.assertEqual(line.development_evidence, "Order 42")
        self.env.flush_all()
        rows = self.env["crm.allocation.effect"].search(
            [("partner_id", "=", customer.id)]
        )
        self.assertEqual(sorted(rows.mapped("conversion")), [0, 0, 100])

    def test_one_bad_record(self):
        """ALC-14: who cannot move is skipped with the reason; the others move, later
        hand-overs run."""
        customers = self._new_customers(5)
        first = self._start_later(self.user, self.colleague)
        other = self._new_user("alloc_other", "crm_policy.group_user")
        theirs = self._new_customers(2, other)
        second = self._start_later(other, self.leader)
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        # past the ledger, as an import does it
        customers[2].flush_recordset()
        self.env.cr.execute(
            "UPDATE res_partner SET company_id = %s WHERE id = %s",
            [elsewhere.id, customers[2].id],
        )
        self.env.invalidate_all()
        with freeze_time("2026-07-02 01:00:00"):
            self._run_job()
        self.assertEqual(first.state, "done")
        self.assertEqual(second.state, "done")
        self._assert_owner(customers - customers[2], self.colleague)
        self._assert_owner(customers[2], self.user)
        self._assert_owner(theirs, self.leader)
        skipped = first.customer_ids.filtered(lambda one: one.state == "skipped")
        self.assertEqual(skipped.partner_id, customers[2])
        self.assertIn("another company", skipped.message)

    def test_successor_deactivated(self):
        """ALC-14: a successor who was deactivated on the way receives nothing, the
        others do."""
        customers = self._new_customers(4)
        handover = self._start_later(self.user, self.colleague | self.leader)
        self.colleague.sudo().active = False
        with freeze_time("2026-07-02 01:00:00"):
            self._run_job()
        self.assertEqual(handover.state, "done")
        skipped = handover.customer_ids.filtered(lambda one: one.state == "skipped")
        self.assertEqual(skipped.user_id, self.colleague)
        self._assert_owner(skipped.partner_id, self.user)
        self._assert_owner(customers - skipped.partner_id, self.leader)

    def test_unfinished(self):
        """ALC-14: what is in the way of the end is told once, others go on."""
        self._new_customers(1)
        handover = self._start_later(self.user, self.colleague)
        cause = patch.object(
            type(handover), "_end_access", side_effect=UserError("Still needed")
        )
        with cause, freeze_time("2026-07-02 01:00:00"):
            self._run_job()
            self._run_job()
        self.assertEqual(handover.state, "running")
        self.assertEqual(len(handover.activity_ids), 1)
        self.assertIn("Still needed", handover.activity_ids.note)

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
