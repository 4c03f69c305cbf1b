# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .automatic_common import AutomaticCommon
from .common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRebalance(AutomaticCommon):
    """Customers of overloaded people are proposed to others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owned = cls.env["res.partner"].union(
            *(cls._new_customer(f"Owned {number}", cls.user) for number in range(6))
        )

    def _propose(self, user=None, **values):
        rebalance = (
            self.env["crm.allocation.rebalance"]
            .with_user(user or self.manager)
            .create({"company_id": self.company.id, **values})
        )
        rebalance.action_propose()
        return rebalance

    def test_propose(self):
        """ALC-06 half of six goes to the colleague; nothing moves by itself"""
        rebalance = self._propose()
        self.assertEqual(rebalance.line_count, 3)
        self.assertEqual(rebalance.line_ids.from_user_id, self.user)
        self.assertEqual(rebalance.line_ids.to_user_id, self.colleague)
        self.assertEqual(self.owned.mapped("customer_owner_id"), self.user)

    def test_hand_over(self):
        """ALC-06 the director decides line by line, with a reason"""
        rebalance = self._propose()
        with self.assertRaises(UserError):
            rebalance.action_hand_over()
        rebalance.reason = "Six against none"
        kept, gone = rebalance.line_ids[0], rebalance.line_ids[1:]
        kept.is_going = False
        rebalance.action_hand_over()
        self.assertEqual(rebalance.state, "done")
        self.assertEqual(gone.partner_id.mapped("customer_owner_id"), self.colleague)
        self.assertEqual(kept.partner_id.customer_owner_id, self.user)
        line = gone[0].partner_id._get_open_ownership(self.company)
        self.assertEqual(line.source, "reassignment")
        self.assertEqual(line.approved_by_id, self.manager)
        with self.assertRaises(UserError):
            rebalance.line_ids[0].is_going = True
        with self.assertRaises(UserError):
            rebalance.action_hand_over()

    def test_left_alone(self):
        """ALC-06 protected customers, and those the owner contacted, stay"""
        protected, met = self.owned[:2]
        self._transfer(protected, user_id=self.user.id, protected_until="2026-08-01")
        with freeze_time("2026-07-02 01:00:00"):
            self.env["calendar.event"].create(
                {
                    "name": "Meeting",
                    "start": "2026-07-01 02:00:00",
                    "stop": "2026-07-01 03:00:00",
                    "partner_ids": [Command.set((met | self.user.partner_id).ids)],
                }
            )
            proposed = self._propose().line_ids.partner_id
        self.assertEqual(len(proposed), 3)
        self.assertNotIn(protected, proposed)
        self.assertNotIn(met, proposed)

    def test_even(self):
        """ALC-06 within the tolerance nothing is proposed"""
        for number in range(5):
            self._new_customer(f"Other {number}", self.colleague)
        self.assertFalse(self._propose().line_ids)

    def test_moved_meanwhile(self):
        """ALC-06 a customer that went to somebody else meanwhile is left there"""
        rebalance = self._propose(reason="Even")
        moved = rebalance.line_ids[0].partner_id
        self._transfer(moved, user_id=self.leader.id)
        rebalance.action_hand_over()
        self.assertEqual(moved.customer_owner_id, self.leader)
        self.assertEqual(len(rebalance.line_ids.filtered("is_handed_over")), 2)

    def test_protected_meanwhile(self):
        """ALC-03 ALC-06 protected since the proposal: said, not moved"""
        rebalance = self._propose(reason="Even")
        partner = rebalance.line_ids[0].partner_id
        line = partner._get_open_ownership(self.company)
        line.protected_until = "2026-12-01"
        rebalance.action_hand_over()
        self.assertEqual(partner.customer_owner_id, self.user)
        self.assertFalse(rebalance.line_ids[0].is_handed_over)
        self.assertIn(partner.name, rebalance.message_ids[0].body)

    def test_lines_are_kept(self):
        """ALC-06 the lines of what was decided are not deleted"""
        rebalance = self._propose(reason="Even")
        rebalance.line_ids[0].unlink()
        rebalance.action_hand_over()
        with self.assertRaises(UserError):
            rebalance.line_ids.unlink()

    def test_who_may(self):
        """ALC-06 an officer only as a delegate; salespeople not at all"""
        with self.assertRaises(AccessError):
            self._propose(self.officer)
        with self.assertRaises(AccessError):
            self._propose(self.user)
        with self.assertRaises(AccessError):
            self._propose(self.auditor)
        self.company.allocation_delegate_ids = self.officer
        rebalance = self._propose(self.officer, reason="Even")
        rebalance.action_hand_over()
        self.assertEqual(self.colleague_card.owned_count, 3)
