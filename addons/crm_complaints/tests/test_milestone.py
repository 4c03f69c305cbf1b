# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from .common import NOW
from .time_common import TimeCommon, local


@freeze_time(NOW)
class TestMilestone(TimeCommon):
    def test_received(self):
        """CMP-03 CMP-08 a complaint has its deadlines from its first moment"""
        complaint = self._new_complaint()
        self.assertEqual(
            {
                milestone.kind: milestone.due_on
                for milestone in complaint.sudo().milestone_ids
            },
            {
                "acknowledge": local("2026-07-02T09:00"),
                "report": local("2026-07-01T10:00"),
                "reply": local("2026-07-03T09:00"),
                "resolve": local("2026-07-08T09:00"),
            },
        )
        self.assertEqual(complaint.next_due_kind, "report")
        self.assertEqual(complaint.next_due_on, local("2026-07-01T10:00"))
        self.assertIn("from 07/01/2026 9:00", complaint.next_due_rule)
        self.assertFalse(complaint.is_overdue)

    def test_late_in_the_file(self):
        """CMP-11 the customer's file counts open cases past a deadline, by the clock"""
        first, second, third = (self._new_complaint() for _number in range(3))
        self.assertEqual(self._count_late(), 0)
        with freeze_time("2026-07-01 02:00:00"):
            self.assertEqual(self._count_late(), 0, "due, not past")
        with freeze_time("2026-07-01 02:00:01"):
            self.assertEqual(self._count_late(), 3)
            first.action_report()
            self.assertEqual(self._count_late(), 2)
        with freeze_time("2026-07-02 01:00:01"):
            self.assertEqual(self._count_late(), 3)
            first.action_wait()
            self.assertEqual(self._count_late(), 2, "the customer's turn")
            second.action_cancel("Entered twice")
            self.assertEqual(self._count_late(), 1)
            self._bring_to(third, "awaiting")._confirm(True)
            self.assertEqual(self._count_late(), 0)

    def _count_late(self):
        """Overdue cases of the customer, the same for each of its contacts."""
        people = self.customer | self.contact
        people.invalidate_recordset(["complaint_overdue_count"])
        [count] = set(people.mapped("complaint_overdue_count"))
        return count

    def test_late_entry(self):
        """CMP-03 time runs from when it came in, not from when it was typed in"""
        complaint = self._new_complaint(received_on="2026-06-30 01:00:00")
        reply = self._get(complaint, "reply")
        self.assertEqual(reply.due_on, local("2026-07-02T09:00"))
        self.assertEqual(complaint.next_due_kind, "report")
        self.assertTrue(complaint.is_overdue)
        complaint.with_user(self.officer).received_on = "2026-06-29 01:00:00"
        self.assertEqual(reply.due_on, local("2026-07-01T09:00"))

    def test_done(self):
        """CMP-03 each step ends its milestone and says by which event"""
        complaint = self._new_complaint()
        complaint.action_report()
        report = self._get(complaint, "report")
        self.assertEqual(report.state, "met")
        self.assertEqual(report.done_event_id.kind, "reported")
        self.assertEqual(complaint.next_due_kind, "acknowledge")
        complaint.action_investigate()
        with freeze_time("2026-07-03 02:00:00"):
            complaint._mark_replied()
        self.assertEqual(self._get(complaint, "reply").state, "late")
        # a reply tells also that it has come
        self.assertEqual(self._get(complaint, "acknowledge").state, "late")
        self.assertEqual(complaint.next_due_kind, "resolve")

    def test_confirm(self):
        """CMP-04 the customer has the days of the setting to confirm"""
        complaint = self._bring_to(self._new_complaint(), "awaiting")
        confirm = self._get(complaint, "confirm")
        self.assertEqual(confirm.due_on, local("2026-07-08T09:00"))
        self.assertIn("setting", confirm.rule_text)
        self.assertEqual(self._get(complaint, "resolve").state, "met")
        complaint._confirm(True)
        self.assertEqual(confirm.state, "met")
        self.assertFalse(complaint.next_due_on)
        self.assertFalse(complaint.is_overdue)

    def test_reopened(self):
        """CMP-04 reopened: reply and resolution begin again, the age is kept"""
        complaint = self._bring_to(self._new_complaint(), "awaiting")
        with freeze_time("2026-07-02 01:00:00"):
            complaint._confirm(False, "Still wet")
        self.assertEqual(self._get(complaint, "reply").state, "met")
        again = self._get(complaint, "reply", cycle=2)
        self.assertEqual(again.due_on, local("2026-07-04T09:00"))
        self.assertEqual(complaint.next_due_kind, "reply")
        self.assertEqual(self._get(complaint, "confirm").state, "met")
        self.assertTrue(self._get(complaint, "resolve", cycle=2))
        self.assertEqual(complaint.received_on, local("2026-07-01T09:00"))

    def test_pointless(self):
        """CMP-03 cancelled or withdrawn: nothing was kept, nothing missed"""
        for step in ("cancel", "withdraw"):
            complaint = self._new_complaint()
            getattr(complaint, f"action_{step}")("Entered twice")
            states = complaint.sudo().milestone_ids.mapped("state")
            self.assertEqual(set(states), {"cancelled"})
            self.assertFalse(complaint.next_due_on)

    def test_waiting(self):
        """CMP-03 waiting for the customer moves the due date, and is not late"""
        complaint = self._new_complaint()
        complaint.action_report()
        reply = self._get(complaint, "reply")
        with freeze_time("2026-07-02 01:00:00"):
            complaint.action_wait()
        with freeze_time("2026-07-06 01:00:00"):
            self.assertFalse(complaint.is_overdue)
            self.assertNotIn(complaint, complaint.search([("is_overdue", "=", True)]))
            complaint.action_resume()
            complaint.invalidate_recordset()
            self.assertEqual(reply.due_on, local("2026-07-07T09:00"))
            self.assertEqual(reply.paused_seconds, 4 * 24 * 3600)
            self.assertIn("96.0 hours of waiting", reply.rule_text)
            # what was due when the waiting began is not given more time
            self.assertEqual(self._get(complaint, "acknowledge").state, "missed")

    def test_reply_while_waiting(self):
        """CMP-03 replied while waiting: the pause up to then counts"""
        complaint = self._bring_to(self._new_complaint(), "investigating")
        complaint.action_wait()
        with freeze_time("2026-07-05 01:00:00"):
            complaint._mark_replied()
        reply = self._get(complaint, "reply")
        self.assertEqual(reply.state, "met")
        self.assertEqual(reply.due_on, local("2026-07-07T09:00"))

    def test_working_days(self):
        """CMP-03 by setting two working days, or the same time of day"""
        self._target("reply").write({"value": 2, "unit": "days"})
        with freeze_time("2026-07-03 07:00:00"):
            complaint = self._new_complaint()
        reply = self._get(complaint, "reply")
        self.assertEqual(reply.due_on, local("2026-07-07T18:00"))
        self.assertEqual(reply.warn_on, local("2026-07-06T14:00"))
        self.company.complaint_day_ends = "same"
        self._run("replan")
        self.assertEqual(reply.due_on, local("2026-07-07T15:00"))

    def test_department_hours(self):
        """CMP-03 the hours of the department that answers count"""
        night = self._new_office_hours("Night", ((20, 23),))
        self.quality.resource_calendar_id = night
        complaint = self._new_complaint()
        complaint.unit_id = self.quality
        report = self._get(complaint, "report")
        self.assertEqual(report.due_on, local("2026-07-01T21:00"))
        self.assertEqual(report.calendar_id, night)

    def test_no_hours(self):
        """CMP-03 calendar without hours: round the clock, and the deadline says so"""
        self.calendar.attendance_ids.unlink()
        complaint = self._new_complaint()
        report = self._get(complaint, "report")
        self.assertEqual(report.due_on, local("2026-07-01T10:00"))
        self.assertIn("round the clock", report.rule_text)
        self.company.resource_calendar_id = False
        self.assertTrue(self._get(self._new_complaint(), "report").is_fallback)

    def test_year_end_holiday(self):
        """CMP-03 a due date passes over the holiday at the end of the year"""
        self._target("reply").write({"value": 2, "unit": "days"})
        self._add_holiday("2026-07-02T00:00", "2026-07-12T23:59")
        complaint = self._new_complaint()
        self.assertEqual(
            self._get(complaint, "reply").due_on, local("2026-07-14T18:00")
        )

    def test_replanned(self):
        """CMP-03 a new holiday moves what is open; what is done stays"""
        self._target("report").value = 4
        done, open_ = self._new_complaint(), self._new_complaint()
        done.action_report()
        holiday = self._add_holiday("2026-07-01T10:00", "2026-07-02T23:59")
        self._run("replan")
        due = local("2026-07-01T14:00")
        self.assertEqual(self._get(done, "report").due_on, due)
        self.assertEqual(self._get(open_, "report").due_on, local("2026-07-03T12:00"))
        self.assertEqual(open_.next_due_kind, "acknowledge")
        holiday.unlink()
        self._run("replan")
        self.assertEqual(self._get(open_, "report").due_on, due)
        hours = self.calendar.attendance_ids.filtered(
            lambda line: line.dayofweek == "2" and line.hour_from == 13
        )
        hours.hour_from = 14
        self._run("replan")
        self.assertEqual(self._get(open_, "report").due_on, local("2026-07-01T15:00"))
        self.assertFalse(self.milestones.search([("needs_planning", "=", True)]))

    def test_leave_of_a_person(self):
        """CMP-03 leave of one person moves no deadline"""
        complaint = self._new_complaint()
        resource = self.env["resource.resource"].create(
            {"name": "Somebody", "calendar_id": self.calendar.id}
        )
        self._add_holiday(
            "2026-07-01T09:00", "2026-07-02T18:00", resource_id=resource.id
        )
        self.assertFalse(self._get(complaint, "report").needs_planning)

    def test_severity(self):
        """CMP-03 another severity: planned again at once"""
        self.targets.create(
            {
                "name": "Grave ones within a day",
                "milestone": "reply",
                "severity": "grave",
                "value": 1,
            }
        )
        complaint = self._new_complaint()
        complaint.severity = "grave"
        reply = self._get(complaint, "reply")
        self.assertEqual(reply.due_on, local("2026-07-02T09:00"))
        self.assertEqual(reply.severity, "grave")

    def test_promise(self):
        """CMP-08 an enquiry within hours; a complex demand by the date promised"""
        self._target("reply_enquiry").write({"value": 8, "active": True})
        enquiry = self._new_complaint(demand="enquiry")
        self.assertEqual(self._get(enquiry, "reply").due_on, local("2026-07-01T18:00"))
        demand = self._new_complaint(demand="complex")
        reply = self._get(demand, "reply")
        self.assertEqual(reply.due_on, local("2026-07-03T09:00"))
        demand.planned_on = local("2026-07-20T12:00")
        self.assertEqual(reply.due_on, local("2026-07-20T12:00"))
        self.assertIn("promised 07/20/2026 12:00", reply.rule_text)

    def test_opinion(self):
        """CMP-08 CMP-14 an opinion needs no report to a superior, but an answer"""
        opinion = self._new_complaint(kind="opinion")
        self.assertFalse(self._get(opinion, "report"))
        reply = self._get(opinion, "reply")
        self.assertTrue(reply)
        # it turns out to be a complaint
        opinion.with_user(self.officer).action_make_complaint()
        self.assertTrue(self._get(opinion, "report"))
        self.assertEqual(reply.state, "open")
        self.assertFalse(self._get(opinion, "reply", cycle=2))

    def test_once(self):
        """CMP-03 two at once cannot begin the same milestone twice"""
        complaint = self._new_complaint()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._get(complaint, "reply").copy()
            self.env.flush_all()

    def test_who_sees(self):
        """CMP-03 deadlines are read by whoever sees the case, written by nobody"""
        complaint = self._new_complaint()
        reply = self._get(complaint, "reply")
        for user in (self.user, self.head, self.officer, self.auditor):
            self.assertEqual(reply.with_user(user).kind, "reply")
        for user in (self.colleague, self.employee):
            with self.assertRaises(AccessError):
                reply.with_user(user).kind  # noqa: B018
        with self.assertRaises(AccessError):
            reply.with_user(self.manager).due_on = NOW

    def test_confidential(self):
        """CMP-10 deadlines of an incident are seen by those named only"""
        leak = self._new_complaint(kind="leak")
        resolve = self._get(leak, "resolve")
        self.assertEqual(resolve.with_user(self.user).kind, "resolve")
        for user in (self.manager, self.auditor):
            found = self.milestones.with_user(user).search(
                [("complaint_id", "=", leak.id)]
            )
            self.assertFalse(found)

    def test_batch(self):
        """CMP-03 queries do not grow with the complaints that come in at once"""
        few = self._count(self._new_bare(2))
        many = self._count(self._new_bare(20))
        self.assertEqual(few, many)

    def _new_bare(self, count):
        """Complaints whose milestones are still to begin."""
        complaints = self.env["crm.complaint"].create(
            [
                {
                    "name": f"Complaint {number}",
                    "category_id": self.category.id,
                    "user_id": self.user.id,
                }
                for number in range(count)
            ]
        )
        self.milestones.search([("complaint_id", "in", complaints.ids)]).unlink()
        self.env.flush_all()
        self.env.invalidate_all()
        return complaints

    def _count(self, complaints):
        events = self.env["crm.complaint.event"].browse(complaints.event_ids.ids)
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.milestones._follow(events)
        self.env.flush_all()
        self.assertEqual(len(complaints.milestone_ids), 4 * len(complaints))
        return self.env.cr.sql_log_count - before

    def test_kanban(self):
        """CMP-03 cards with clocks take no query each"""
        domain = [("category_id", "=", self.category.id)]
        specification = {
            name: {}
            for name in (
                "reference",
                "next_due_on",
                "next_due_kind",
                "is_overdue",
                "next_countdown",
            )
        }
        counts = []
        for number in (2, 20):
            self._new_bare(number)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found = self.env["crm.complaint"].web_search_read(domain, specification)
            self.assertGreaterEqual(found["length"], number)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
