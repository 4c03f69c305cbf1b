# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re
from ast import literal_eval
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW
from .handover_common import HandoverCommon

RECONCILE = "odoo.addons.crm_allocation.models.crm_ownership_reconcile"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestOwnerChange(HandoverCommon):
    """Owners changed without approval: seen, and decided (ALC-12, ALC-13)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.allocation_access = "all"
        cls.customer = cls._new_customer("Customer A", cls.user)
        cls.line = cls._change_silently(cls.customer)

    @classmethod
    def _change_silently(cls, customer):
        with freeze_time("2026-07-01 02:00:00"):
            customer.with_user(cls.officer).write({"user_id": cls.colleague.id})
        return customer._get_open_ownership(cls.company)

    def test_silent_change_is_flagged(self):
        """ALC-12: the change stands, counts for the department, is on the list."""
        self.assertTrue(self.line.is_unapproved)
        self.assertEqual(self.line.attribution, "department")
        self.assertEqual(self.line.former_holder, self.user.name)
        self.assertEqual(
            self.customer.activity_ids.user_id,
            self.company._get_allocation_deciders(),
        )
        self.assertIn(
            self.line,
            self.ledger.with_user(self.manager).search(
                [("change_decision", "=", False), ("is_unapproved", "=", True)]
            ),
        )

    def test_approve_afterwards(self):
        """ALC-12: approved; whose result it is, is chosen with a reason."""
        line = self.line.with_user(self.manager)
        self._answer(
            line.action_approve_change(),
            self.manager,
            attribution="person",
            reason="Agreed by telephone",
        )
        self.assertEqual(self.line.change_decision, "approved")
        self.assertEqual(self.line.attribution, "person")
        self.assertEqual(self.line.attribution_reason, "Agreed by telephone")
        self.assertEqual(self.line.change_decided_by_id, self.manager)
        self._assert_owner(self.customer, self.colleague)
        self.assertFalse(self.customer.activity_ids)

    def test_give_back(self):
        """ALC-12: back to the former owner; the time between stays visible."""
        line = self.line.with_user(self.manager)
        with freeze_time("2026-07-02 01:00:00"):
            self._answer(line.action_reverse_change(), self.manager)
        self._assert_owner(self.customer, self.user)
        self.assertEqual(self.customer.user_id, self.user)
        self.assertEqual(self.line.attribution, "department")
        back = self.customer._get_open_ownership(self.company)
        self.assertEqual(back.source, "resume")
        self.assertEqual(back.approved_by_id, self.manager)

    def test_delegate(self):
        """ALC-12: a delegate with the role User sees what is to be decided, decides."""
        delegate = self._new_user("alloc_delegate", "crm_policy.group_user")
        self.company.allocation_access = "own"
        action = self.env.ref("crm_allocation.crm_ownership_action_change")
        changes = self.ledger.with_user(delegate)
        domain = literal_eval(action.domain)
        self.assertFalse(changes.search(domain))
        self.company.allocation_delegate_ids = delegate
        self.assertEqual(changes.search(domain), self.line)
        line = self.line.with_user(delegate)
        form = changes.get_view(view_type="form")["arch"]
        names = set(re.findall(r'<field name="(\w+)"', form)) & line._fields.keys()
        self.assertTrue(line.web_read({name: {} for name in names}))
        self._answer(line.action_reverse_change(), delegate)
        self._assert_owner(self.customer, self.user)
        self.assertEqual(self.line.change_decided_by_id, delegate)

    def test_give_back_as_it_was(self):
        """ALC-12 ALC-03: development and the time to register come back as well."""
        customer = self._new_customer("Developed", self.user)
        former = customer._get_open_ownership(self.company)
        former.registration_deadline = "2026-07-03 01:00:00"
        self.ledger._set_developed(customer, self.company, "Contract 7")
        line = self._change_silently(customer).with_user(self.manager)
        self.assertFalse(line.developed_on)
        self._answer(line.action_reverse_change(), self.manager)
        back = customer._get_open_ownership(self.company)
        self.assertEqual(back.user_id, self.user)
        self.assertEqual(back.developed_on, former.developed_on)
        self.assertEqual(back.development_evidence, "Contract 7")
        self.assertEqual(back.registration_deadline, former.registration_deadline)
        self.assertTrue(back.is_unregistered)

    def test_give_back_to_the_pool(self):
        """ALC-12: what was taken out of a pool by the form goes back there."""
        pooled = self._new_customer("Pooled")
        self._transfer(pooled, pool_id=self.pool.id)
        line = self._change_silently(pooled).with_user(self.manager)
        self._answer(line.action_reverse_change(), self.manager)
        self.assertEqual(pooled._get_open_ownership(self.company).pool_id, self.pool)

    def test_leave(self):
        """ALC-12: left as it is, with a reason; the department's result."""
        self._answer(
            self.line.with_user(self.manager).action_leave_change(), self.manager
        )
        self.assertEqual(self.line.change_decision, "left")
        self.assertEqual(self.line.attribution, "department")

    def test_second_director_is_told(self):
        """ALC-12: decided once."""
        line = self.line.with_user(self.manager)
        second = line.action_leave_change()
        self._answer(line.action_leave_change(), self.manager)
        with self.assertRaisesRegex(UserError, "has decided"):
            self._answer(second, self.manager)

    def test_only_directors_decide(self):
        """ALC-12: neither officer nor the owner approves; RPC neither."""
        for user in (self.officer, self.colleague):
            line = self.line.with_user(user)
            with self.assertRaises(AccessError):
                line.action_approve_change()
            with self.assertRaises(AccessError):
                line.write({"change_decision": "approved"})

    def test_changed_again_since(self):
        """ALC-12: a customer that went on is not given back over somebody's head."""
        self._transfer(self.customer, user_id=self.leader.id)
        line = self.line.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "changed hands again"):
            self._answer(line.action_reverse_change(), self.manager)

    def test_found_change(self):
        """ALC-12: a change behind the ledger is found, listed and given back."""
        customer = self._new_customer("Customer B", self.user)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET user_id = %s WHERE id = %s",
            [self.leader.id, customer.id],
        )
        self.env.invalidate_all()
        with freeze_time("2026-07-02 01:00:00"):
            self._reconcile()
            line = customer._get_open_ownership(self.company)
            self.assertEqual((line.source, line.user_id), ("found", self.leader))
            line = line.with_user(self.manager)
            self._answer(line.action_reverse_change(), self.manager)
        self._assert_owner(customer, self.user)

    def test_many_found(self):
        """ALC-12: many at once are one piece of work a decider; in batches."""
        customers = self.env["res.partner"].union(
            *(self._new_customer(f"Many {number}", self.user) for number in range(4))
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET user_id = %s WHERE id = ANY(%s)",
            [self.leader.id, customers.ids],
        )
        self.env.invalidate_all()
        with patch(f"{RECONCILE}.BATCH", 2), patch(f"{RECONCILE}.MANY", 1):
            self._reconcile()
        self.assertEqual(
            set(customers._get_open_ownership(self.company).mapped("source")),
            {"found"},
        )
        self.assertFalse(customers.activity_ids)
        activities = self.env["mail.activity"].search(
            [("res_model", "=", False), ("user_id", "=", self.manager.id)]
        )
        self.assertEqual(len(activities), 1)
        self.assertIn("without approval", activities.summary)

    def test_refuse_by_setting(self):
        """ALC-12: refused by the setting, with the words whom to ask."""
        self.company.allocation_owner_change = "refuse"
        customer = self._new_customer("Customer C", self.user)
        with self.assertRaises(UserError) as refused:
            customer.with_user(self.officer).write({"user_id": self.colleague.id})
        self.assertIn("ask alloc_manager", str(refused.exception))
        customer.with_user(self.manager).write({"user_id": self.colleague.id})
        self._assert_owner(customer, self.colleague)

    def test_approved_change_is_nothing_to_decide(self):
        """ALC-12: what was approved is not decided again."""
        customer = self._new_customer("Customer D", self.user)
        line = customer._get_open_ownership(self.company).with_user(self.manager)
        with self.assertRaisesRegex(UserError, "nothing to decide"):
            self._answer(line.action_leave_change(), self.manager)

    def test_deactivated_former_owner(self):
        """ALC-12: nobody who has left gets a customer back."""
        self.user.active = False
        line = self.line.with_user(self.manager)
        with self.assertRaises(UserError):
            self._answer(line.action_reverse_change(), self.manager)
        self.assertFalse(self.line.change_decision)

    def test_many_at_once(self):
        """ALC-12: a selection is decided in one dialog."""
        customers = self._new_customers(5)
        for customer in customers:
            self._change_silently(customer)
        lines = customers._get_open_ownership(self.company).with_user(self.manager)
        self._answer(lines.action_reverse_change(), self.manager)
        self._assert_owner(customers, self.user)

    def test_owned_on_a_day(self):
        """ALC-13: who held a customer at the end of a day, by the company's clock."""
        with freeze_time("2026-07-10 01:00:00"):
            self._transfer(self.customer, user_id=self.leader.id)
        mine = [("partner_id", "=", self.customer.id)]
        ledger = self.ledger.with_user(self.auditor)
        for day, user in (
            ("2026-07-01", self.colleague),
            ("2026-07-09", self.colleague),
            ("2026-07-10", self.leader),
            ("2026-08-01", self.leader),
        ):
            found = ledger.search([("owned_on", "=", day), *mine])
            self.assertEqual(found.user_id, user, day)
        self.assertFalse(ledger.search([("owned_on", "=", "2026-06-30"), *mine]))
        with freeze_time("2026-08-05 01:00:00"):
            found = ledger.search([("owned_on", "=", "today =1d -1d"), *mine])
        self.assertEqual(found.user_id, self.leader)

    def test_ledger_workbook(self):
        """ALC-13: the ledger as a workbook, for who may export."""
        self._let_export(self.auditor)
        report = self.env["report.crm_allocation.ownership_xlsx"]
        content, kind = report.with_user(self.auditor).create_xlsx_report(
            self.line.ids, {}
        )
        self.assertEqual(kind, "xlsx")
        self.assertTrue(content.startswith(b"PK"))
