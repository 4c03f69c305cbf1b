# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW, ComplaintCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSteps(ComplaintCommon):
    def test_number(self):
        """CMP-01 each has a number of its company, customer and contact told apart"""
        complaint = self._new_complaint(partner_id=self.contact.id)
        self.assertRegex(complaint.reference, r"^CMP/2026/\d{4}$")
        self.assertEqual(complaint.partner_id, self.customer)
        self.assertEqual(complaint.contact_id, self.contact)
        self.assertEqual(complaint.email_from, "contact@customer.example.com")
        self.assertEqual(complaint.unit_id, self.service)
        self.assertEqual(complaint.event_ids.kind, "received")

    def test_never_deleted(self):
        """CMP-01 nothing is lost: a mistake is cancelled, with a reason"""
        complaint = self._new_complaint()
        with self.assertRaises(AccessError):
            complaint.with_user(self.manager).unlink()
        complaint.action_cancel("Entered twice")
        self.assertEqual(complaint.close_kind, "cancelled")

    def test_report(self):
        """CMP-02 the head above the handler hears of it at once"""
        complaint = self._new_complaint()
        complaint.action_report()
        self.assertEqual(complaint.reported_to_id, self.head)
        self.assertEqual(complaint.sudo().activity_ids.user_id, self.head)
        mine = self._new_complaint(self.head)
        mine.action_report()
        self.assertEqual(mine.reported_to_id, self.manager)

    def test_report_grave(self):
        """CMP-02 of a grave one the executive hears, too"""
        self.company.complaint_executive_id = self.officer
        complaint = self._new_complaint(severity="grave")
        complaint.action_report()
        self.assertEqual(
            complaint.sudo().activity_ids.user_id, self.head | self.officer
        )

    def test_report_without_department(self):
        """CMP-02 somebody has to answer before it is reported"""
        complaint = self._new_complaint(category_id=False)
        with self.assertRaisesRegex(UserError, "Choose the department"):
            complaint.action_report()

    def test_whole_way(self):
        """CMP-03 CMP-04 from new to confirmed; each step leaves its event"""
        complaint = self._bring_to(self._new_complaint(), "executing")
        complaint.action_executed()
        self.assertEqual(complaint.state, "awaiting")
        complaint._confirm(True, "All dry")
        self.assertEqual(
            (complaint.state, complaint.close_kind), ("closed", "confirmed")
        )
        self.assertEqual(
            complaint.event_ids.sorted("id").mapped("kind"),
            [
                "received",
                "reported",
                "investigating",
                "replied",
                "executing",
                "executed",
                "asked",
                "confirmed",
                "closed",
            ],
        )
        with self.assertRaisesRegex(UserError, "stays as it is"):
            complaint.severity = "minor"

    def test_not_satisfied(self):
        """CMP-04 not satisfied: reopened, counted, the superior is told"""
        complaint = self._bring_to(self._new_complaint(), "awaiting")
        complaint._confirm(False, "Still wet")
        self.assertEqual(complaint.state, "investigating")
        self.assertEqual(complaint.reopen_count, 1)
        self.assertEqual(complaint.reopen_reason, "Still wet")
        self.assertIn(self.head, complaint.sudo().activity_ids.user_id)
        reopened = complaint.event_ids.filtered(lambda event: event.kind == "reopened")
        self.assertEqual(
            (reopened.state_from, reopened.state_to), ("awaiting", "investigating")
        )

    def test_unconfirmed(self):
        """CMP-04 without an answer a manager closes, after the days, with a reason"""
        complaint = self._bring_to(self._new_complaint(), "awaiting")
        with self.assertRaisesRegex(UserError, "until 07/08/2026"):
            complaint.with_user(self.manager).action_close_unconfirmed("No answer")
        with freeze_time("2026-07-08 01:00:00"):
            with self.assertRaises(AccessError):
                complaint.with_user(self.officer).action_close_unconfirmed("No answer")
            complaint.invalidate_recordset()
            complaint.with_user(self.manager).action_close_unconfirmed("No answer")
        self.assertEqual(complaint.close_kind, "unconfirmed")
        self.assertEqual(complaint.closed_by_id, self.manager)

    def test_reason(self):
        """CMP-04 a step with a reason takes no blanks"""
        complaint = self._new_complaint()
        dialogs = self.env["crm.policy.reason"].with_user(self.user)
        step = {
            "res_model": complaint._name,
            "res_ids": complaint.ids,
            "step": "cancel",
        }
        with self.assertRaisesRegex(UserError, "Give a reason"):
            dialogs.create({**step, "reason": "  "})
        dialogs.create({**step, "reason": "Entered twice"}).action_confirm()
        self.assertEqual(complaint.state, "cancelled")

    def test_wait(self):
        """CMP-03 waiting for the customer is an event, and so is the answer"""
        complaint = self._new_complaint()
        complaint.action_wait()
        self.assertTrue(complaint.is_waiting)
        complaint.action_resume()
        self.assertFalse(complaint.is_waiting)
        self.assertEqual(
            complaint.event_ids.sorted("id").mapped("kind"),
            ["received", "waiting", "resumed"],
        )

    def test_state_by_steps_only(self):
        """CMP-04 nobody writes the state or the ending over RPC"""
        complaint = self._new_complaint(state="closed", close_kind="confirmed")
        self.assertEqual((complaint.state, complaint.close_kind), ("new", False))
        with self.assertRaises(UserError):
            complaint.write({"state": "closed"})
        with self.assertRaises(AccessError):
            self.env["crm.complaint.event"].with_user(self.officer).create(
                {"complaint_id": complaint.id, "kind": "closed", "moment": NOW}
            )
