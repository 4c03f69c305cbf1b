# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import Form, tagged

from .common import NOW, AllocationCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestLedgerForm(AllocationCommon):
    """The salesperson field of Odoo goes through the ledger (ALC-12)."""

    def test_new_customer(self):
        """ALC-13 a customer created with a salesperson has an owner"""
        customer = self.env["res.partner"].create(
            {"name": "Steel", "user_id": self.user.id}
        )
        line = customer.ownership_ids
        self.assertEqual(line.user_id, self.user)
        self.assertEqual(line.source, "form")
        self.assertEqual(line.company_id, self.company)
        self.assertFalse(line.is_unapproved)

    def test_director_reassigns(self):
        """ALC-18 the director's change in the form is approved by that"""
        customer = self._new_customer("Steel", self.user)
        with Form(customer.with_user(self.manager)) as form:
            form.user_id = self.colleague
            form.owner_change_reason = "Nearer by"
        line = customer._get_open_ownership(self.company)
        self.assertEqual(line.user_id, self.colleague)
        self.assertEqual(line.approved_by_id, self.manager)
        self.assertEqual(line.reason, "Nearer by")
        self.assertFalse(line.is_unapproved)

    def test_silent_swap(self):
        """ALC-12 a change by others is flagged and counts for the department"""
        self.company.allocation_access = "all"
        self.user.group_ids |= self.env.ref("base.group_partner_manager")
        customer = self._new_customer("Steel", self.user)
        customer.with_user(self.user).write({"user_id": self.colleague.id})
        line = customer._get_open_ownership(self.company)
        self.assertTrue(line.is_unapproved)
        self.assertEqual(line.attribution, "department")
        self.assertEqual(customer.user_id, self.colleague)
        self.assertIn(self.manager, customer.activity_ids.user_id)

    def test_first_owner_is_no_swap(self):
        """ALC-12 whoever takes a customer that nobody has swaps nothing"""
        customer = self._new_customer("Steel")
        customer.with_user(self.officer).write({"user_id": self.user.id})
        self.assertFalse(customer._get_open_ownership(self.company).is_unapproved)

    def test_emptied(self):
        """ALC-06 a customer whose salesperson is taken away waits for allocation"""
        customer = self._new_customer("Steel", self.user)
        customer.with_user(self.manager).user_id = False
        line = customer._get_open_ownership(self.company)
        self.assertEqual(line.holder, "company")
        self.assertFalse(customer.user_id)

    def test_becomes_a_contact(self):
        """ALC-13 a customer that joins another one has no owner of its own"""
        group = self._new_customer("Group", self.colleague)
        customer = self._new_customer("Steel", self.user, is_company=False)
        customer.parent_id = group
        self.assertFalse(customer._get_open_ownership(self.company))
        self.assertEqual(customer.ownership_ids.end_source, "left")
        self.assertEqual(customer.user_id, self.colleague)

    def test_leaves_the_company(self):
        """ALC-13 a customer given to another company leaves the ledger of this one"""
        other = self.env["res.company"].create({"name": "Other"})
        customer = self._new_customer("Steel", self.user)
        customer.write({"company_id": other.id, "user_id": False})
        self.assertFalse(customer._get_open_ownership(self.company))

    def test_other_companies_keep_their_owner(self):
        """ALC-13 the form of one company moves nothing in another one"""
        other = self.env["res.company"].create({"name": "Other"})
        clerk = self._new_user("alloc_clerk", "crm_policy.group_user", other)
        customer = self._new_customer("Steel", self.user)
        values = {"partner_id": customer.id, "company_id": other.id}
        self.ledger._transfer([{**values, "user_id": clerk.id, "source": "claim"}])
        customer.with_user(self.manager).user_id = self.colleague
        self.assertEqual(customer._get_open_ownership(other).user_id, clerk)
        line = customer._get_open_ownership(self.company)
        self.assertEqual(line.user_id, self.colleague)
        self.assertEqual(line.approved_by_id, self.manager)

    def test_written_together(self):
        """ALC-12 many customers written at once are recorded at once"""
        customers = self._new_customer("One", self.user)
        customers |= self._new_customer("Two", self.colleague)
        customers.with_user(self.manager).write({"user_id": self.colleague.id})
        lines = customers._get_open_ownership(self.company)
        self.assertEqual(lines.user_id, self.colleague)
        self.assertEqual(len(customers.ownership_ids), 3)

    def test_form_view(self):
        """ALC-13 the customer form shows who holds it"""
        customer = self._new_customer("Steel", self.user)
        with Form(customer.with_user(self.officer)) as form:
            self.assertEqual(form.customer_holder, "person")

    def test_changed_unseen(self):
        """ALC-12 an owner changed by SQL is found and flagged"""
        customer = self._new_customer("Steel", self.user)
        untouched = self._new_customer("Iron", self.user)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET user_id = %s WHERE id = %s",
            [self.colleague.id, customer.id],
        )
        self.env.invalidate_all()
        self._reconcile()
        line = customer._get_open_ownership(self.company)
        self.assertEqual(line.user_id, self.colleague)
        self.assertEqual(line.source, "found")
        self.assertTrue(line.is_unapproved)
        self.assertEqual(len(untouched.ownership_ids), 1)
        self._reconcile()
        self.assertEqual(len(customer.ownership_ids), 2)
