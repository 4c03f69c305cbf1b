# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, datetime

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import NOW, VisitCommon

MONDAY = datetime(2026, 7, 13, 2)
TUESDAY = datetime(2026, 7, 14, 6)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisitMeeting(VisitCommon):
    """The optional two-way link with the calendar (VIS-02)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.visit_calendar_sync = True
        cls._let_export(cls.colleague | cls.employee)

    def _new_agreed(self, user=None, **values):
        values.setdefault("companion_ids", [Command.set(self.manager.ids)])
        return self._new_visit(
            user, is_agreed=True, place="Gate 3", objective="Renew", **values
        )

    def _meeting(self, visit, user=None):
        """The meeting, read as nobody read it before."""
        self.env.invalidate_all()
        return visit.sudo().calendar_event_id.with_user(user or self.user).sudo(False)

    # -- how it begins -----------------------------------------------------------------

    def test_agreed_visit_has_a_meeting(self):
        """VIS-02: of the representative and the companions; nobody else is invited."""
        visit = self._new_agreed()
        meeting = self._meeting(visit)
        self.assertEqual(meeting.user_id, self.user)
        self.assertEqual(
            meeting.partner_ids, (self.user | self.manager).sudo().partner_id
        )
        self.assertEqual(
            (meeting.start, meeting.stop), (visit.planned_start, visit.planned_end)
        )
        self.assertFalse(
            self.env["mail.mail"].sudo().search([("model", "=", "calendar.event")])
        )
        self.assertFalse(visit.activity_ids)

    def test_proposals_and_other_companies_have_none(self):
        """VIS-02: proposals may be moved by the planning; off unless switched on."""
        self.assertFalse(self._new_visit().calendar_event_id)
        self.assertFalse(self._new_agreed(planned_start=False).calendar_event_id)
        self.assertFalse(
            self.env["res.company"].create({"name": "New"}).visit_calendar_sync
        )
        self.company.visit_calendar_sync = False
        self.assertFalse(self._new_agreed().calendar_event_id)

    def test_agreeing_makes_the_meeting(self):
        proposal = self._new_visit()
        proposal.action_agree()
        self.assertTrue(proposal.calendar_event_id)

    def test_bulk_of_proposals_costs_nothing(self):
        """VIS-05: planning does not look at calendars."""
        vals = {
            "partner_id": self.customer.id,
            "user_id": self.user.id,
            "channel_id": self.face.id,
            "planned_start": MONDAY,
        }
        visits = self.env["crm.visit"].create([vals] * 20)
        self.assertFalse(visits.calendar_event_id)

    # -- both ways ---------------------------------------------------------------------

    def test_moved_visit_moves_the_meeting(self):
        visit = self._new_agreed()
        visit.planned_start = MONDAY
        meeting = self._meeting(visit)
        self.assertEqual(meeting.start, MONDAY)
        self.assertEqual(meeting.stop, datetime(2026, 7, 13, 3, 30))

    def test_moved_meeting_moves_the_visit(self):
        """VIS-02: as the calendar and its synchronisations write it."""
        visit = self._new_agreed()
        meeting = self._meeting(visit)
        meeting.write({"start": MONDAY, "stop": datetime(2026, 7, 13, 5)})
        self.assertEqual(visit.planned_start, MONDAY)
        self.assertEqual(visit.planned_end, datetime(2026, 7, 13, 5))
        # a start alone moves the end as the calendar does
        meeting.write({"start": TUESDAY})
        self.env.invalidate_all()
        self.assertEqual(visit.planned_start, TUESDAY)
        self.assertEqual(visit.planned_end, meeting.stop)

    def test_a_move_is_carried_over_once(self):
        """VIS-02: no endless loop: each side is written once."""
        visit = self._new_agreed()
        meeting = self._meeting(visit)
        written = []

        def spy(model):
            write = type(self.env[model]).write

            def count(records, vals):
                if {"start", "planned_start"} & vals.keys():
                    written.append(model)
                return write(records, vals)

            self.patch(type(self.env[model]), "write", count)

        spy("calendar.event")
        spy("crm.visit")
        meeting.write({"start": MONDAY, "stop": datetime(2026, 7, 13, 3)})
        self.assertEqual(written, ["calendar.event", "crm.visit"])
        written.clear()
        visit.write({"planned_start": TUESDAY, "planned_end": datetime(2026, 7, 14, 7)})
        self.assertEqual(written, ["crm.visit", "calendar.event"])

    def test_whole_day(self):
        """VIS-02: a day without a time keeps the visit's hours, whatever the clocks."""
        self.company.policy_tz = "Europe/Berlin"
        visit = self._new_agreed(planned_start="2026-10-23 07:00:00")
        meeting = self._meeting(visit)
        meeting.write(
            {
                "allday": True,
                "start_date": date(2026, 10, 26),
                "stop_date": date(2026, 10, 26),
            }
        )
        self.env.invalidate_all()
        # nine o'clock still, after the clocks went back
        self.assertEqual(visit.planned_start, datetime(2026, 10, 26, 8))
        self.assertEqual(visit.planned_end, datetime(2026, 10, 26, 9, 30))
        self.assertTrue(meeting.allday)

    def test_people_follow(self):
        """VIS-02: companions come and go; who was invited besides stays."""
        visit = self._new_agreed()
        buyer = self.env["res.partner"].create({"name": "Buyer"})
        self._meeting(visit).write({"partner_ids": [Command.link(buyer.id)]})
        visit.companion_ids = [Command.set(self.officer.ids)]
        self.assertEqual(
            self._meeting(visit).partner_ids,
            (self.user | self.officer).sudo().partner_id | buyer,
        )

    def test_another_representative(self):
        """VIS-02: the meeting leaves one calendar and enters another."""
        visit = self._new_agreed()
        before = self._meeting(visit)
        visit.with_user(self.leader).user_id = self.colleague
        after = self._meeting(visit, self.colleague)
        self.assertFalse(before.sudo().exists())
        self.assertEqual(after.user_id, self.colleague)
        self.assertNotIn(self.user.partner_id, after.partner_ids)

    # -- how it ends -------------------------------------------------------------------

    def test_cancelled_visit_takes_its_meeting_along(self):
        visit = self._new_agreed()
        meeting = self._meeting(visit)
        reason = self.env.ref("crm_visits.crm_visit_cancel_reason_customer")
        visit.with_user(self.leader)._cancel(reason, "Stocktaking")
        self.assertFalse(meeting.sudo().exists())

    def test_no_longer_agreed(self):
        visit = self._new_agreed()
        meeting = self._meeting(visit)
        visit.is_agreed = False
        self.assertFalse(meeting.sudo().exists())

    def test_deleted_visit(self):
        visit = self._new_agreed()
        meeting = self._meeting(visit)
        visit.with_user(self.manager).unlink()
        self.assertFalse(meeting.sudo().exists())

    def test_deleted_meeting(self):
        """VIS-02: the visit keeps its plan; a new time makes a new meeting."""
        visit = self._new_agreed()
        self._meeting(visit).unlink()
        self.env.invalidate_all()
        self.assertFalse(visit.calendar_event_id)
        self.assertEqual(visit.planned_start, datetime(2026, 7, 8, 2))
        visit.place = "Gate 4"
        self.assertFalse(visit.calendar_event_id)
        visit.planned_start = MONDAY
        self.assertEqual(self._meeting(visit).start, MONDAY)

    def test_archived_meeting(self):
        """VIS-02: synchronisations archive what was deleted elsewhere."""
        visit = self._new_agreed()
        self._meeting(visit).active = False
        self.assertFalse(visit.calendar_event_id)
        self.assertEqual(visit.state, "planned")

    def test_made_visits_do_not_move(self):
        visit = self._new_agreed()
        visit.action_start()
        meeting = self._meeting(visit)
        meeting.write({"start": MONDAY, "stop": datetime(2026, 7, 13, 3)})
        self.assertEqual(visit.planned_start, datetime(2026, 7, 8, 2))
        self._fill(visit).action_done()
        meeting.write({"start": TUESDAY, "stop": datetime(2026, 7, 14, 7)})
        self.assertEqual(visit.planned_start, datetime(2026, 7, 8, 2))
        self.assertEqual(meeting.start, TUESDAY)

    def test_recurrent_meetings_are_left_alone(self):
        visit = self._new_agreed()
        meeting = self._meeting(visit)
        meeting.write(
            {
                "recurrency": True,
                "rrule_type": "weekly",
                "count": 3,
                "end_type": "count",
                "wed": True,
                "event_tz": "Asia/Shanghai",
                "recurrence_update": "all_events",
            }
        )
        self.env.invalidate_all()
        planned = visit.planned_start
        events = self.env["calendar.event"].search(
            [("user_id", "=", self.user.id), ("recurrency", "=", True)]
        )
        starts = sorted(events.mapped("start"))
        visit.planned_start = MONDAY
        self.env.invalidate_all()
        self.assertEqual(sorted(events.mapped("start")), starts)
        visit.planned_start = planned
        events[-1].write({"start": TUESDAY, "recurrence_update": "self_only"})
        self.assertEqual(visit.planned_start, planned)

    # -- refusals ----------------------------------------------------------------------

    def test_a_move_that_is_refused(self):
        """VIS-02: the meeting moves only with its visit, and says why not."""
        self._new_agreed(planned_start=MONDAY, companion_ids=[])
        visit = self._new_agreed()
        meeting = self._meeting(visit)
        self.env.flush_all()
        with (
            self.assertRaisesRegex(ValidationError, "has agreed another visit"),
            self.env.cr.savepoint(),
        ):
            meeting.write({"start": MONDAY, "stop": datetime(2026, 7, 13, 3)})
        with self.assertRaisesRegex(ValidationError, "which is over"):
            meeting.write(
                {"start": datetime(2026, 6, 1, 2), "stop": datetime(2026, 6, 1, 3)}
            )

    def test_a_refused_move_does_not_stop_a_synchronisation(self):
        """VIS-02: the other meetings come through; the person is told."""
        visit = self._new_agreed()
        meeting = self._meeting(visit).with_context(dont_notify=True)
        meeting.write(
            {"start": datetime(2026, 6, 1, 2), "stop": datetime(2026, 6, 1, 3)}
        )
        self.assertEqual(visit.planned_start, datetime(2026, 7, 8, 2))
        self.assertEqual(visit.activity_ids.user_id, self.user)
        self.assertIn("which is over", visit.activity_ids.note)

    def test_who_may_move(self):
        """VIS-02: companions may, other colleagues not, even when it was opened up."""
        visit = self._new_agreed()
        meeting = self._meeting(visit)
        times = {"start": MONDAY, "stop": datetime(2026, 7, 13, 3)}
        with self.assertRaises(AccessError):
            meeting.with_user(self.colleague).write(dict(times))
        meeting.privacy = "public"
        with self.assertRaisesRegex(AccessError, "who alone moves it"):
            meeting.with_user(self.colleague).write(dict(times))
        meeting.with_user(self.manager).write(dict(times))
        self.assertEqual(visit.planned_start, MONDAY)

    def test_nobody_hangs_a_visit_on_anothers_meeting(self):
        """VIS-02: the link is made by the suite, not written."""
        meeting = self._meeting(self._new_agreed())
        visit = self._new_visit(self.colleague)
        with self.assertRaises(UserError):
            visit.calendar_event_id = meeting
        self.company.visit_calendar_sync = False
        other = self._new_visit(self.colleague, calendar_event_id=meeting.id)
        self.assertFalse(other.calendar_event_id)

    # -- what colleagues see -----------------------------------------------------------

    def test_colleagues_see_busy(self):
        """VIS-01: neither customer nor content, by whatever way they are read."""
        visit = self._new_agreed()
        mine = self._meeting(visit)
        self.assertEqual(mine.display_name, "Visit: Customer A")
        self.assertEqual(self._meeting(visit, self.manager).visit_ids, visit)
        for stranger in (self.colleague, self.employee):
            meeting = self._meeting(visit, stranger)
            self.assertEqual(meeting.display_name, "Busy")
            self.assertEqual(meeting.name, "Busy")
            self.assertEqual(meeting.show_as, "busy")
            self.assertEqual(meeting.start, visit.planned_start)
            read = str(meeting.read())
            exported = str(
                meeting.export_data(["name", "description", "location", "start"])
            )
            shown = str(
                meeting.web_search_read(
                    [("id", "=", meeting.id)],
                    {"display_name": {}, "name": {}, "location": {}, "start": {}},
                )
            )
            for text in (read, exported, shown):
                for secret in ("Customer A", "Gate 3", "Renew"):
                    self.assertNotIn(secret, text)

    def test_colleagues_cannot_guess(self):
        """VIS-01: a search for the customer finds nothing: nothing is stored there."""
        visit = self._new_agreed()
        self._meeting(visit)
        for stranger in (self.colleague, self.employee):
            events = self.env["calendar.event"].with_user(stranger)
            for domain in (
                [("name", "ilike", "Customer A")],
                [("display_name", "ilike", "Customer A")],
                [("description", "ilike", "Customer A")],
                [("location", "ilike", "Gate 3")],
                [("partner_ids", "in", self.customer.ids)],
                [("partner_ids.name", "ilike", "Customer A")],
            ):
                self.assertFalse(events.search(domain), domain)
            self.assertFalse(events.name_search("Customer A"))
            groups = events.formatted_read_group(
                [("user_id", "=", self.user.id)], ["name"], ["__count"]
            )
            self.assertNotIn("Customer A", str(groups))
        events = self.env["calendar.event"].with_user(self.colleague)
        self.assertFalse(events.search([("visit_ids.partner_id", "!=", False)]))
        with self.assertRaises(AccessError):
            events.with_user(self.employee).search([("visit_ids", "!=", False)])

    def test_name_does_not_leak_through_links(self):
        """VIS-01: names of linked records are read with more rights than one has."""
        visit = self._new_agreed()
        meeting = self._meeting(visit)
        meeting.privacy = "public"
        self.env.invalidate_all()
        attendee = meeting.sudo().attendee_ids[:1].with_user(self.colleague).sudo(False)
        self.assertNotIn("Customer A", str(attendee.read(["event_id"])))
        self.assertNotIn("Customer A", meeting.with_user(self.colleague).display_name)

    def test_open_from_the_meeting(self):
        visit = self._new_agreed()
        action = self._meeting(visit).action_open_visit()
        self.assertEqual(action["res_id"], visit.id)

    def test_calendar_does_not_query_per_meeting(self):
        """VIS-02: the names of many meetings cost what those of one cost."""
        days = range(1, 31)
        for day in days:
            self._new_agreed(planned_start=datetime(2026, 8, day, 2), companion_ids=[])
        events = self.env["calendar.event"].with_user(self.user)
        one = events.search([("user_id", "=", self.user.id)], limit=1)
        many = events.search([("user_id", "=", self.user.id)])
        self.assertEqual(len(many), len(days))
        counts = []
        for meetings in (one, one, many):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            meetings.web_read({"display_name": {}, "start": {}})
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
