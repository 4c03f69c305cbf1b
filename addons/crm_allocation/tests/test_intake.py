# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW
from .registration_common import RegistrationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestIntake(RegistrationCommon):
    """Calls: one entry makes the line of the register and the customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agent = cls._new_user("alloc_agent", "crm_policy.group_user")
        card = cls.env["crm.allocation.member"]._get_for(cls.agent, cls.company)
        card.is_intake = True
        cls.hotline = cls.env.ref(
            "crm_allocation.crm_allocation_intake_channel_hotline"
        )

    def test_call(self):
        """ALC-20 a new customer waits for allocation, with class, agent and channel"""
        call = self._new_call(self.agent, channel_id=self.hotline.id)
        call.action_take_in()
        self.assertEqual(call.state, "registered")
        self.assertTrue(call.is_new_customer)
        customer = call.partner_id.sudo()
        self.assertEqual(customer.customer_holder, "company")
        self.assertEqual(customer.allocation_class_id.code, "B")
        self.assertEqual(customer.ownership_ids.source, "intake")
        self.assertFalse(customer.user_id)
        self.assertEqual(call.user_id, self.agent)

    def test_at_once(self):
        """ALC-20 ALC-06 where the setting says so, the rules allocate it at once"""
        self.company.allocation_at_intake = True
        self.env["crm.allocation.member"]._get_for(self.user, self.company)
        call = self._new_call(self.agent)
        call.action_take_in()
        self.assertEqual(call.partner_id.sudo().customer_holder, "person")

    def test_who(self):
        """ALC-20 intake agents and sales administration take calls, nobody else"""
        with self.assertRaises(AccessError):
            self._new_call(self.user).action_take_in()
        self._new_call(self.officer).action_take_in()

    def test_contents(self):
        """ALC-20 the class is judged, the demand is asked"""
        call = self._new_call(expected_amount=0, demand=False)
        with self.assertRaisesRegex(UserError, "Demand and Class"):
            call.action_take_in()
        self.assertFalse(call.class_guide)
        class_a = self.env.ref("crm_allocation.crm_allocation_class_a")
        class_a.standard = "Asks for a whole plant"
        call.invalidate_recordset()
        self.assertIn("Asks for a whole plant", call.class_guide)
        call.write({"demand": "A plant", "class_id": class_a.id})
        call.action_take_in()

    def test_known(self):
        """ALC-20 the owner of a customer who calls is told; nothing changes hands"""
        known = self._new_customer("Ningbo Seals", self.user, phone="+8657488880000")
        call = self._new_call(self.agent, phone="0574 8888 0000", mobile=False)
        self.assertFalse(call.is_blocked)
        call.action_take_in()
        self.assertEqual(call.partner_id, known)
        self.assertFalse(call.is_new_customer)
        self.assertEqual(known.user_id, self.user)
        self.assertEqual(call.sudo().activity_ids.user_id, self.user)
        # the owner reads the call, other salespeople do not
        call.with_user(self.user).read(["demand"])
        with self.assertRaises(AccessError):
            call.with_user(self.colleague).read(["demand"])
        with self.assertRaises(UserError):
            call.with_user(self.user).demand = "Nothing"

    def test_pool(self):
        """ALC-20 a customer of the pool who calls waits for allocation"""
        known = self._new_customer("Ningbo Seals", phone="+8657488880000")
        self._transfer(known, pool_id=self.pool.id)
        call = self._new_call(self.agent, phone="0574 8888 0000", mobile=False)
        call.action_take_in()
        self.assertEqual(known.customer_holder, "company")

    def test_being_registered(self):
        """ALC-20 a call from whom a salesperson registers just now is not made twice"""
        self._new_registration().action_submit()
        call = self._new_call(self.agent)
        self.assertTrue(call.is_blocked)
        with self.assertRaises(UserError):
            call.action_take_in()

    def test_out_of_hours(self):
        """ALC-20 ALC-07 at night: registered now, contacted at the next opening"""
        with freeze_time("2026-07-01 15:00:00"):
            call = self._new_call(self.agent)
            call.action_take_in()
        self.assertTrue(call.is_out_of_hours)
        self.assertEqual(str(call.contact_from), "2026-07-02 00:00:00")
        self.assertFalse(call.is_late)

    def test_late(self):
        """ALC-20 entered too late is seen in the register"""
        call = self._new_call(developed_on="2026-06-29 01:00:00")
        self.assertTrue(call.is_overdue)
        call.action_take_in()
        self.assertTrue(call.is_late)
