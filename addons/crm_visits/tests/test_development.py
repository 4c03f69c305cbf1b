# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from datetime import date

from freezegun import freeze_time
from openpyxl import load_workbook
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDevelopment(VisitCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = (
            cls.env["crm.visit.development"]
            .with_user(cls.user)
            .create({"name": "Machine builders", "target_customers": 2})
        )

    def _line(self, partner=None, **values):
        return (
            self.env["crm.visit.development.customer"]
            .with_user(self.user)
            .create(
                {
                    "plan_id": self.plan.id,
                    "partner_id": (partner or self.customer).id,
                    **values,
                }
            )
        )

    def _run(self):
        self.plan.with_user(self.manager).action_approve()
        self.plan.action_start()

    def test_approved_by_a_manager(self):
        """VIS-16: draft, asked, approved by a manager, running, closed and judged."""
        plan = self.plan
        plan.action_ask()
        self.assertIn(self.manager, plan.sudo().activity_ids.user_id)
        for person in (self.user, self.officer):
            with self.assertRaisesRegex(UserError, "manager"):
                plan.with_user(person).action_approve()
        plan.with_user(self.manager).action_approve()
        self.assertEqual(plan.approved_by_id, self.manager)
        self.assertEqual(plan.approved_on, date(2026, 7, 1))
        self.assertFalse(plan.sudo().activity_ids)
        with self.assertRaisesRegex(UserError, "stays as it is"):
            plan.target_customers = 1
        plan.action_start()
        with self.assertRaisesRegex(UserError, "evaluation"):
            plan.action_close()
        plan.evaluation = "One of two; trials take longer than planned."
        plan.action_close()
        self.assertEqual(plan.state, "closed")
        with self.assertRaisesRegex(UserError, "closed"):
            self._line()
        with self.assertRaisesRegex(UserError, "Closed"):
            plan.evaluation = "Better than it was"
        with self.assertRaises(UserError):
            plan.write({"state": "draft"})
        plan.with_user(self.manager).action_reset()
        self.assertEqual(plan.state, "draft")

    def test_steps_are_kept(self):
        """VIS-16: research, screening, contact, follow-up, conversion, with days."""
        line = self._line(kind="organic")
        with freeze_time("2026-07-02 01:00:00"):
            line.step = "screening"
        with freeze_time("2026-07-09 01:00:00"):
            line.write({"step": "conversion", "amount": 80000})
            line.flush_recordset()
        self.assertEqual(
            [(step.step, step.date) for step in line.step_ids.sorted("id")],
            [
                ("research", date(2026, 7, 1)),
                ("screening", date(2026, 7, 2)),
                ("conversion", date(2026, 7, 9)),
            ],
        )
        self.assertEqual(line.contract_date, date(2026, 7, 9))
        self.assertEqual(line.step_ids[0].create_uid, self.user)
        with self.assertRaises(AccessError):
            line.step_ids.with_user(self.user).write({"date": "2026-01-01"})

    def test_contract_rate(self):
        """VIS-16: 签约率 = converted, of all taken up, those dropped included."""
        won = self._line(step="conversion", amount=50000)
        lost = self._line(self._new_customer("B"))
        self._line(self._new_customer("C"))
        lost.write({"drop_reason": "Too small", "step": "dropped"})
        self._line(self._new_customer("D"), amount=7)
        self.assertEqual(self.plan.contract_rate, 25)
        self.assertEqual(self.plan.contract_count, 1)
        self.assertEqual(self.plan.result_amount, won.amount)

    def test_dropped_with_a_reason(self):
        """VIS-16: who is dropped without saying why is refused."""
        line = self._line()
        with self.assertRaisesRegex(ValidationError, "why"):
            line.step = "dropped"
        self._run()
        with self.assertRaisesRegex(UserError, "taken up"):
            line.unlink()

    def test_a_visit_leads_to_the_contact(self):
        """VIS-16: screening becomes contact by a visit made, while the plan runs."""
        line = self._line(step="screening")
        self._new_made_visit()
        self.assertEqual(line.step, "screening")
        self._run()
        # a colleague's visit counts as well
        self._new_made_visit(self.colleague, planned_start="2026-07-09 02:00:00")
        self.assertEqual(line.step, "contact")
        line.step = "follow_up"
        self._new_made_visit(planned_start="2026-07-10 02:00:00")
        self.assertEqual(line.step, "follow_up")

    @mute_logger("odoo.sql_db")
    def test_once_in_a_plan(self):
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id}
        )
        self.assertEqual(self._line(contact).partner_id, self.customer)
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._line()

    def test_merged_customers_stay_once(self):
        twin = self._new_customer("Customer A again")
        line = self._line(amount=1000)
        self._line(twin, step="contact", amount=500)
        self.env["base.partner.merge.automatic.wizard"].create({})._merge(
            [twin.id, self.customer.id], self.customer
        )
        self.plan.invalidate_recordset()
        self.assertEqual(self.plan.line_ids, line)
        self.assertEqual((line.step, line.amount), ("contact", 1500))
        self.assertEqual(set(line.step_ids.mapped("step")), {"research", "contact"})

    def test_who_sees_what(self):
        """VIS-16: own, of the team one leads, officers all, auditors read."""
        line = self._line()
        for reader in (self.leader, self.officer, self.manager, self.auditor):
            self.assertTrue(line.with_user(reader).step)
            self.assertTrue(self.plan.with_user(reader).name)
        for stranger in (self.colleague, self.employee):
            with self.assertRaises(AccessError):
                line.with_user(stranger).read(["step"])
            with self.assertRaises(AccessError):
                self.plan.with_user(stranger).read(["name"])
        line.user_id = self.colleague
        line.with_user(self.colleague).step = "screening"
        self.assertTrue(self.plan.with_user(self.colleague).read(["name"]))
        with self.assertRaises(AccessError):
            self.plan.with_user(self.colleague).strategy = "Mine"

    def test_xlsx(self):
        """VIS-16: the plan and its customers in one workbook."""
        self._line(next_action="Trial order")
        report = self.env["report.crm_visits.development_xlsx"].with_user(self.user)
        content, _kind = report.create_xlsx_report(self.plan.ids, {})
        book = load_workbook(io.BytesIO(content))
        self.assertEqual(book.worksheets[0]["A2"].value, "Machine builders")
        self.assertEqual(book.worksheets[1]["B2"].value, "Customer A")
        self.assertEqual(book.worksheets[1]["G2"].value, "Trial order")
