# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError

from .common import NOW
from .registration_common import RegistrationCommon


@freeze_time(NOW)
class TestDisciplineIntake(RegistrationCommon):
    """Agents, calls and late entries."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agent = cls._new_user("alloc_agent", "crm_policy.group_user")
        cls.agent_card = cls.env["crm.allocation.member"]._get_for(
            cls.agent, cls.company
        )
        cls.agent_card.is_intake = True
        cls.hotline = cls.env.ref(
            "crm_allocation.crm_allocation_intake_channel_hotline"
        )

    def test_agent(self):
        """ALC-08 a signed mismatch counts against the agent who took the call"""
        call = self._new_call(self.agent, channel_id=self.hotline.id)
        call.action_take_in()
        customer = call.sudo().partner_id
        self._transfer(customer, user_id=self.user.id)
        mismatch = (
            self.env["crm.allocation.mismatch"]
            .with_user(self.user)
            .create(
                {
                    "partner_id": customer.id,
                    "real_class_id": self.env.ref(
                        "crm_allocation.crm_allocation_class_d"
                    ).id,
                    "reason": "Three valves a year",
                }
            )
        )
        self.assertEqual(mismatch.agent_id, self.agent)
        mismatch.action_submit()
        mismatch.with_user(self.leader).action_sign()
        self.assertEqual(self.agent_card.mismatch_agent_ids, mismatch)

    def test_banned(self):
        """ALC-09 a banned agent takes no call of a hotline, other channels stay open"""
        for user in (self.agent, self.officer):
            suspension = self.env["crm.allocation.suspension"].create(
                {
                    "user_id": user.id,
                    "kind": "duty",
                    "months": 1,
                    "reason": "Ten mismatches",
                }
            )
            suspension.with_user(self.manager).action_confirm()
        call = self._new_call(self.agent, channel_id=self.hotline.id)
        with self.assertRaisesRegex(UserError, "Ten mismatches"):
            call.action_take_in()
        call.channel_id = False
        with self.assertRaisesRegex(UserError, "lacks: Reached Us By"):
            call.action_take_in()
        # nor under the name of somebody else
        other = self._new_call(self.user, channel_id=self.hotline.id)
        with self.assertRaisesRegex(UserError, "Ten mismatches"):
            other.with_user(self.officer).action_take_in()
        self.hotline.is_hotline = False
        call.channel_id = self.hotline
        call.action_take_in()
        self.assertEqual(call.state, "registered")

    def test_late_entry(self):
        """ALC-11 a late entry is proposed for a penalty once, one in time is not"""
        late = self._new_registered(developed_on="2026-06-28 08:00:00")
        self.assertTrue(late.is_late)
        self._new_registered(
            developed_on="2026-06-30 08:00:00",
            customer_name="Wuxi Pumps",
            phone="0510 8123 4567",
            mobile=False,
            email=False,
            website=False,
        )
        for _run in range(2):
            self._run_cron("ir_cron_late_entries")
        penalty = self.env["crm.allocation.penalty"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(penalty.origin_id, late.id)
        self.assertEqual(penalty.user_id, self.user)
        self.assertEqual(penalty.date, date(2026, 7, 1))
        self.assertEqual(penalty.state, "proposed")
        self.assertIn(late.name, penalty.evidence)
        self.assertIn("due 06/29/2026 4:00", penalty.evidence)

    def test_late_entry_checked_late(self):
        """ALC-11 a late entry that is checked months later is proposed as well"""
        with freeze_time("2026-04-01 02:00:00"):
            late = self._new_registration(developed_on="2026-03-20 08:00:00")
            late.action_submit()
        self._check(late)
        self._run_cron("ir_cron_late_entries")
        penalty = self.env["crm.allocation.penalty"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(penalty.origin_id, late.id)
