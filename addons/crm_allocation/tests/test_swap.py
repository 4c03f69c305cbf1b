# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import NOW
from .handover_common import HandoverCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSwap(HandoverCommon):
    """Swaps of customers by application (ALC-12)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls._new_customer("Mine", cls.user)
        cls.theirs = cls._new_customer("Theirs", cls.colleague)
        cls.company.allocation_access = "all"

    def _apply(self, user=None, lines=None):
        lines = lines or (
            (self.mine, self.colleague),
            (self.theirs, self.user),
        )
        return (
            self.env["crm.allocation.swap"]
            .with_user(user or self.user)
            .create(
                {
                    "reason": "Each lives nearer",
                    "line_ids": [
                        Command.create({"partner_id": one.id, "to_user_id": to.id})
                        for one, to in lines
                    ],
                }
            )
        )

    def _apply_signed(self):
        swap = self._apply()
        swap.action_sign()
        swap.with_user(self.colleague).action_sign()
        return swap

    def test_swap_is_signed_approved_and_moves(self):
        """ALC-12: both sign, the director approves; nothing moves before."""
        swap = self._apply()
        self.assertTrue(swap.name.startswith("SWAP/2026/"))
        self.assertEqual(swap.line_ids.from_user_id, self.user | self.colleague)
        swap.action_sign()
        self.assertEqual(swap.state, "draft")
        self.assertTrue(swap.with_user(self.colleague).waits_for_me)
        self.assertEqual(swap.sudo().activity_ids.user_id, self.colleague)
        swap.with_user(self.colleague).action_sign()
        self.assertEqual(swap.state, "asked")
        self.assertIn(self.manager, swap.sudo().activity_ids.user_id)
        self._assert_owner(self.mine, self.user)
        swap.with_user(self.manager).action_approve()
        self._assert_owner(self.mine, self.colleague)
        self._assert_owner(self.theirs, self.user)
        line = self.mine._get_open_ownership(self.company)
        self.assertEqual(line.source, "swap")
        self.assertEqual(line.approved_by_id, self.manager)
        self.assertEqual((line.origin_model, line.origin_id), (swap._name, swap.id))
        self.assertFalse(line.is_unapproved)
        self.assertFalse(swap.sudo().activity_ids)
        self.assertEqual(self.mine.user_id, self.colleague)

    def test_protection_goes_along(self):
        """ALC-12 ALC-03: who receives it has the rest of the protection, and knows
        what came of the customer."""
        self.mine._get_open_ownership(self.company).protected_until = "2026-12-01"
        self.ledger._set_developed(self.mine, self.company, "Order 42")
        self._apply_signed().with_user(self.manager).action_approve()
        line = self.mine._get_open_ownership(self.company)
        self.assertEqual(line.user_id, self.colleague)
        self.assertEqual(str(line.protected_until), "2026-12-01")
        self.assertEqual(line.development_evidence, "Order 42")
        line = self.theirs._get_open_ownership(self.company)
        self.assertFalse(line.protected_until)

    def test_nobody_else_decides(self):
        """ALC-12: neither party nor officer approves; a delegate does."""
        swap = self._apply_signed()
        for user in (self.user, self.colleague, self.officer):
            with self.assertRaises(AccessError):
                swap.with_user(user).action_approve()
        self.company.allocation_delegate_ids = self.officer
        swap.with_user(self.officer).action_approve()
        self.assertEqual(swap.decided_by_id, self.officer)

    def test_refused_with_a_reason(self):
        """ALC-12: the director refuses; customers stay; parties are told."""
        swap = self._apply_signed().with_user(self.manager)
        self._answer(swap.action_refuse(), self.manager, reason="Keep the regions")
        self.assertEqual(swap.state, "refused")
        self.assertEqual(swap.decision_reason, "Keep the regions")
        self._assert_owner(self.mine, self.user)
        with self.assertRaises(UserError):
            swap.action_approve()

    def test_two_directors(self):
        """ALC-12: the second of two directors is told."""
        swap = self._apply_signed()
        second = self._new_user("alloc_second", "crm_policy.group_manager")
        dialog = swap.with_user(second).action_refuse()
        swap.with_user(self.manager).action_approve()
        with self.assertRaisesRegex(UserError, "Approved"):
            self._answer(dialog, second)

    def test_change_takes_signatures_away(self):
        """ALC-12: who signed, signed what stands there."""
        swap = self._apply()
        swap.action_sign()
        third = self._new_customer("Third", self.user)
        swap.line_ids = [
            Command.create({"partner_id": third.id, "to_user_id": self.colleague.id})
        ]
        self.assertFalse(any(swap.party_ids.mapped("signed_at")))
        swap.action_sign()
        swap.with_user(self.colleague).action_sign()
        with self.assertRaises(UserError):
            swap.line_ids[:1].to_user_id = self.leader

    def test_nobody_signs_for_others(self):
        """ALC-12: signatures are written by the own button only."""
        swap = self._apply()
        party = swap.party_ids.filtered(lambda one: one.user_id == self.colleague)
        with self.assertRaises(AccessError):
            party.with_user(self.user).write({"signed_at": NOW})
        with self.assertRaises(UserError):
            swap.write({"party_ids": [Command.clear()]})
        swap.action_sign()
        with self.assertRaisesRegex(UserError, "no signature of yours"):
            swap.action_sign()
        with self.assertRaises(AccessError):
            swap.with_user(self.employee).read(["reason"])

    def test_only_own_swaps(self):
        """ALC-12: nobody applies for customers of two others."""
        with self.assertRaises(AccessError):
            self._apply(self.leader)
        with self.assertRaises(AccessError):
            self._apply().with_user(
                self._new_user("alloc_third", "crm_policy.group_user")
            ).read(["reason"])

    def test_owner_changed_meanwhile(self):
        """ALC-12: a customer that changed hands since is not swapped."""
        swap = self._apply_signed()
        self._transfer(self.mine, user_id=self.leader.id)
        with self.assertRaisesRegex(UserError, "Mine"):
            swap.with_user(self.manager).action_approve()
        self._assert_owner(self.theirs, self.colleague)

    def test_customers_without_owner(self):
        """ALC-12: what is in a pool is claimed, not swapped."""
        self._transfer(self.mine, pool_id=self.pool.id)
        with self.assertRaises(ValidationError):
            self._apply(self.officer)

    def test_other_company(self):
        """ALC-12: a customer of another company is not swapped here."""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        foreign = self._new_customer("Foreign")
        foreign.company_id = other
        with self.assertRaises(UserError):
            self._apply(self.officer, [(foreign, self.user)])

    def test_withdraw(self):
        """ALC-12: a party withdraws; the auditor reads and changes nothing."""
        swap = self._apply_signed()
        self._answer(swap.action_withdraw(), self.user)
        self.assertEqual(swap.state, "withdrawn")
        self.assertEqual(swap.with_user(self.auditor).reason, "Each lives nearer")
        with self.assertRaises(AccessError):
            swap.with_user(self.auditor).write({"reason": "Other"})
