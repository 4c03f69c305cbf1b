# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import NOW
from .pool_common import PoolCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRelease(PoolCommon):
    def _release(self, customers, user=None, **values):
        wizard = (
            self.env["crm.allocation.release"]
            .with_user(user or self.user)
            .with_context(
                active_model="res.partner",
                active_ids=customers.ids,
                allowed_company_ids=self.company.ids,
            )
            .create({"reason": "No demand", **values})
        )
        return wizard, wizard.action_release()

    def test_own(self):
        """ALC-05 the owner puts a customer into the pool, with the reason"""
        customer = self._new_customer("Mine", self.user)
        self._release(customer)
        self.assertEqual(customer.customer_pool_id, self.pool)
        self.assertFalse(customer.user_id)
        line = customer._get_open_ownership(self.company)
        self.assertEqual((line.source, line.reason), ("release", "No demand"))
        self.assertFalse(line.approved_by_id)

    def test_of_others(self):
        """ALC-05 others' customers stay; officers pool what the company holds"""
        other = self._new_customer("Other", self.colleague)
        waiting = self._new_customer("Waiting")
        self._transfer(waiting)
        wizard, action = self._release(other | waiting, self.officer)
        result = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(waiting.customer_pool_id, self.pool)
        self.assertEqual(other.customer_owner_id, self.colleague)
        self.assertEqual(result.line_ids.reason, f"it belongs to {self.colleague.name}")
        self._release(other, self.manager)
        self.assertEqual(other.customer_pool_id, self.pool)
        line = other._get_open_ownership(self.company)
        self.assertEqual(line.approved_by_id, self.manager)

    def test_company_held(self):
        """ALC-05 a salesperson does not pool what waits for allocation"""
        self.company.allocation_access = "all"
        waiting = self._new_customer("Waiting")
        self._transfer(waiting)
        self._release(waiting)
        self.assertEqual(waiting.customer_holder, "company")

    def test_protected(self):
        """ALC-05 protected customers are asked about first"""
        customer = self._new_customer("Mine", self.user)
        customer._get_open_ownership(self.company).protected_until = "2026-12-31"
        with self.assertRaisesRegex(UserError, "1 of the customers are protected"):
            self._release(customer)
        self.assertEqual(customer.user_id, self.user)
        self._release(customer, ends_protection=True)
        self.assertEqual(customer.customer_pool_id, self.pool)

    def test_pool_by_territory(self):
        """ALC-05 each goes into the first pool of its region and its team"""
        self.pool.sequence = 20
        south = self.env["crm.allocation.pool"].create(
            {
                "name": "South",
                "sequence": 5,
                "state_ids": [Command.set(self.region.ids)],
            }
        )
        here = self._new_customer("Here", self.user, state_id=self.region.id)
        there = self._new_customer("There", self.user)
        self._release(here | there)
        self.assertEqual(here.customer_pool_id, south)
        self.assertEqual(there.customer_pool_id, self.pool)

    def test_reason(self):
        """ALC-05 blanks are no reason"""
        customer = self._new_customer("Mine", self.user)
        with self.assertRaises(ValidationError):
            self._release(customer, reason="  ")

    def test_auditor(self):
        """ALC-05 auditors move nothing"""
        customer = self._new_customer("Mine", self.user)
        with self.assertRaises(AccessError):
            self._release(customer, self.auditor)

    def test_archived(self):
        """ALC-05 an archived customer stays where it is, and says why"""
        customer = self._new_customer("Mine", self.user)
        customer.active = False
        _wizard, action = self._release(customer)
        result = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(result.line_ids.reason, "Mine is archived. Restore it first.")

    def test_twice(self):
        """ALC-05 what is in the pool already stays there"""
        row = self._new_pooled()
        customer = self.ledger.browse(row.ids).partner_id
        self._release(customer, self.manager)
        self.assertEqual(len(customer.ownership_ids), 1)
