# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command
from odoo.exceptions import AccessError, UserError

from .company_common import CompanyCommon


class TestUnit(CompanyCommon):
    """Departments, their heads, and whose they are (CMP-02, CMP-03)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.head = cls._new_user("unit_head", "crm_policy.group_user")
        cls.member = cls._new_user("unit_member", "crm_policy.group_user")
        cls.manager = cls._new_user("unit_manager", "crm_policy.group_manager")
        cls.top = cls.env["crm.policy.unit"].create(
            {"name": "Works", "head_id": cls.manager.id}
        )
        cls.branch = cls.top.create(
            {"name": "South", "parent_id": cls.top.id, "head_id": cls.head.id}
        )
        cls.yard = cls.top.create(
            {
                "name": "Yard",
                "parent_id": cls.branch.id,
                "user_ids": [Command.link(cls.member.id)],
            }
        )

    def test_heads(self):
        """CMP-02 cases go up from head to head, leaving out empty and left places"""
        self.assertEqual(self.yard._get_heads_up(), self.head | self.manager)
        self.head.active = False
        self.assertEqual(self.yard._get_heads_up(), self.manager)

    def test_departments_of_a_person(self):
        """CMP-03 heads have all below them, members their own department only"""
        self.assertEqual(self.head.policy_unit_ids, self.branch | self.yard)
        self.assertEqual(self.member.policy_unit_ids, self.yard)
        self.assertEqual(
            self.manager.policy_unit_ids, self.top + self.branch + self.yard
        )

    def test_no_circle(self):
        with self.assertRaises(UserError):
            self.top.parent_id = self.yard

    def test_rights(self):
        """Managers draw the tree, everybody else reads it"""
        self.top.with_user(self.manager).name = "Works and Services"
        self.assertTrue(self.yard.with_user(self.member).name)
        with self.assertRaises(AccessError):
            self.yard.with_user(self.head).name = "Other"

    def test_other_company(self):
        """The departments of another company are not to be seen"""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        foreign = self.top.sudo().create({"name": "Foreign", "company_id": other.id})
        with self.assertRaises(AccessError):
            foreign.with_user(self.manager).read(["name"])
        with self.assertRaises(UserError):
            foreign.with_context(allowed_company_ids=[]).parent_id = self.top
