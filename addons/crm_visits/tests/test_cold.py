# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestCold(VisitCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cold_source = cls.env.ref("crm_policy.crm_customer_source_cold_visit")
        cls.supplier = cls.env.ref("crm_visits.crm_visit_cold_reason_supplier")
        cls.cold = cls._new_customer("Cold Ltd", customer_source_id=cls.cold_source.id)

    def _is_cold(self, partner, user=None):
        """Compute and search must say the same."""
        partner = partner.with_user(user or self.user)
        partner.invalidate_recordset(["is_visit_cold"])
        found = partner.search([("is_visit_cold", "=", True), ("id", "=", partner.id)])
        self.assertEqual(bool(found), partner.is_visit_cold)
        return bool(found)

    def test_came_by_a_cold_visit(self):
        """VIS-15: never closed, until a development ends with a contract."""
        self.assertTrue(self._is_cold(self.cold))
        self.assertFalse(self._is_cold(self.customer))
        plan = self.env["crm.visit.development"].create({"name": "2026"})
        line = self.env["crm.visit.development.customer"].create(
            {"plan_id": plan.id, "partner_id": self.cold.id}
        )
        self.assertTrue(self._is_cold(self.cold))
        line.step = "conversion"
        line.flush_recordset()
        self.assertFalse(self._is_cold(self.cold))

    def test_idle(self):
        """VIS-15: no visit made for the months of the setting."""
        self._new_made_visit(start="2026-06-30 02:00:00")
        old = self._new_customer("Old Ltd")
        # raw SQL: the date of creation is the server's
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = '2024-01-01' WHERE id IN %s",
            [(old.id, self.customer.id)],
        )
        (old | self.customer).invalidate_recordset()
        self.assertTrue(self._is_cold(old))
        self.assertFalse(self._is_cold(self.customer))
        # a visit that the reader may not see counts too
        self.assertFalse(self._is_cold(self.customer, self.colleague))
        with freeze_time("2027-06-30 03:00:00"):
            self.assertTrue(self._is_cold(self.customer))
            self.company.visit_idle_months = 24
            self.assertFalse(self._is_cold(self.customer))

    def test_idle_in_branches(self):
        """VIS-15: a visit of a branch is contact with the customer too."""
        # raw SQL: the date of creation is the server's
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = '2024-01-01' WHERE id = %s",
            [self.customer.id],
        )
        self.customer.invalidate_recordset()
        self.assertTrue(self._is_cold(self.customer))
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        visit = self._new_made_visit(start="2026-06-30 02:00:00")
        visit.flush_recordset()
        # raw SQL: nobody moves a visit that was made
        self.env.cr.execute(
            "UPDATE crm_visit SET company_id = %s WHERE id = %s", [branch.id, visit.id]
        )
        visit.invalidate_recordset()
        self.assertFalse(self._is_cold(self.customer))

    def test_special_partners_are_not_cold(self):
        self.cold.customer_kind_id = self.env["crm.customer.kind"].create(
            {"name": "Bank", "code": "test_bank", "is_special": True}
        )
        self.assertFalse(self._is_cold(self.cold))

    def test_reason_from_the_visit(self):
        """VIS-15: the reason asked on the visit stands on the customer."""
        visit = self._new_visit(partner_id=self.cold.id)
        self.assertTrue(visit.is_cold)
        visit.action_start()
        visit.action_end()
        self._fill(visit, cold_reason_id=self.supplier.id, cold_note="Since 2019")
        visit.action_done()
        self.assertEqual(self.cold.cold_reason_id, self.supplier)
        self.assertEqual(self.cold.cold_note, "Since 2019")
        self.assertEqual(self.cold.cold_date, date(2026, 7, 1))
        self.assertEqual(self.cold.cold_user_id, self.user)

    def test_reason_by_hand(self):
        """VIS-15: officers write it on the customer; it says when and who."""
        self.cold.with_user(self.officer).cold_reason_id = self.supplier
        self.assertEqual(self.cold.cold_user_id, self.officer)
        self.assertEqual(self.cold.cold_date, date(2026, 7, 1))
        with self.assertRaises(AccessError):
            self.cold.with_user(self.employee).read(["cold_note"])

    def test_type_is_cold(self):
        """VIS-15: a cold visit is one by its type too."""
        cold = self.env.ref("crm_visits.crm_visit_type_cold")
        visit = self._new_visit(type_id=cold.id)
        self.assertTrue(visit.is_cold)
        self.assertFalse(self._new_visit().is_cold)

    def test_no_closing_without_reason(self):
        """VIS-15: a cold visit asks for the reason with all else that is missing."""
        cold = self.env.ref("crm_visits.crm_visit_type_cold")
        visit = self._new_visit(type_id=cold.id)
        visit.action_start()
        with self.assertRaisesRegex(UserError, "Result.*Why Not Closed"):
            visit.action_done()
        self._fill(visit)
        self.assertEqual(visit.missing_contents, "Why Not Closed")
        visit.cold_reason_id = self.supplier
        visit.action_done()
        self.assertEqual(visit.state, "done")
        self.assertEqual(self.customer.cold_reason_id, self.supplier)

    def test_channel_requires_reason(self):
        """VIS-15: a channel can require the reason of every visit."""
        content = self.env.ref("crm_visits.crm_visit_content_cold_reason_id")
        self.assertFalse(self._new_visit().is_cold_reason_asked)
        self.face.required_content_ids = [Command.link(content.id)]
        visit = self._new_visit(planned_start="2026-07-09 02:00:00")
        self.assertTrue(visit.is_cold_reason_asked)
        visit.action_start()
        self._fill(visit)
        self.assertEqual(visit.missing_contents, "Why Not Closed")
