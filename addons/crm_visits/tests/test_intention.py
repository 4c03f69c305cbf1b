# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from datetime import date

from freezegun import freeze_time
from openpyxl import load_workbook
from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestIntention(VisitCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.levels = {
            code: cls.env.ref(f"crm_visits.crm_visit_intention_level_{code}")
            for code in "habc"
        }

    @classmethod
    def _intention(cls, **values):
        return (
            cls.env["crm.visit.intention"]
            .with_user(cls.user)
            .create(
                {
                    "partner_id": cls.customer.id,
                    "level_id": cls.levels["a"].id,
                    "expected_amount": 20000,
                    **values,
                }
            )
        )

    def _close(self, action, reason):
        self.env["crm.policy.reason"].with_user(self.user).with_context(
            **action["context"]
        ).create({"reason": reason}).action_confirm()

    def test_next_contact_by_level(self):
        """VIS-18: the level says when to call again; a call moves it on."""
        intention = self._intention()
        self.assertEqual(intention.next_contact, date(2026, 7, 8))
        intention.level_id = self.levels["h"]
        self.assertEqual(intention.next_contact, date(2026, 7, 3))
        model = intention.browse()
        with freeze_time("2026-07-04 01:00:00"):
            intention.invalidate_recordset()
            self.assertTrue(intention.is_overdue)
            self.assertEqual(model.search([("is_overdue", "=", True)]), intention)
            intention.action_contacted()
            self.assertEqual(intention.next_contact, date(2026, 7, 6))
            self.assertFalse(model.search([("is_overdue", "=", True)]))

    def test_not_yet_a_customer(self):
        """VIS-18: name and phone are enough; the person becomes a customer later."""
        walk_in = self.env.ref("crm_policy.crm_customer_source_walk_in")
        intention = self._intention(
            partner_id=False,
            contact_name="Workshop Li",
            phone="+86 21 5555 0101",
            customer_source_id=walk_in.id,
        )
        intention.action_create_customer()
        partner = intention.partner_id
        self.assertEqual(partner.name, "Workshop Li")
        self.assertEqual(partner.customer_source_id, walk_in)
        self.assertEqual(partner.user_id, self.user)
        with self.assertRaises(UserError):
            intention.action_create_customer()

    def test_perhaps_a_customer_already(self):
        """VIS-18: who may be known is shown, and made anew only after a look."""
        self.company.country_id = self.env.ref("base.cn")
        known = self._new_customer("Workshop Li", phone="+86 21 5555 0101")
        intention = self._intention(
            partner_id=False, contact_name="Li's Workshop", phone="021 5555 0101"
        )
        self.assertIn("Workshop Li", intention.duplicate_note)
        with self.assertRaisesRegex(UserError, "known already"):
            intention.action_create_customer()
        intention.is_checked = True
        intention.action_create_customer()
        self.assertNotEqual(intention.partner_id, known)
        self.assertFalse(intention.duplicate_note)

    @mute_logger("odoo.sql_db")
    def test_someone_must_be_reachable(self):
        with self.assertRaisesRegex(ValidationError, "phone"):
            self._intention(partner_id=False, contact_name="Nobody")
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self._intention(partner_id=False, phone="+86 21 5555 0101")

    def test_outcome_with_a_reason(self):
        """VIS-18: won, lost or dormant, and why."""
        intention = self._intention()
        self._close(intention.action_dormant(), "Budget next year")
        self.assertEqual(intention.state, "dormant")
        self.assertFalse(intention.is_overdue)
        self._close(intention.action_won(), "Delivery within two days")
        self.assertEqual(intention.state, "won")
        self.assertEqual(intention.close_reason, "Delivery within two days")
        self.assertEqual(intention.closed_on, date(2026, 7, 1))
        with self.assertRaises(UserError):
            intention.action_reopen()
        with self.assertRaises(UserError):
            intention.write({"state": "open"})

    def test_levels_are_columns(self):
        """VIS-18: by level, also where nobody is."""
        self._intention()
        groups = (
            self.env["crm.visit.intention"]
            .with_user(self.user)
            .with_context(read_group_expand=True)
            .formatted_read_group([], ["level_id"], ["expected_amount:sum"])
        )
        amounts = {
            group["level_id"][0]: group["expected_amount:sum"]
            for group in groups
            if group["level_id"]
        }
        self.assertEqual(amounts.get(self.levels["a"].id), 20000)

    def test_who_sees_what(self):
        """VIS-18: the register is per salesperson."""
        intention = self._intention()
        for reader in (self.leader, self.officer, self.auditor):
            self.assertTrue(intention.with_user(reader).level_id)
        for stranger in (self.colleague, self.employee):
            with self.assertRaises(AccessError):
                intention.with_user(stranger).read(["need"])
        with self.assertRaises(AccessError):
            intention.with_user(self.auditor).need = "x"

    def test_xlsx(self):
        """VIS-18: the register as a workbook."""
        self._intention(need="=1+1")
        report = self.env["report.crm_visits.intention_xlsx"].with_user(self.user)
        content, _kind = report.create_xlsx_report([], {})
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        row = [cell.value for cell in sheet[2]]
        self.assertEqual(row[2], "A")
        self.assertIn("=1+1", row)
        self.assertEqual(sheet["H2"].data_type, "s")
