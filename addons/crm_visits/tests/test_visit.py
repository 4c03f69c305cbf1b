# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, datetime

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisit(VisitCommon):
    def test_plan_with_preparation(self):
        """VIS-02: a visit face to face comes with its checklist and its length."""
        visit = self._new_visit(objective="Renew the contract")
        self.assertEqual(visit.team_id, self.store)
        self.assertEqual(visit.planned_end, datetime(2026, 7, 8, 3, 30))
        self.assertEqual(
            visit.check_ids.mapped("name"), self.face.item_ids.mapped("name")
        )
        self.assertFalse(visit.name)

    def test_from_start_to_close(self):
        """VIS-02: start, end, form; number and times are kept."""
        visit = self._new_visit()
        visit.action_start({"latitude": 31.23, "longitude": 121.47, "accuracy": 12})
        self.assertEqual(visit.state, "in_progress")
        self.assertRegex(visit.name, r"^VIS/2026/\d{4}$")
        self.assertEqual(visit.start_position, "31.23000, 121.47000 ± 12 m")
        with freeze_time("2026-07-01 02:30:00"):
            visit.action_end()
            self._fill(visit).action_done()
        self.assertEqual(visit.duration, 1.5)
        self.assertFalse(visit.is_time_entered)
        self.assertFalse(visit.is_late)
        self.assertEqual(visit.done_by_id, self.user)

    def test_times_entered_by_hand_show(self):
        """VIS-03: times are the basis of assessment, so entered ones are marked."""
        visit = self._new_made_visit(start="2026-06-30 02:00:00")
        self.assertTrue(visit.is_time_entered)

    def test_late_form(self):
        """VIS-03: a form closed after it was due counts as late."""
        visit = self._new_visit()
        visit.action_start()
        visit.action_end()
        with freeze_time("2026-07-02 01:00:01"):
            self._fill(visit).action_done()
        self.assertTrue(visit.is_late)

    def test_next_date_becomes_a_visit(self):
        """VIS-12: the next visit is planned at the same time of day, agreed, once."""
        visit = self._new_visit()
        visit.action_start()
        self._fill(visit, next_date="2026-07-15").action_done()
        following = visit.next_visit_ids
        self.assertEqual(following.planned_start, datetime(2026, 7, 15, 2))
        self.assertTrue(following.is_agreed)
        self.assertEqual(following.objective, "Bring samples")
        visit._reopen("Other day")
        visit.next_date = date(2026, 7, 16)
        visit.action_done()
        self.assertEqual(visit.next_visit_ids, following)
        self.assertEqual(following.planned_start, datetime(2026, 7, 16, 2))

    def test_next_visit_beside_an_agreed_one_is_a_proposal(self):
        """VIS-12: what is agreed already stays."""
        self._new_visit(planned_start="2026-07-15 02:00:00", is_agreed=True)
        visit = self._new_visit()
        visit.action_start()
        self._fill(visit, next_date="2026-07-15").action_done()
        self.assertFalse(visit.next_visit_ids.is_agreed)

    def test_customer_is_the_company(self):
        """VIS-01: a contact chosen as the customer is the person met."""
        person = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id}
        )
        visit = self._new_visit(partner_id=person.id)
        self.assertEqual(visit.partner_id, self.customer)
        self.assertEqual(visit.contact_ids, person)

    def test_cancel_with_a_reason(self):
        """VIS-02: a visit that does not take place says why."""
        visit = self._new_visit()
        wizard = (
            self.env["crm.visit.cancel"]
            .with_user(self.user)
            .create(
                {
                    "visit_ids": [Command.set(visit.ids)],
                    "reason_id": self.env.ref(
                        "crm_visits.crm_visit_cancel_reason_customer"
                    ).id,
                    "note": "Stocktaking",
                }
            )
        )
        wizard.action_confirm()
        self.assertEqual(visit.state, "cancelled")
        self.assertEqual(visit.cancel_note, "Stocktaking")
        with self.assertRaises(UserError):
            visit.action_start()

    def test_made_visits_are_history(self):
        visit = self._new_made_visit()
        with self.assertRaisesRegex(UserError, "history"):
            visit.with_user(self.manager).unlink()
        self._new_visit().with_user(self.manager).unlink()

    def test_next_visit_that_was_moved_stays(self):
        """VIS-12: a form closed again leaves what was agreed since then alone."""
        visit = self._new_visit()
        visit.action_start()
        self._fill(visit, next_date="2026-07-15").action_done()
        following = visit.next_visit_ids
        following.planned_start = "2026-07-20 02:00:00"
        visit._reopen("One word")
        with freeze_time("2026-07-02 02:00:00"):
            visit.action_done()
        self.assertEqual(following.planned_start, datetime(2026, 7, 20, 2))

    def test_end_pressed_days_later(self):
        """VIS-03: who presses End later has no more time for the form."""
        visit = self._new_visit(planned_start="2026-07-01 02:00:00")
        visit.action_start()
        # midnight in Shanghai, and 24 hours for the form
        self.assertEqual(visit.report_deadline, datetime(2026, 7, 2, 16))
        with freeze_time("2026-07-04 02:00:00"):
            visit.action_end()
            self.assertEqual(visit.report_deadline, datetime(2026, 7, 2, 16))
            self._fill(visit).action_done()
        self.assertTrue(visit.is_late)

    def test_form_without_end_is_late_too(self):
        """VIS-03: closing without End does not pass by the clock."""
        visit = self._new_visit(planned_start=False)
        visit.action_start()
        with freeze_time("2026-07-04 02:00:00"):
            self._fill(visit).action_done()
        self.assertTrue(visit.is_late)

    def test_a_new_person_met(self):
        """VIS-01: a representative adds whom he met, without creating customers."""
        visit = self._new_visit()
        values = {"visit_id": visit.id, "name": "Mr Wu", "function": "Purchasing"}
        people = self.env["crm.visit.person"]
        people.with_user(self.user).create(values).action_confirm()
        self.assertEqual(visit.contact_ids.parent_id, self.customer)
        self.assertEqual(visit.contact_ids.function, "Purchasing")
        with self.assertRaises(AccessError):
            people.with_user(self.colleague).create(values).action_confirm()

    def test_made_visits_are_not_cancelled(self):
        """VIS-03: a form that was sent back does not leave the figures."""
        visit = self._new_made_visit()
        visit._reopen("One word")
        reason = self.env.ref("crm_visits.crm_visit_cancel_reason_other")
        with self.assertRaisesRegex(UserError, "took place"):
            visit._cancel(reason, "No more")

    def test_agreed_visits_need_a_representative(self):
        """VIS-02: nobody's visit takes nobody's time."""
        visit = self._new_visit(self.officer, user_id=False, is_agreed=True)
        self.assertFalse(visit.is_busy)
        self._new_visit(is_agreed=True)
        with self.assertRaisesRegex(UserError, "representative"):
            visit.action_agree()

    # -- bad input ---------------------------------------------------------------------

    def test_no_plan_in_the_past(self):
        """VIS-02: earlier today passes, yesterday not."""
        self._new_visit(planned_start="2026-06-30 16:30:00")
        with self.assertRaisesRegex(ValidationError, "which is over"):
            self._new_visit(planned_start="2026-06-30 15:30:00")

    @mute_logger("odoo.sql_db")
    def test_end_before_start(self):
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self._new_visit(planned_end="2026-07-08 01:00:00")
        visit = self._new_visit()
        visit.action_start()
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            visit.date_end = "2026-06-30 01:00:00"
            visit.flush_recordset()

    def test_archived_customer(self):
        visit = self._new_visit()
        self.customer.active = False
        with self.assertRaisesRegex(UserError, "archived"):
            visit.action_start()
        with self.assertRaisesRegex(ValidationError, "archived"):
            self._new_visit()

    # -- who sees what -----------------------------------------------------------------

    def test_a_colleague_sees_nothing(self):
        """VIS-01: own visits, those of the team one leads, or all."""
        visit = self._new_made_visit()
        for reader in (self.user, self.leader, self.officer, self.auditor):
            self.assertEqual(visit.with_user(reader).summary, "Trial order agreed")
        for stranger in (self.colleague, self.employee):
            with self.assertRaises(AccessError):
                visit.with_user(stranger).read(["summary"])
        with self.assertRaises(AccessError):
            visit.with_user(self.auditor)._reopen("No")
        self.assertFalse(
            self.env["crm.visit"].with_user(self.colleague).search_count([])
        )

    def test_companions_take_part(self):
        visit = self._new_visit(companion_ids=[Command.set(self.colleague.ids)])
        visit.with_user(self.colleague).action_start()
        self.assertEqual(visit.user_id, self.user)
