# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import NOW
from .quality_common import QualityCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestExecution(QualityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.complaint = cls._new_case()
            cls._sign_all(cls.complaint)
            cls._reply(cls.complaint)

    def test_not_confirmed_before_it_is_executed(self):
        """CMP-03 the customer is asked when rework and repair are done"""
        execution = self._new_execution(self.complaint)
        self.complaint.action_execute()
        with self.assertRaises(UserError) as refused:
            self.complaint.action_executed()
        self.assertIn("Reseal the windows", str(refused.exception))
        with self.assertRaises(UserError):
            execution.action_done()
        execution.result = "All 12 windows"
        execution.action_done()
        self.assertEqual(execution.done_on, date(2026, 7, 1))
        self.complaint.action_executed()
        self.assertEqual(self.complaint.state, "awaiting")

    def test_given_up_with_a_reason(self):
        """CMP-03 what is not done says why, and holds nothing up"""
        execution = self._new_execution(self.complaint, cost=500)
        execution._cancel("The customer wants a refund")
        self.assertEqual(execution.cancel_reason, "The customer wants a refund")
        self.assertEqual(self.complaint.cost_total, 0)
        self.complaint.action_ask_confirmation()
        self.assertEqual(self.complaint.state, "awaiting")
        with self.assertRaises(UserError):
            execution.name = "Something else"

    def test_the_one_responsible_does_it(self):
        """CMP-03 who is named carries out and notes it, a stranger sees nothing"""
        execution = self._new_execution(self.complaint, user_id=self.inspector.id)
        self.assertEqual(execution.sudo().activity_ids.user_id, self.inspector)
        mine = execution.with_user(self.inspector)
        mine.result = "Done"
        mine.action_done()
        self.assertEqual(execution.done_by_id, self.inspector)
        self.assertFalse(execution.sudo().activity_ids)
        stranger = self._new_user("cmp_stranger", "crm_policy.group_user")
        self.assertFalse(execution.with_user(stranger).has_access("read"))

    def test_evidence(self):
        """CMP-03 evidence opens for whoever reads what was carried out"""
        photos = self.env["ir.attachment"].with_user(self.user)
        before, after = photos.create(
            [{"name": name, "raw": b"photo"} for name in ("before.jpg", "after.jpg")]
        )
        execution = self._new_execution(
            self.complaint,
            user_id=self.inspector.id,
            attachment_ids=[Command.link(before.id)],
        )
        execution.attachment_ids = [Command.link(after.id)]
        for photo in (before, after):
            self.assertTrue(photo.with_user(self.inspector).has_access("read"))

    def test_overdue(self):
        """CMP-03 overdue after the day planned, found by the filter"""
        execution = self._new_execution(self.complaint)
        executions = self.env["crm.complaint.execution"]
        self.assertNotIn(execution, executions.search([("is_overdue", "=", True)]))
        with freeze_time("2026-07-06 01:00:00"):
            execution.invalidate_recordset(["is_overdue"])
            self.assertTrue(execution.is_overdue)
            self.assertIn(execution, executions.search([("is_overdue", "=", True)]))

    def test_costs_add_up(self):
        """CMP-07 executions, other cost and what was paid make the total"""
        self._new_execution(self.complaint, cost=500)
        self._new_execution(self.complaint, cost=250)
        self.company.complaint_compensation_limit = 1000
        self.complaint.write({"cost_other": 100, "compensation_paid": 300})
        self.assertEqual(self.complaint.cost_execution, 750)
        self.assertEqual(self.complaint.cost_total, 1150)

    def test_compensation_above_the_limit_is_approved(self):
        """CMP-07 above the limit a manager approves before it is paid"""
        self.company.complaint_compensation_limit = 1000
        self.complaint.write({"compensation_offered": 1000})
        self.assertFalse(self.complaint.is_compensation_open)
        self.complaint.write({"compensation_offered": 3000})
        self.assertTrue(self.complaint.is_compensation_open)
        with self.assertRaises(ValidationError):
            self.complaint.write({"compensation_paid": 3000})
        with self.assertRaises(AccessError):
            self.complaint.with_user(self.officer).action_approve_compensation()
        self.complaint.with_user(self.manager).action_approve_compensation()
        self.assertFalse(self.complaint.is_compensation_open)
        self.assertEqual(self.complaint.compensation_approved_by_id, self.manager)
        self.complaint.write({"compensation_paid": 3000})
        with self.assertRaises(ValidationError):
            self.complaint.write({"compensation_paid": 3001})

    def test_approval_is_not_written_by_hand(self):
        """CMP-07 nobody writes the approval over RPC"""
        with self.assertRaises(UserError):
            self.complaint.write({"compensation_approved": 9000})


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestCause(QualityCommon):
    def test_cause_and_department_are_named_first(self):
        """CMP-07 from the severity set on, cause and department are named"""
        self.company.complaint_cause_severity = "serious"
        minor = self._new_case(name="A scratch", severity="minor")
        grave = self._new_case(name="It fell", severity="grave")
        for complaint in (minor, grave):
            self._sign_all(complaint)
            complaint._mark_replied()
        minor.action_ask_confirmation()
        with self.assertRaises(UserError):
            grave.action_ask_confirmation()
        grave.write({"cause_id": self.material.id, "cause_unit_id": self.quality.id})
        grave.action_ask_confirmation()
        self.assertEqual(grave.state, "awaiting")

    def test_five_whys(self):
        """CMP-07 five questions down to the root, numbered, and no sixth"""
        complaint = self._new_case()
        complaint.why_ids = [
            (0, 0, {"question": f"Why {number}?", "sequence": number})
            for number in range(1, 6)
        ]
        self.assertEqual(complaint.why_ids.mapped("number"), [1, 2, 3, 4, 5])
        with self.assertRaises(ValidationError):
            complaint.why_ids = [(0, 0, {"question": "And why?"})]
