# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, GradingCommon


@tagged("post_install", "-at_install")
class TestMeeting(GradingCommon):
    """The periodic meeting: planned, held, closed; decisions with person and date."""

    def setUp(self):
        super().setUp()
        self.clock = freeze_time(TODAY)
        self.clock.start()
        self.addCleanup(lambda: self.clock.stop())
        self._new_customer("Customer")
        self.round = self._new_round()
        self.round.action_compute()
        self.round.action_submit()
        self.round.action_approve()
        self.meetings = self.env["crm.grading.meeting"].with_user(self.officer)

    def _plan(self, **values):
        meeting = self.meetings.create(
            {
                "date": "2026-07-15 02:00:00",
                "chair_id": self.manager.id,
                "attendee_ids": (self.officer + self.employee).ids,
                "round_ids": self.round.ids,
                **values,
            }
        )
        meeting.action_plan()
        return meeting

    def _at(self, day):
        self.clock.stop()
        self.clock = freeze_time(day)
        self.clock.start()

    def _decide(self, meeting, name, **values):
        return (
            self.env["crm.improvement"]
            .with_user(self.officer)
            .create(
                {
                    "name": name,
                    "company_id": self.company.id,
                    "res_model": meeting._name,
                    "res_id": meeting.id,
                    **values,
                }
            )
        )

    def test_workflow(self):
        """GRD-20 planned, held, minutes written, closed; attendees are told"""
        meeting = self._plan()
        self.assertIn("Progress", meeting.agenda)
        told = meeting.message_ids.notified_partner_ids
        self.assertIn(self.employee.partner_id, told)
        with self.assertRaises(UserError):
            meeting.action_hold()
        self._at("2026-07-15 04:00")
        meeting.action_hold()
        with self.assertRaises(UserError):
            meeting.action_close()
        meeting.minutes = "<p>All grades were looked at.</p>"
        meeting.action_close()
        self.assertEqual(meeting.state, "closed")
        self.assertEqual(meeting.closed_by_id, self.officer)
        with self.assertRaises(UserError):
            meeting.minutes = "<p>Something else</p>"

    def test_plan_needs_date_and_chair(self):
        """GRD-20 without date or chair nothing is planned"""
        meeting = self.meetings.create({"date": "2026-07-15 02:00:00"})
        with self.assertRaises(UserError):
            meeting.action_plan()

    def test_decisions_have_person_and_date(self):
        """GRD-20 a meeting is closed when each decision names person and date"""
        meeting = self._plan(date="2026-07-01 00:00:00")
        meeting.action_hold()
        meeting.minutes = "<p>Decided</p>"
        decision = self._decide(meeting, "Visit the customers that went down")
        self.assertEqual(meeting.decision_ids, decision)
        self.assertEqual(decision.origin_name, meeting.display_name)
        with self.assertRaises(UserError) as caught:
            meeting.action_close()
        self.assertIn("Visit the customers", caught.exception.args[0])
        decision.write({"user_id": self.user.id, "date_deadline": "2026-08-31"})
        meeting.action_close()
        self.assertEqual(meeting.decision_count, 1)
        self.assertEqual(meeting.open_decision_count, 1)

    def test_figures(self):
        """GRD-20 the meeting sees what the round did"""
        meeting = self._plan()
        [(record, figures)] = meeting._get_figures()
        self.assertEqual(record, self.round)
        self.assertEqual(dict(figures)["Graded"], str(self.round.graded_count))
        self.assertEqual(dict(figures)["Appeals"], "0")

    def test_access(self):
        """GRD-20 attendees read, officers write, others see nothing"""
        meeting = self._plan()
        self.assertTrue(meeting.with_user(self.employee).has_access("read"))
        self.assertFalse(meeting.with_user(self.employee).has_access("write"))
        self.assertFalse(meeting.with_user(self.user).has_access("read"))
        self.assertTrue(meeting.with_user(self.auditor).has_access("read"))
        self.assertFalse(meeting.with_user(self.auditor).has_access("write"))
        with self.assertRaises(AccessError):
            meeting.with_user(self.employee).action_cancel()
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._new_user(
            "grading_stranger", "crm_policy.group_manager", company=other
        )
        elsewhere = meeting.with_user(stranger).with_context(
            allowed_company_ids=other.ids
        )
        self.assertFalse(elsewhere.has_access("read"))

    def _remind(self):
        with self.enter_registry_test_mode():
            self.env.ref("crm_grading.ir_cron_remind_meeting").method_direct_trigger()
        self.env.invalidate_all()
        return self.env["crm.grading.meeting"].search(
            [("company_id", "=", self.company.id), ("period_start", "!=", False)]
        )

    def test_reminder(self):
        """GRD-20 each quarter without a meeting opens one to plan, once"""
        meeting = self._remind()
        self.assertEqual(meeting.period_start, date(2026, 7, 1))
        self.assertEqual(meeting.state, "draft")
        self.assertEqual(meeting.round_ids, self.round)
        self.assertIn(self.manager, meeting.activity_ids.user_id)
        self.assertEqual(self._remind(), meeting)
        meeting.action_cancel()
        self.assertFalse(meeting.activity_ids)
        self.assertEqual(self._remind(), meeting)
        self._at("2026-10-01 01:00")
        self.assertEqual(len(self._remind()), 2)

    def test_reminder_in_the_company_s_language(self):
        """GRD-20 the meeting that opens by itself is written as the company writes"""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.company.partner_id.lang = "zh_CN"
        meeting = self._remind()
        self.assertIn("客户分级管理工作会议", meeting.name)
        self.assertIn("各等级管理措施", meeting.agenda)

    def test_no_reminder_where_one_is_planned(self):
        """GRD-20 no reminder for a period that has a meeting, or without a cadence"""
        self._plan()
        self.assertFalse(self._remind())
        self.company.grading_meeting_cadence = "month"
        self._at("2026-07-31 15:59")  # still July in Shanghai
        self.assertFalse(self._remind())
        self.company.grading_meeting_cadence = "none"
        self._at("2026-07-31 16:01")  # August in Shanghai
        self.assertFalse(self._remind())
        self.company.grading_meeting_cadence = "month"
        self.assertEqual(self._remind().period_start, date(2026, 8, 1))

    def test_two_reminders_at_once(self):
        """GRD-20 the database lets one reminder a company and period exist"""
        values = {
            "company_id": self.company.id,
            "period_start": "2026-07-01",
            "name": "Meeting",
        }
        meetings = self.env["crm.grading.meeting"]
        meetings.create(values)
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            with self.env.cr.savepoint():
                meetings.create(values)

    def test_minutes_report(self):
        """GRD-20 the minutes are printed with figures and decisions"""
        meeting = self._plan()
        self._decide(
            meeting,
            "Visit the customers that went down",
            user_id=self.user.id,
            date_deadline="2026-08-31",
        )
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "crm_grading.meeting_report", meeting.ids
        )
        text = html.decode()
        for expected in ("Visit the customers", self.round.name, self.manager.name):
            self.assertIn(expected, text)
