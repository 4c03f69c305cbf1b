# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

import psycopg2
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import mute_logger

from .common import NOW
from .discipline_common import DisciplineCommon


@freeze_time(NOW)
class TestMismatch(DisciplineCommon):
    def test_sign(self):
        """ALC-08 signed: class corrected, a customer owed, counted against the agent"""
        mismatch = self._new_mismatch()
        self.assertTrue(mismatch.name.startswith("REA/2026/"))
        self.assertEqual(mismatch.judged_class_id, self.class_a)
        self.assertEqual(mismatch.activity_ids.user_id, self.leader)
        mismatch.with_user(self.leader).action_sign()
        self.assertEqual(mismatch.state, "signed")
        self.assertEqual(mismatch.counted_on, date(2026, 7, 1))
        self.assertEqual(mismatch.decided_by_id, self.leader)
        self.assertEqual(mismatch.partner_id.allocation_class_id, self.class_d)
        owed = mismatch.entitlement_ids
        self.assertEqual(owed.mapped("state"), ["open"])
        self.assertEqual(owed.class_id, self.class_a)
        self.assertEqual(owed.user_id, self.user)
        self.assertEqual(self.agent_card.mismatches_1, 1)
        self.assertFalse(mismatch.activity_ids)

    def test_owed(self):
        """ALC-08 what is owed is used up by a customer of the class, once"""
        self._new_mismatch().with_user(self.leader).action_sign()
        entitlements = self.env["crm.allocation.entitlement"]
        owed = entitlements._get_owed(self.company)[self.class_a.id]
        self.assertEqual([user_id for _id, user_id in owed], [self.user.id])
        for number, class_ in enumerate((self.class_d, self.class_a, self.class_a)):
            customer = self._new_customer(f"N{number}", allocation_class_id=class_.id)
            self._transfer(customer, user_id=self.user.id)
            used = entitlements.search([("state", "=", "used")])
            self.assertEqual(len(used), min(number, 1))
        self.assertEqual(used.partner_id.name, "N1")
        self.assertFalse(entitlements._get_owed(self.company))

    def test_who_signs(self):
        """ALC-08 leader or manager, never the applicant, a colleague or an officer"""
        mismatch = self._new_mismatch()
        for user in (self.user, self.colleague, self.officer, self.agent):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                mismatch.with_user(user).action_sign()
        self.assertFalse(mismatch.with_user(self.user).can_sign)
        self.assertTrue(mismatch.with_user(self.manager).can_sign)
        mismatch.with_user(self.manager).action_sign()
        with self.assertRaisesRegex(UserError, "Signed"):
            mismatch.with_user(self.leader).action_sign()

    def test_own_leader(self):
        """ALC-08 the leader's own request goes to the managers"""
        self.members._get_for(self.leader, self.company).team_id = self.team
        mismatch = self._new_mismatch(user=self.leader)
        self.assertEqual(mismatch.activity_ids.user_id & self.manager, self.manager)
        with self.assertRaises(AccessError):
            mismatch.with_user(self.leader).action_sign()

    def test_refuse(self):
        """ALC-08 refused with a reason: nothing counts, nothing is owed"""
        mismatch = self._new_mismatch()
        with self.assertRaisesRegex(UserError, "Give a reason"):
            self._reason(mismatch.with_user(self.leader), "refuse", "  ")
        self._reason(mismatch.with_user(self.leader), "refuse", "It is an A")
        self.assertEqual(mismatch.state, "refused")
        self.assertEqual(mismatch.decision_reason, "It is an A")
        self.assertEqual(mismatch.partner_id.allocation_class_id, self.class_a)
        self.assertFalse(mismatch.entitlement_ids)
        self.assertFalse(self.agent_card.mismatches_1)

    def test_which_customers(self):
        """ALC-08 only for a customer who was allocated to oneself and has a class"""
        mismatches = self.env["crm.allocation.mismatch"].with_user(self.user)
        own = self._new_customer("Own", allocation_class_id=self.class_a.id)
        self._transfer(own, "registration", user_id=self.user.id)
        theirs = self._new_customer("Theirs", allocation_class_id=self.class_a.id)
        self._transfer(theirs, user_id=self.colleague.id)
        plain = self._new_customer("Plain", self.user)
        for customer, why in (
            (own, "was not allocated"),
            (theirs, "allocated to you"),
            (plain, "no class"),
        ):
            with self.subTest(why=why), self.assertRaisesRegex(UserError, why):
                mismatches.create(
                    {
                        "partner_id": customer.id,
                        "real_class_id": self.class_d.id,
                        "reason": "?",
                    }
                )

    def test_same_class(self):
        """ALC-08 the judged class is no other class"""
        customer = self._new_customer("Same", allocation_class_id=self.class_a.id)
        self._transfer(customer, user_id=self.user.id)
        with self.assertRaisesRegex(ValidationError, "nothing to correct"):
            self.env["crm.allocation.mismatch"].with_user(self.user).create(
                {
                    "partner_id": customer.id,
                    "real_class_id": self.class_a.id,
                    "reason": "?",
                }
            )

    @mute_logger("odoo.sql_db")
    def test_one_open(self):
        """ALC-08 one open request a customer"""
        mismatch = self._new_mismatch()
        again = {
            "partner_id": mismatch.partner_id.id,
            "real_class_id": self.class_d.id,
            "reason": "Again",
        }
        mismatches = self.env["crm.allocation.mismatch"].with_user(self.user)
        with self.assertRaises(psycopg2.errors.UniqueViolation):
            mismatches.create(again)
            self.env.flush_all()
        self.assertTrue(mismatch.exists())

    def test_moved_on(self):
        """ALC-08 a customer who has another owner by then is not signed for"""
        mismatch = self._new_mismatch()
        self._transfer(mismatch.partner_id, "reassignment", user_id=self.colleague.id)
        with self.assertRaisesRegex(UserError, "not with"):
            mismatch.with_user(self.leader).action_sign()

    def test_facts_are_looked_up(self):
        """ALC-08 nobody states the agent, the judged class or the person by RPC"""
        mismatch = self._new_mismatch()
        for values in (
            {"agent_id": self.colleague.id},
            {"judged_class_id": self.class_d.id},
            {"state": "signed"},
        ):
            with self.assertRaises(UserError):
                mismatch.with_user(self.user).write(values)
        with self.assertRaisesRegex(UserError, "Withdraw"):
            mismatch.with_user(self.user).write({"reason": "Other"})

    def test_agent_reads(self):
        """ALC-08 ALC-09 the agent reads what counts against the own person"""
        mismatch = self._new_mismatch()
        mismatch.with_user(self.leader).action_sign()
        self.assertEqual(mismatch.with_user(self.agent).reason, "Three valves a year")
        with self.assertRaises(AccessError):
            mismatch.with_user(self.colleague).read(["reason"])

    def test_pdf(self):
        """ALC-08 the form on paper"""
        mismatch = self._new_mismatch()
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "crm_allocation.report_mismatch", mismatch.ids
        )
        self.assertIn("Three valves a year", html.decode())
        self.assertIn(self.agent.name, html.decode())
