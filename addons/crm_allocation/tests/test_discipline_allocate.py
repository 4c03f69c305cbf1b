# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.fields import Domain

from .common import NOW
from .discipline_common import DisciplineCommon


@freeze_time(NOW)
class TestDisciplineAllocate(DisciplineCommon):
    """What counts against people reaches the allocation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague_card = cls.members._get_for(cls.colleague, cls.company)
        cls.agent_card.is_receiving = False
        cls.env["crm.allocation.rule"].search(Domain.TRUE).active = False
        cls.rule = cls.env["crm.allocation.rule"].create(
            {
                "name": "Everybody in turn",
                "company_id": cls.company.id,
                "max_share": 100,
            }
        )

    def _suspend(self, **values):
        suspension = self.env["crm.allocation.suspension"].create(
            {"user_id": self.user.id, "reason": "By hand", **values}
        )
        suspension.with_user(self.manager).action_confirm()
        return suspension

    def _allocate_new(self, number, **values):
        """As many new customers, one after the other; who received them."""
        customers = self.env["res.partner"].create(
            [{"name": f"New {i}", "is_company": True, **values} for i in range(number)]
        )
        self._transfer(customers, "intake")
        decisions = self.env["crm.allocation.decision"]
        for customer in customers:
            decisions |= decisions._allocate(customer, self.company)
        return decisions

    def test_days(self):
        """ALC-10 who is suspended receives nothing, and the decision says so"""
        self._suspend(kind="days", days=7)
        decisions = self._allocate_new(3)
        self.assertEqual(set(decisions.user_id), set(self.colleague))
        self.assertIn("suspended", decisions[0].sentence.lower())
        with freeze_time("2026-07-08 02:00:00"):
            self.card.invalidate_recordset()
            self.assertIn(self.user, self._allocate_new(2).user_id)

    def test_turns(self):
        """ALC-09 skipped turns are consumed, logged with the decision, and over"""
        suspension = self._suspend(kind="turns", turns=2)
        decisions = self._allocate_new(6)
        self.assertEqual(suspension.state, "served")
        self.assertEqual(len(suspension.turn_ids), 2)
        taken = self.env["crm.allocation.decision"].browse(
            suspension.turn_ids.mapped("origin_id")
        )
        self.assertEqual(set(taken.user_id), set(self.colleague))
        self.assertLessEqual(taken, decisions)
        self.assertEqual(
            len(decisions.filtered(lambda one: one.user_id == self.user)), 2
        )

    def test_turns_of_the_only_one(self):
        """ALC-09 who is alone loses the turns one by one, and receives after them"""
        self.colleague_card.is_receiving = False
        suspension = self._suspend(kind="turns", turns=2)
        first = self._allocate_new(1)
        self.assertEqual(first.code, "skipped")
        self.assertEqual(suspension.turns_left, 1)
        second = first._allocate(first.partner_id, self.company)
        self.assertNotEqual(second, first)
        self.assertEqual(second.code, "skipped")
        self.assertEqual(suspension.state, "served")
        self.assertEqual(suspension.turn_ids.mapped("partner_id"), first.partner_id)
        third = first._allocate(first.partner_id, self.company)
        self.assertEqual(third.user_id, self.user)

    def test_missed_clock(self):
        """ALC-07 who missed a clock loses the next turn"""
        contact = self._allocate(self._new_customer("Missed"))
        with freeze_time("2026-07-01 02:00:00"):
            contact._miss()
            self._allocate_new(2)
        turn = self.card.suspension_ids.turn_ids
        self.assertEqual(len(turn), 1)
        self.assertTrue(turn.partner_id)

    def test_owed(self):
        """ALC-08 who is owed a customer of the class comes first, once; it is told"""
        values = {"allocation_class_id": self.class_a.id}
        self._allocate_new(2, **values)
        self._new_mismatch().with_user(self.leader).action_sign()
        # of another class: as always
        self.card.turns = 5
        first = self._allocate_new(1, allocation_class_id=self.class_d.id)
        self.assertEqual(first.user_id, self.colleague)
        decisions = self._allocate_new(2, **values)
        self.assertEqual(decisions.mapped("user_id"), self.user | self.colleague)
        self.assertIn("re-application", decisions[0].sentence)
        self.assertNotIn("re-application", decisions[1].sentence)
        owed = self.env["crm.allocation.entitlement"].search(Domain.TRUE)
        self.assertEqual(owed.state, "used")
        self.assertEqual(owed.partner_id, decisions[0].partner_id)

    def test_owed_to_who_is_away(self):
        """ALC-08 what is owed waits for who is suspended, and others receive"""
        self._new_mismatch().with_user(self.leader).action_sign()
        self._suspend(kind="days", days=7)
        decisions = self._allocate_new(1, allocation_class_id=self.class_a.id)
        self.assertEqual(decisions.user_id, self.colleague)
        owed = self.env["crm.allocation.entitlement"].search(Domain.TRUE)
        self.assertEqual(owed.state, "open")
