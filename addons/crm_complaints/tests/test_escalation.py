# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError

from .common import NOW
from .time_common import TimeCommon, local


@freeze_time(NOW)
class TestEscalation(TimeCommon):
    def _at(self, moment):
        """The run of the ladder at a moment in Shanghai."""
        with freeze_time(local(moment)):
            self._run("escalate")

    def _get_log(self, complaint, kind="report"):
        """What the ladder did for a milestone: step, state and person."""
        found = self.escalations.search(
            [
                ("complaint_id", "=", complaint.id),
                ("milestone_id.kind", "=", kind),
            ],
            order="step_sequence",
        )
        return [(one.step_id, one.state, one.user_id) for one in found]

    def _get_asked(self, complaint):
        kind = self.env.ref("crm_complaints.mail_activity_type_escalation")
        return complaint.sudo().activity_ids.filtered(
            lambda activity: activity.activity_type_id == kind
        )

    def test_ladder(self):
        """CMP-02 handler before, head when due, head above, executive: each once"""
        complaint = self._new_complaint()
        self._at("2026-07-01T09:20")
        self.assertFalse(self._get_log(complaint))
        for moment, step, person in (
            ("2026-07-01T09:31", "warn", self.user),
            ("2026-07-01T10:01", "due", self.head),
            # eight hours of work later, lunch and night left out
            ("2026-07-02T10:01", "above", self.manager),
            ("2026-07-03T10:01", "executive", self.executive),
        ):
            with self.subTest(step=step):
                self._at(moment)
                self._at(moment)
                self.assertEqual(
                    self._get_log(complaint)[-1], (self._step(step), "done", person)
                )
                asked = self._get_asked(complaint)
                self.assertIn(person, asked.user_id)
        self.assertEqual(len(self._get_log(complaint)), 4)
        self.assertEqual(self._get(complaint, "report").state, "missed")

    def test_not_yet(self):
        """CMP-02 seven hours of work after it was due the head above sleeps"""
        complaint = self._new_complaint()
        self._at("2026-07-02T09:59")
        self.assertEqual(
            [state for _step, state, _user in self._get_log(complaint)],
            ["skipped", "done"],
        )

    def test_superseded(self):
        """CMP-02 after an outage only the highest step is taken, and it is said"""
        complaint = self._new_complaint()
        self._at("2026-07-06T10:00")
        log = self.escalations.search(
            [
                ("complaint_id", "=", complaint.id),
                ("milestone_id.kind", "=", "report"),
            ],
            order="step_sequence",
        )
        self.assertEqual(log.mapped("state"), ["skipped", "skipped", "skipped", "done"])
        self.assertEqual(set(log[:3].mapped("skip_reason")), {"superseded"})
        # one activity a person and complaint, however many deadlines are over
        asked = self._get_asked(complaint)
        self.assertEqual(len(asked), len(asked.user_id))
        summary = asked.filtered(lambda one: one.user_id == self.executive).summary
        self.assertEqual(summary, "Overdue: Confirm Receipt, Report to Superior")

    def test_out_of_hours(self):
        """CMP-02 nobody is woken at night; the log says until when it waits"""
        self._target("report").write({"unit": "calendar_days", "value": 0.5})
        complaint = self._new_complaint()
        self._at("2026-07-01T22:00")
        due = self.escalations.search(
            [
                ("complaint_id", "=", complaint.id),
                ("step_id", "=", self._step("due").id),
            ]
        )
        self.assertEqual(due.state, "queued")
        self.assertEqual(due.send_at, local("2026-07-02T09:00"))
        self._at("2026-07-02T08:45")
        self.assertEqual(due.state, "queued")
        self._at("2026-07-02T09:00")
        self.assertEqual((due.state, due.user_id), ("done", self.head))

    def test_settled_meanwhile(self):
        """CMP-02 done before the opening: nobody is woken any more"""
        self._target("report").write({"unit": "calendar_days", "value": 0.5})
        complaint = self._new_complaint()
        self._at("2026-07-01T22:00")
        with freeze_time(local("2026-07-02T08:00")):
            complaint.action_report()
        self._at("2026-07-02T09:00")
        due = self.escalations.search(
            [
                ("complaint_id", "=", complaint.id),
                ("milestone_id.kind", "=", "report"),
                ("step_id", "=", self._step("due").id),
            ]
        )
        self.assertEqual((due.state, due.skip_reason), ("skipped", "settled"))

    def test_moved_meanwhile(self):
        """CMP-02 what a holiday moved leaves the queue until it is due again"""
        self._target("report").write({"unit": "hours", "value": 9})
        complaint = self._new_complaint()
        report = self._get(complaint, "report")
        self._at("2026-07-02T08:00")
        self.assertFalse(self._get_log(complaint))
        self._at("2026-07-02T10:01")
        self.assertEqual(len(self._get_log(complaint)), 2)
        with freeze_time(local("2026-07-02T20:00")):
            self._run("escalate")
            self._add_holiday("2026-07-01T10:00", "2026-07-03T23:59")
            self._run("replan")
        self.assertEqual(report.due_on, local("2026-07-06T18:00"))
        self.assertEqual(report.state, "open")

    def test_waiting(self):
        """CMP-02 CMP-03 while the customer is waited for nobody is woken"""
        complaint = self._new_complaint()
        complaint.action_wait()
        self._at("2026-07-06T10:00")
        self.assertFalse(self._get_log(complaint))
        self.assertEqual(self._get(complaint, "report").state, "open")

    def test_done_closes_requests(self):
        """CMP-02 what was done no longer stands among anybody's activities"""
        complaint = self._new_complaint()
        self._at("2026-07-01T10:01")
        self.assertEqual(self._get_asked(complaint).user_id, self.head)
        with freeze_time(local("2026-07-01T10:30")):
            complaint.action_report()
        self.assertFalse(self._get_asked(complaint))

    def test_delay_in_words(self):
        """CMP-02 no hours means at once"""
        self.assertEqual(self._step("due").delay_text, "at once")
        self.assertEqual(self._step("above").delay_text, "8 h")

    def test_grave_on_a_sunday(self):
        """CMP-02 a grave one is reported within the hour, whoever has a day off"""
        with freeze_time("2026-07-05 04:00:00"):
            grave = self._new_complaint(severity="grave")
            other = self._new_complaint(severity="serious")
        self.assertEqual(self._get(grave, "report").due_on, local("2026-07-05T13:00"))
        self.assertEqual(self._get(other, "report").due_on, local("2026-07-06T10:00"))

    def test_grave(self):
        """CMP-02 the executive hears of a grave one at once, at any hour"""
        with freeze_time(local("2026-07-04T23:00")):
            complaint = self._new_complaint(severity="grave")
            triggers = self.env["ir.cron.trigger"].sudo()
            cron = self.env.ref("crm_complaints.ir_cron_escalate")
            self.assertTrue(triggers.search([("cron_id", "=", cron.id)]))
            self._run("escalate")
        self.assertEqual(
            self._get_log(complaint), [(self._step("grave"), "done", self.executive)]
        )

    def test_second_reopening(self):
        """CMP-02 CMP-04 reopened for the second time: the head is woken at once"""
        complaint = self._bring_to(self._new_complaint(), "awaiting")
        complaint._confirm(False, "Still wet")
        self._run("escalate")
        self.assertFalse(self._get_log(complaint, "reply"))
        complaint._mark_replied()
        complaint.action_ask_confirmation()
        complaint._confirm(False, "Wet again")
        self._run("escalate")
        self.assertEqual(
            self._get_log(complaint, "reply"),
            [(self._step("due"), "done", self.head)],
        )
        asked = self._get_asked(complaint)
        self.assertEqual(asked.summary, "Reopened again; due: Reply")

    def test_handler_is_head(self):
        """CMP-02 who handles it himself is not his own superior"""
        complaint = self._new_complaint(user_id=self.head.id)
        self._at("2026-07-01T10:01")
        self.assertEqual(
            self._get_log(complaint)[-1],
            (self._step("due"), "done", self.manager),
        )

    def test_nobody_above(self):
        """CMP-02 without any head the executive is woken, or a manager"""
        self.service.head_id = self.works.head_id = False
        complaint = self._new_complaint()
        self._at("2026-07-01T10:01")
        self.assertEqual(self._get_log(complaint)[-1][2], self.executive)

    def test_archived_head(self):
        """CMP-02 who has left is not woken"""
        self.head.active = False
        complaint = self._new_complaint()
        self._at("2026-07-01T10:01")
        self.assertEqual(self._get_log(complaint)[-1][2], self.manager)

    def test_confidential(self):
        """CMP-02 CMP-10 only who may see an incident is woken for it"""
        leak = self._new_complaint(kind="leak")
        self._at("2026-07-06T10:00")
        woken = {user for _step, _state, user in self._get_log(leak) if user}
        self.assertEqual(woken, {self.user})

    def test_reassign_and_raise(self):
        """CMP-02 a step may hand the case over, or raise its severity"""
        self._step("due").action = "reassign"
        complaint = self._new_complaint()
        self._at("2026-07-01T10:01")
        self.assertEqual(complaint.user_id, self.head)
        self._step("due").action = "raise"
        other = self._new_complaint()
        self._at("2026-07-01T10:01")
        self.assertEqual(other.severity, "serious")
        note = other.sudo().event_ids.filtered(lambda one: one.kind == "escalated")
        self.assertIn(self.head.name, note.note)

    def test_mail(self):
        """CMP-02 a message lists what one person is woken for"""
        self._step("due").action = "mail"
        self._new_complaint()
        self._new_complaint()
        before = self.env["mail.message"].search([], order="id desc", limit=1)
        self._at("2026-07-01T10:01")
        told = self.env["mail.message"].search(
            [
                ("id", ">", before.id),
                ("partner_ids", "=", self.head.partner_id.id),
                ("subject", "=", "Complaints that need you: 2"),
            ]
        )
        self.assertEqual(len(told), 1)

    def test_clock_hours(self):
        """CMP-02 by setting, hours of the clock instead of hours of work"""
        self._step("above").is_working = False
        complaint = self._new_complaint()
        self._at("2026-07-01T17:59")
        self.assertEqual(len(self._get_log(complaint)), 2)
        self._step("above").hours = 7
        self._at("2026-07-01T17:59")
        self.assertEqual(self._get_log(complaint)[-1][0], self._step("above"))

    def test_before(self):
        """CMP-02 a step so many hours of work before it is due"""
        self._step("warn").write({"anchor": "before", "hours": 0.25})
        complaint = self._new_complaint()
        self._at("2026-07-01T09:44")
        self.assertFalse(self._get_log(complaint))
        self._at("2026-07-01T09:45")
        self.assertEqual(self._get_log(complaint)[0][1:], ("done", self.user))

    def test_set_based(self):
        """CMP-02 collecting takes as many queries for many as for few"""
        counts = []
        for number in (2, 20):
            for _one in range(number):
                self._new_complaint()
            self.env.flush_all()
            with freeze_time(local("2026-07-01T10:01")):
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                found = self.escalations._collect(local("2026-07-01T10:01"))
                counts.append(self.env.cr.sql_log_count - before)
                self.assertEqual(found, 2 * number)
        self.assertEqual(*counts)

    def test_once(self):
        """CMP-02 collected again, nothing falls due again"""
        self._new_complaint()
        now = local("2026-07-01T10:01")
        with freeze_time(now):
            self.assertEqual(self.escalations._collect(now), 2)
            self.assertEqual(self.escalations._collect(now), 0)

    def test_rights(self):
        """CMP-02 managers set the ladder; the log is written by nobody"""
        step = self._step("due")
        with self.assertRaises(AccessError):
            step.with_user(self.officer).hours = 1
        step.with_user(self.manager).hours = 1
        with self.assertRaises(ValidationError):
            step.who = "user"
        complaint = self._new_complaint()
        self._at("2026-07-01T11:01")
        log = self.escalations.search([("complaint_id", "=", complaint.id)])
        for user in (self.user, self.head, self.officer, self.auditor):
            self.assertTrue(log.with_user(user).mapped("state"))
        self.assertFalse(
            self.escalations.with_user(self.colleague).search([]),
        )
        with self.assertRaises(AccessError):
            log.with_user(self.manager).write({"state": "skipped"})

    def test_company(self):
        """CMP-02 a step of another company wakes nobody here"""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self._step("due").company_id = other
        complaint = self._new_complaint()
        self._at("2026-07-01T10:01")
        self.assertEqual(
            [step for step, _state, _user in self._get_log(complaint)],
            [self._step("warn")],
        )
