# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .measure_common import MeasureCommon


@tagged("post_install", "-at_install")
class TestAccountTeam(MeasureCommon):
    """Account team and resource priority on the customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.important = cls._new_customer("Bolts", user_id=cls.user.id)
        cls._new_standing(cls.important, "B")
        cls.unknown = cls._new_customer("Nobody")
        cls.all = cls.customer + cls.important + cls.unknown

    def _find(self, *leaves, **kwargs):
        return self.env["res.partner"].search(
            [("id", "in", self.all.ids), *leaves], **kwargs
        )

    def test_key_account_manager_missing(self):
        """GRD-13 B customers without a key-account manager are listed"""
        lacking = [("customer_lacks_key_account", "=", True)]
        self.assertEqual(self._find(*lacking), self.important)
        self.assertTrue(self.important.customer_lacks_key_account)
        self.important.with_user(self.officer).customer_key_account_id = self.user
        self.assertFalse(self._find(*lacking))
        self.assertFalse(self.important.customer_lacks_key_account)
        self.assertEqual(
            self._find(("customer_lacks_key_account", "=", False)), self.all
        )
        self._plan()
        self.assertEqual(self._of(self.plan, self.important).user_id, self.user)

    def test_search_by_person(self):
        """GRD-13 customers are found by the people who look after them"""
        self.important.customer_key_account_id = self.user
        self.customer.customer_executive_id = self.manager
        own = ("customer_key_account_id", "=", self.user.id)
        self.assertEqual(self._find(own), self.important)
        nobody = ("customer_key_account_id", "=", False)
        self.assertEqual(self._find(nobody), self.customer + self.unknown)
        self.assertEqual(
            self._find(("customer_executive_id", "!=", False)), self.customer
        )
        self.assertEqual(
            self._find(("customer_service_id", "!=", self.user.id)), self.all
        )

    def test_of_the_whole_customer(self):
        """GRD-13 contacts show the team of their company, branches that of the main"""
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.important.id}
        )
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        self.env.user.company_ids = [Command.link(branch.id)]
        self.important.with_company(branch).customer_key_account_id = self.user
        self.assertEqual(contact.customer_key_account_id, self.user)
        team = self.env["crm.grading.account.team"].search(
            [("partner_id", "=", self.important.id)]
        )
        self.assertEqual(team.company_id, self.company)

    def test_who_names_them(self):
        """GRD-13 officers name the team, salespeople see it"""
        with self.assertRaises(AccessError):
            self.important.with_user(self.user).customer_key_account_id = self.user
        with Form(self.important.with_user(self.officer)) as form:
            form.customer_key_account_id = self.user
        self.assertEqual(
            self.important.with_user(self.user).customer_key_account_id, self.user
        )

    def test_priority_of_the_grade(self):
        """GRD-13 resource priority: urgent for A, high for B, normal for all others"""
        self.assertEqual(self.all.mapped("customer_priority"), ["2", "1", "0"])
        self.assertEqual(
            self._find(("customer_priority", "in", ["1", "2"])),
            self.customer + self.important,
        )
        self.assertEqual(
            self._find(("customer_priority", "not in", ["1", "2"])), self.unknown
        )
        self.assertEqual(self._find(("customer_priority", "=", "0")), self.unknown)
        self.assertEqual(self._find(order="customer_priority desc").ids, self.all.ids)
        groups = self.env["res.partner"]._read_group(
            [("id", "in", self.all.ids)], ["customer_priority"], ["__count"]
        )
        self.assertEqual(sorted(groups), [("0", 1), ("1", 1), ("2", 1)])

    def test_own_priority(self):
        """GRD-13 a manager gives a customer a priority of its own"""
        with self.assertRaises(AccessError):
            self.unknown.with_user(self.officer).customer_own_priority = "2"
        self.unknown.with_user(self.manager).customer_own_priority = "2"
        self.assertEqual(self.unknown.customer_priority, "2")
        self.assertIn(self.unknown, self._find(("customer_priority", "=", "2")))
        self.unknown.with_user(self.manager).customer_own_priority = False
        self.assertEqual(self.unknown.customer_priority, "0")
        self.assertEqual(self.unknown.with_user(self.user).customer_priority, "0")

    def test_measures_on_the_customer(self):
        """GRD-13 the customer shows what is open, what was missed, what comes next"""
        self._plan()
        self._plan("2026-08-01")
        customer = self.customer.with_user(self.user)
        self.assertEqual(customer.measure_open_count, 3)
        self.assertEqual(customer.measure_missed_count, 1)
        self.assertEqual(len(customer.measure_next_ids), 4)
        self.assertEqual(customer.measure_next_ids[0].state, "missed")
        self.assertIn(
            ("partner_id", "=", self.customer.id),
            customer.action_open_measures()["domain"],
        )
