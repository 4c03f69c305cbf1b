# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError

from ..models.crm_allocation_contact import ACTIVITY
from .common import NOW
from .discipline_common import DisciplineCommon


@freeze_time(NOW)
class TestContact(DisciplineCommon):
    def setUp(self):
        super().setUp()
        self.customer = self._new_customer("Customer A")
        self.contact = self._allocate(self.customer)

    def _step(self, contact, step, **values):
        action = getattr(contact, f"action_{step}")()
        dialog = contact.env[action["res_model"]].with_context(**action["context"])
        dialog.create(values).action_confirm()

    def _contact(self, contact, **values):
        self._step(contact, "contact", **{"result": "Wants an offer", **values})

    def _miss(self):
        with self.enter_registry_test_mode():
            self.env.ref("crm_allocation.ir_cron_miss_contacts").method_direct_trigger()

    # -- start -------------------------------------------------------------------------

    def test_start(self):
        """ALC-07 ten minutes to contact, ten more to report, an activity at once"""
        contact = self.contact
        now = datetime(2026, 7, 1, 1)
        self.assertEqual(contact.starts_at, now)
        self.assertEqual(contact.contact_due, now + timedelta(minutes=10))
        self.assertEqual(contact.report_due, now + timedelta(minutes=20))
        self.assertEqual(contact.due_at, contact.contact_due)
        self.assertEqual(contact.manager_id, self.leader)
        activity = contact.activity_ids
        self.assertEqual(activity.user_id, self.user)
        self.assertEqual(activity.activity_type_id, self.env.ref(ACTIVITY))
        self.assertIn("Customer A", activity.summary)

    def test_out_of_hours(self):
        """ALC-07 out of hours the clock starts at the next opening"""
        with freeze_time("2026-07-03 12:00:00"):
            contact = self._allocate(self._new_customer("Late"))
        self.assertEqual(contact.assigned_at, datetime(2026, 7, 3, 12))
        self.assertEqual(contact.starts_at, datetime(2026, 7, 6, 1))
        self.assertEqual(contact.contact_due, datetime(2026, 7, 6, 1, 10))

    def test_day_of_the_activity(self):
        """ALC-07 after midnight it is to be done today, where the receiver is"""
        self.calendar.tz = "UTC"
        for zone, day in (
            ("Asia/Shanghai", date(2026, 7, 2)),
            ("America/New_York", date(2026, 7, 1)),
            (False, date(2026, 7, 2)),
        ):
            with self.subTest(zone=zone), freeze_time("2026-07-01 16:30:00"):
                self.user.tz = zone
                contact = self._allocate(self._new_customer(f"Night {zone}"))
                self.assertEqual(contact.due_at, datetime(2026, 7, 1, 16, 40))
                self.assertEqual(contact.activity_ids.date_deadline, day)

    def test_nobody_at_work_for_long(self):
        """ALC-07 without any known hours the clock waits"""
        self.calendar.attendance_ids.unlink()
        contact = self._allocate(self._new_customer("Nobody"))
        self.assertEqual(contact.contact_due, datetime(2026, 8, 30, 1))

    def test_which_sources(self):
        """ALC-07 re-assigned customers have a clock, others by the settings only"""
        for source, starts in (
            ("reassignment", True),
            ("idle", True),
            ("review", True),
            ("handover", False),
            ("claim", False),
            ("registration", False),
        ):
            with self.subTest(source=source):
                contact = self._allocate(self._new_customer(source), source=source)
                self.assertEqual(bool(contact), starts)
        self.company.allocation_contact_handed_over = True
        self.company.allocation_contact_reassigned = False
        self.assertTrue(self._allocate(self._new_customer("H"), source="handover"))
        for source in ("reassignment", "idle", "review"):
            customer = self._new_customer("R")
            self.assertFalse(self._allocate(customer, source=source))

    def test_many_at_once(self):
        """ALC-07 more customers than can be contacted: no clock, and it is said"""
        customers = self.env["res.partner"].create(
            [{"name": f"Many {i}", "is_company": True} for i in range(11)]
        )
        self._transfer(customers, user_id=self.colleague.id)
        contacts = self.env["crm.allocation.contact"]
        self.assertFalse(contacts.search([("user_id", "=", self.colleague.id)]))
        told = self.env["mail.message"].search(
            [("partner_ids", "in", self.colleague.partner_id.ids)], limit=1
        )
        self.assertIn("Customers for you: 11", told.subject)

    # -- in time -----------------------------------------------------------------------

    def test_contact_and_report(self):
        """ALC-07 contacted and reported in time, by the receiver"""
        contact = self.contact.with_user(self.user)
        with freeze_time("2026-07-01 01:04:00"):
            self._contact(contact, how="phone")
        self.assertEqual(contact.state, "contacted")
        self.assertEqual(contact.minutes_to_contact, 4)
        self.assertEqual(contact.due_at, contact.report_due)
        self.assertEqual(contact.stopped_by, "person")
        with freeze_time("2026-07-01 01:15:00"):
            self._step(contact, "report", report="Offer by Friday")
        self.assertEqual(contact.state, "reported")
        self.assertFalse(contact.due_at)
        self.assertFalse(contact.sudo().activity_ids)
        told = self.env["mail.message"].search(
            [("partner_ids", "in", self.leader.partner_id.ids)], limit=1
        )
        self.assertIn("Offer by Friday", told.body)
        with freeze_time("2026-07-01 03:00:00"):
            self._miss()
        self.assertEqual(contact.state, "reported")

    def test_both_at_once(self):
        """ALC-07 one dialog records contact and report"""
        contact = self.contact.with_user(self.user)
        self._contact(contact, report="Offer by Friday")
        self.assertEqual(contact.state, "reported")

    def test_empty_words(self):
        """ALC-07 blanks are no result and no report"""
        contact = self.contact.with_user(self.user)
        with self.assertRaisesRegex(ValidationError, "the result"):
            self._contact(contact, result="  ")
        with self.assertRaisesRegex(UserError, "Contact the customer first"):
            contact.action_report()
        self._contact(contact)
        with self.assertRaisesRegex(ValidationError, "should know"):
            self._step(contact, "report", report=" ")
        with self.assertRaisesRegex(UserError, "recorded already"):
            contact.action_contact()

    def test_recorded_action(self):
        """ALC-07 a recorded action stops the clock and is named"""
        self.env["crm.allocation.contact"]._stop_by_event(
            self.customer, self.user, "visit", "VIS/2026/0001"
        )
        self.assertEqual(self.contact.state, "contacted")
        self.assertEqual(self.contact.stopped_by, "event")
        self.assertEqual(self.contact.stop_event, "VIS/2026/0001")

    def test_call(self):
        """ALC-07 a call that is done with a contact of the customer stops the clock"""
        buyer = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id}
        )
        other = self._allocate(self._new_customer("Customer B"), self.colleague)
        todo, call = (
            buyer.activity_schedule(
                f"mail.mail_activity_data_{kind}", user_id=self.user.id
            ).with_user(self.user)
            for kind in ("todo", "call")
        )
        todo.action_done()
        self.assertEqual(self.contact.state, "open")
        with freeze_time("2026-07-01 01:04:00"):
            call.action_feedback(feedback="Wants an offer")
        self.assertEqual(self.contact.state, "contacted")
        self.assertEqual(self.contact.contact_how, "phone")
        self.assertEqual(self.contact.stopped_by, "event")
        self.assertEqual(self.contact.minutes_to_contact, 4)
        self.assertEqual(self.contact.stop_event, "Call: Customer A, Buyer")
        self.assertEqual(other.state, "open")

    def test_change_of_owner(self):
        """ALC-07 who lost the customer owes no contact; the next one does"""
        contact = self._allocate(self.customer, self.colleague, "reassignment")
        self.assertEqual(self.contact.state, "cancelled")
        self.assertEqual(self.contact.stopped_by, "owner")
        self.assertFalse(self.contact.activity_ids)
        self.assertEqual(contact.state, "open")
        self.assertEqual(contact.user_id, self.colleague)

    # -- missed ------------------------------------------------------------------------

    def test_missed_one_bad(self):
        """ALC-07 one clock that cannot be closed does not stop the others"""
        other = self._allocate(self._new_customer("Customer B"))
        propose = type(other)._propose_penalties
        reason = "No type"

        def refuse(contacts):
            if self.contact in contacts:
                raise UserError(reason)
            propose(contacts)

        with (
            freeze_time("2026-07-01 01:10:01"),
            patch.object(type(other), "_propose_penalties", refuse),
            self.assertLogs("odoo.addons.crm_allocation.stepping", "WARNING"),
        ):
            self._miss()
        self.env.invalidate_all()
        self.assertEqual(self.contact.state, "open")
        self.assertEqual(other.state, "missed")

    def test_missed(self):
        """ALC-07 one turn skipped, one penalty proposed, the manager told, once"""
        contact = self.contact
        with freeze_time("2026-07-01 01:10:00"):
            self._miss()
            self.assertEqual(contact.state, "open", "due, but not over")
        with freeze_time("2026-07-01 01:10:01"):
            self._miss()
            self._miss()
        self.assertEqual(contact.state, "missed")
        self.assertEqual(contact.missed_what, "contact")
        self.assertEqual(contact.stopped_by, "time")
        suspension = self.card.suspension_ids
        self.assertEqual(suspension.mapped("state"), ["active"])
        self.assertEqual(suspension.turns_left, 1)
        self.assertEqual(suspension.cause, "missed")
        self.assertIn("due 07/01/2026 9:10", suspension.reason)
        penalty = self.card.penalty_ids
        self.assertEqual(penalty.mapped("state"), ["proposed"])
        self.assertEqual(penalty.origin_id, contact.id)
        self.assertTrue(penalty.name)
        asked = contact.activity_ids.filtered(lambda one: one.user_id == self.leader)
        self.assertEqual(len(asked), 1)
        self.assertIn("assign again?", asked.summary)
        # the customer is not taken away by itself
        self.assertEqual(self.customer.customer_owner_id, self.user)
        self.assertEqual(self.card.missed_count, 1)

    def test_missed_in_the_company_s_language(self):
        """ALC-07 what is kept of a missed contact is written as the company writes"""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.company.partner_id.lang = "zh_CN"
        with freeze_time("2026-07-01 01:10:01"):
            self._miss()
        self.assertIn("超时未完成", self.card.suspension_ids.reason)
        self.assertIn("超时未完成", self.card.penalty_ids.evidence)

    def test_missed_report(self):
        """ALC-07 contacted but not reported in time is missed as well"""
        self._contact(self.contact.with_user(self.user))
        with freeze_time("2026-07-01 01:20:01"):
            self._miss()
        self.assertEqual(self.contact.state, "missed")
        self.assertEqual(self.contact.missed_what, "report")
        self.assertFalse(self.contact.is_late)

    def test_late_contact(self):
        """ALC-07 a contact logged late is late, before and after the job"""
        with freeze_time("2026-07-01 01:30:00"):
            self._contact(self.contact.with_user(self.user))
            self.assertEqual(self.contact.state, "missed")
            self.assertTrue(self.contact.is_late)
            self.assertEqual(len(self.card.suspension_ids), 1)
            self._step(self.contact.with_user(self.user), "report", report="Late")
            self._miss()
        self.assertEqual(self.contact.state, "missed")
        self.assertTrue(self.contact.reported_at)
        self.assertEqual(len(self.card.suspension_ids), 1)

    def test_settings(self):
        """ALC-07 turns and penalties as the settings say"""
        self.company.allocation_missed_immediate = False
        self.env.ref(
            "crm_allocation.crm_allocation_penalty_type_missed_clock"
        ).active = False
        with freeze_time("2026-07-01 02:00:00"):
            self._miss()
        self.assertEqual(self.card.suspension_ids.state, "proposed")
        self.assertFalse(self.card.penalty_ids)
        self.company.allocation_missed_turns = 0
        self._allocate(self._new_customer("Second"), self.colleague)
        with freeze_time("2026-07-01 03:00:00"):
            self._miss()
        card = self.members._get_for(self.colleague, self.company)
        self.assertFalse(card.suspension_ids)

    def test_job_queries(self):
        """ALC-07 statements of the job do not grow with the clocks that ran out"""
        few, many = self._count_missing(2), self._count_missing(8)
        # a penalty takes its number from the sequence of the company
        self.assertLessEqual(many - few, 6)

    def _count_missing(self, count):
        customers = self.env["res.partner"].create(
            [{"name": f"{count} {i}", "is_company": True} for i in range(count)]
        )
        self._transfer(customers, user_id=self.colleague.id)
        contacts = self.env["crm.allocation.contact"].search(
            [("partner_id", "in", customers.ids)]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        with freeze_time("2026-07-01 02:00:00"):
            before = self.env.cr.sql_log_count
            contacts._miss()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

    # -- who may -----------------------------------------------------------------------

    def test_rights(self):
        """ALC-07 the receiver steps, the leader reads, a colleague sees nothing"""
        contact = self.contact
        self.assertTrue(contact.with_user(self.leader).has_access("read"))
        with self.assertRaises(AccessError):
            self._contact(contact.with_user(self.leader))
        with self.assertRaises(AccessError):
            contact.with_user(self.colleague).read(["state"])
        self.assertTrue(contact.with_user(self.auditor).has_access("read"))
        self.assertFalse(contact.with_user(self.officer).has_access("write"))
        with self.assertRaisesRegex(UserError, "by its buttons"):
            contact.with_user(self.user).write({"contacted_at": NOW})

    def test_call_off(self):
        """ALC-07 managers call a clock off, the receiver does not"""
        with self.assertRaisesRegex(UserError, "Only managers"):
            self.contact.with_user(self.user).action_call_off()
        self.contact.with_user(self.manager).action_call_off()
        self.assertEqual(self.contact.state, "cancelled")
        with freeze_time("2026-07-01 03:00:00"):
            self._miss()
        self.assertFalse(self.card.suspension_ids)
