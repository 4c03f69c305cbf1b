# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import NOW
from .quality_common import QualityCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEnding(QualityCommon):
    """Who ends a case, how, and what ends with it."""

    def _remind(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "crm_complaints.ir_cron_complaint_finding"
            ).method_direct_trigger()
        self.env.invalidate_all()

    # -- who and why -------------------------------------------------------------------

    def test_handler_ends_no_answered_case(self):
        """CMP-04 from the reply on a manager withdraws or cancels, not the handler"""
        for state in ("replied", "executing", "awaiting"):
            for step in ("action_withdraw", "action_cancel"):
                complaint = self._new_case()
                self._sign_all(complaint)
                self._bring_to(complaint, state)
                for user in (self.user, self.officer):
                    with (
                        self.subTest(state=state, step=step, user=user.login),
                        self.assertRaises(AccessError),
                    ):
                        getattr(complaint.with_user(user), step)("By phone")
                getattr(complaint.with_user(self.manager), step)("By phone")
                self.assertIn(complaint.state, ("closed", "cancelled"))
        before = self._new_case()
        before.action_withdraw("By phone")
        self.assertEqual(before.close_kind, "withdrawn")

    def test_reason_over_rpc(self):
        """CMP-04 the steps themselves take no blanks for a reason"""
        complaint = self._new_case()
        manager = complaint.with_user(self.manager)
        for blank in ("", "  ", False, None):
            for step in (
                complaint.action_withdraw,
                complaint.action_cancel,
                manager.action_close_unconfirmed,
                manager.action_reopen,
            ):
                with (
                    self.subTest(step=step.__name__, blank=blank),
                    self.assertRaisesRegex(UserError, "Give a reason"),
                ):
                    step(blank)
        self.assertEqual(complaint.state, "investigating")

    def test_kind_is_no_way_out(self):
        """CMP-04 a reported case changes its kind by officers, an answered by none"""
        complaint = self._new_complaint()
        complaint.kind = "opinion"
        complaint.kind = "complaint"
        complaint.action_report()
        with self.assertRaises(AccessError):
            complaint.kind = "opinion"
        complaint.with_user(self.officer).kind = "information"
        complaint.with_user(self.officer).kind = "complaint"
        complaint.action_investigate()
        self._sign_all(complaint)
        complaint._mark_replied()
        with self.assertRaisesRegex(UserError, "not possible now"):
            complaint.with_user(self.officer).kind = "opinion"
        self.assertEqual(complaint.kind, "complaint")

    def test_received_on(self):
        """CMP-03 nobody receives in the future; officers correct, which moves dates"""
        future = "2026-07-31 01:00:00"
        with self.assertRaises(ValidationError):
            self._new_complaint(received_on=future)
        complaint = self._new_complaint()
        with self.assertRaises(AccessError):
            complaint.received_on = "2026-06-30 01:00:00"
        officer = complaint.with_user(self.officer)
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            officer.received_on = future
        officer.received_on = "2026-06-30 01:00:00"
        self.assertEqual(str(complaint.received_on), "2026-06-30 01:00:00")
        # what a form saves without a change is none
        complaint.write({"received_on": "2026-06-30 01:00:00", "kind": "complaint"})

    def test_contact_of_a_closed_case(self):
        """CMP-01 a closed case keeps who complained, and CMP-11 who was right"""
        complaint = self._new_complaint()
        complaint.action_withdraw("By phone")
        for vals in (
            {"contact_id": self.contact.id},
            {"contact_name": "Somebody else"},
            {"email_from": "else@customer.example.com"},
            {"phone": "1"},
            {"judgement": "unfair"},
        ):
            with (
                self.subTest(vals=vals),
                self.assertRaisesRegex(UserError, "stays as it is"),
            ):
                complaint.with_user(self.manager).write(vals)

    # -- what ends with it -------------------------------------------------------------

    def test_work_ends_with_the_case(self):
        """CMP-03 after the end nobody has work in the case, nor is reminded of it"""
        complaint = self._new_case()
        execution = self._new_execution(complaint, user_id=self.inspector.id)
        reply = self._new_reply(complaint, body="<p>Sorry</p>").sudo()
        reply._ask(self.head)
        complaint.action_withdraw("Settled by phone")
        findings = complaint.sudo().finding_ids
        self.assertEqual(set(findings.mapped("state")), {"lapsed"})
        self.assertEqual(execution.state, "cancelled")
        self.assertEqual(execution.cancel_reason, "Settled by phone")
        parts = (findings, execution.sudo(), reply)
        self.assertFalse([part for part in parts if part.activity_ids])
        with freeze_time("2026-07-10 01:00:00"):
            findings.invalidate_recordset(["is_overdue"])
            self.assertFalse(any(findings.mapped("is_overdue")))
            self._remind()
        self.assertFalse(any(findings.mapped("reminded_on")))
        asked = findings[0].with_user(findings[0].user_id)
        with self.assertRaises(UserError):
            asked.action_sign()
        with self.assertRaisesRegex(UserError, "not needed any more"):
            asked.finding = "<p>Said after all</p>"

    def test_no_new_work_in_a_closed_case(self):
        """CMP-03 what is over takes no finding, execution or reply"""
        complaint = self._new_case()
        complaint.action_cancel("Entered twice")
        finding = {"complaint_id": complaint.id, "unit_id": self.works.id}
        findings = self.env["crm.complaint.finding"].with_user(self.officer)
        for create in (
            lambda: self._new_execution(complaint),
            lambda: self._new_reply(complaint),
            lambda: findings.create(finding),
        ):
            with self.assertRaisesRegex(UserError, "stays as it is"):
                create()

    def test_former_cycle(self):
        """CMP-03 whom the manager went on without is neither reminded nor asked on"""
        complaint = self._new_case()
        findings = complaint.sudo().finding_ids
        complaint.with_user(self.manager)._skip_panel("The customer is in danger")
        with freeze_time("2026-07-10 01:00:00"):
            self._remind()
        self.assertFalse(any(findings.mapped("reminded_on")))
        complaint._mark_replied()
        complaint.action_ask_confirmation()
        complaint._confirm(False, "Still wet")
        self.assertEqual(set(findings.mapped("state")), {"lapsed"})

    # -- waiting -----------------------------------------------------------------------

    def test_waiting_ends_with_the_next_word(self):
        """CMP-03 a reply, a question and a reopening end waiting, with an event"""
        complaint = self._new_case()
        self._sign_all(complaint)
        complaint.action_wait()
        complaint._mark_replied()
        self.assertFalse(complaint.is_waiting)
        complaint.action_wait()
        complaint.action_ask_confirmation()
        self.assertFalse(complaint.is_waiting)
        complaint._decide({"is_waiting": True})
        complaint._confirm(False, "Still wet")
        self.assertFalse(complaint.is_waiting)
        self.assertFalse(complaint.waiting_since)
        kinds = complaint.event_ids.mapped("kind")
        self.assertEqual(kinds.count("resumed"), 3)
        # the clock of the new cycle runs out, and is late
        with freeze_time("2026-07-20 01:00:00"):
            complaint.invalidate_recordset(["is_overdue"])
            self.assertTrue(complaint.is_overdue)

    def test_activity_of_the_companys_day(self):
        """CMP-02 who is told today has work of today, by the clock of the company"""
        self.user.tz = "America/Los_Angeles"
        complaint = self._new_complaint()
        complaint.action_report()
        deadline = complaint.sudo().activity_ids.date_deadline
        self.assertEqual(str(deadline), "2026-07-01")
        complaint._ask_responsible(lambda env: "Call the customer")
        self.assertEqual(
            {str(one.date_deadline) for one in complaint.sudo().activity_ids},
            {"2026-07-01"},
        )

    def test_nobody_above(self):
        """CMP-02 a case is reported to the executive, or not at all"""
        (self.service | self.works).head_id = False
        self.company.complaint_executive_id = False
        complaint = self._new_complaint()
        nobody = self.env["res.users"]
        with patch.object(
            type(complaint), "_get_deciding_managers", lambda self: nobody
        ):
            with self.assertRaisesRegex(UserError, "nobody to report"):
                complaint.action_report()
            self.company.complaint_executive_id = self.officer
            complaint.action_report()
        self.assertEqual(complaint.reported_to_id, self.officer)
        self.assertEqual(complaint.sudo().activity_ids.user_id, self.officer)
