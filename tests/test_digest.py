# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The figures of all areas in Odoo's digest mail."""

from datetime import datetime

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestDigest(TransactionCase):
    def test_each_figure(self):
        """Each is counted for who has a role, refused to others, and leads to a list"""
        digest = self.env["digest.digest"].create({"name": "Policy"})
        digest = digest.with_context(
            start_datetime=datetime(2026, 6, 15), end_datetime=datetime(2026, 7, 16)
        )
        kpis = digest._get_policy_kpi_actions()
        self.assertTrue(kpis)
        manager = new_test_user(self.env, "d_manager", "crm_policy.group_manager")
        employee = new_test_user(self.env, "d_employee", "base.group_user")
        self.assertEqual(digest.with_user(employee).name, "Policy")
        for kpi, action in kpis.items():
            with self.subTest(kpi=kpi):
                self.assertIn(kpi, digest._fields)
                self.assertEqual(self.env.ref(action)._name, "ir.actions.act_window")
                self.assertGreaterEqual(digest.with_user(manager)[f"{kpi}_value"], 0)
                with self.assertRaises(AccessError):
                    self.assertFalse(digest.with_user(employee)[f"{kpi}_value"])

    def test_mail(self):
        """A manager's mail shows the figures that are switched on"""
        manager = new_test_user(
            self.env, "d_manager", "crm_policy.group_manager", email="d@example.com"
        )
        digest = self.env["digest.digest"].create({"name": "Policy"})
        kpis = list(digest._get_policy_kpi_actions())
        digest.write(dict.fromkeys(kpis, True))
        figures = digest._compute_kpis(self.env.company, manager)
        self.assertGreaterEqual({one["kpi_name"] for one in figures}, set(kpis))
