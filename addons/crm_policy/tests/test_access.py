# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged, users

from .common import PolicyCommon


@tagged("post_install", "-at_install")
class TestAccess(PolicyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls._new_improvement(user_id=cls.user.id)
        cls.foreign = cls._new_improvement(user_id=cls.other_user.id)

    def _readable(self, user):
        improvements = self.own | self.foreign
        return (
            self.env["crm.improvement"]
            .with_user(user)
            .search([("id", "in", improvements.ids)])
        )

    def test_roles(self):
        """Each role contains the one below; the auditor stands beside them."""
        self.assertTrue(self.manager.has_group("crm_policy.group_officer"))
        self.assertTrue(self.officer.has_group("crm_policy.group_user"))
        self.assertFalse(self.user.has_group("crm_policy.group_officer"))
        self.assertFalse(self.auditor.has_group("crm_policy.group_user"))
        self.assertTrue(self.auditor.has_group("base.group_allow_export"))
        admin = self.env.ref("base.user_admin")
        self.assertTrue(admin.has_group("crm_policy.group_manager"))

    def test_read(self):
        """Users see what is theirs; officers, managers and auditors see all."""
        self.assertEqual(self._readable(self.user), self.own)
        self.assertEqual(self._readable(self.other_user), self.foreign)
        for user in (self.officer, self.manager, self.auditor):
            self.assertEqual(self._readable(user), self.own | self.foreign)

    def test_outsider_has_no_access(self):
        with self.assertRaises(AccessError):
            self._readable(self.outsider)

    def test_creator_keeps_access(self):
        improvement = (
            self.env["crm.improvement"]
            .with_user(self.user)
            .create({"name": "Mine", "user_id": self.other_user.id})
        )
        improvement.root_cause = "No stock"
        self.assertEqual(improvement.root_cause, "No stock")

    def test_user_does_not_write_others(self):
        with self.assertRaises(AccessError):
            self.foreign.with_user(self.user).root_cause = "No stock"

    @users("policy_auditor")
    def test_auditor_changes_nothing(self):
        improvement = self.own.with_user(self.env.user)
        with self.assertRaises(AccessError):
            improvement.root_cause = "No stock"
        with self.assertRaises(AccessError):
            self.env["crm.improvement"].create({"name": "X"})
        with self.assertRaises(AccessError):
            self._new_planned_improvement().with_user(self.env.user).action_start()
        with self.assertRaises(AccessError):
            improvement.unlink()

    def test_delete(self):
        """Managers delete drafts, nobody else deletes."""
        for user in (self.user, self.officer):
            with self.assertRaises(AccessError):
                self.own.with_user(user).unlink()
        self.own.with_user(self.manager).unlink()
        self.assertFalse(self.own.exists())

    def test_other_company(self):
        stranger = new_test_user(
            self.env,
            login="policy_stranger",
            groups="crm_policy.group_manager",
            company_id=self.other_company.id,
            company_ids=[(6, 0, self.other_company.ids)],
        )
        self.assertFalse(self._readable(stranger))
        with self.assertRaises(AccessError):
            self.own.with_user(stranger).root_cause = "No stock"

    def test_branch_sees_its_parent(self):
        """Actions of the head office concern its branches too"""
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        clerk = new_test_user(
            self.env,
            login="policy_branch",
            groups="crm_policy.group_officer",
            company_id=branch.id,
            company_ids=[(6, 0, branch.ids)],
        )
        self.assertEqual(self._readable(clerk), self.own | self.foreign)
        of_branch = self._new_improvement(company_id=branch.id)
        self.assertFalse(
            self.env["crm.improvement"]
            .with_user(self.officer)
            .search([("id", "=", of_branch.id)])
        )

    def test_configuration(self):
        """Managers configure source, channel, kind, size; all internal users read."""
        for model in (
            "crm.customer.source",
            "crm.sales.channel",
            "crm.customer.kind",
            "crm.customer.size",
        ):
            values = {"name": "New", "code": "new"}
            for user in (self.outsider, self.user, self.officer, self.auditor):
                records = self.env[model].with_user(user)
                self.assertTrue(records.search([], limit=1).name)
                with self.assertRaises(AccessError):
                    records.create(values)
            self.assertTrue(self.env[model].with_user(self.manager).create(values))

    def test_menu(self):
        """The app shows to the policy roles and to nobody else."""
        root = self.env.ref("crm_policy.menu_root")
        menus = self.env["ir.ui.menu"]
        for user in (self.user, self.officer, self.manager, self.auditor):
            self.assertIn(root.id, menus.with_user(user)._visible_menu_ids())
        self.assertNotIn(root.id, menus.with_user(self.outsider)._visible_menu_ids())
