# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged, users
from odoo.tools import mute_logger

from ..models import crm_visit_registration
from .common import NOW
from .intake_common import IntakeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRegistration(IntakeCommon):
    """VIS-08 from the counter to the customer's record."""

    def test_counter(self):
        """VIS-08 the form proposes who, when, whence; it gets number and deadline"""
        form = Form(self.env["crm.visit.registration"].with_user(self.user))
        form.customer_name = "New Valve"
        form.sales_channel_id = self.branch
        registration = form.save()
        self.assertEqual(registration.user_id, self.user)
        self.assertEqual(registration.team_id, self.store)
        self.assertEqual(registration.customer_source_id, self.walk_in)
        self.assertEqual(registration.state, "registered")
        self.assertRegex(registration.name, r"^REG/2026/\d{4}$")
        self.assertEqual(registration.deadline, datetime(2026, 7, 1, 10))

    def test_accountant_is_asked(self):
        """VIS-08 the branch accountant gets the work of the day, due that day"""
        registration = self._new_registration()
        activity = registration.sudo().activity_ids
        self.assertEqual(activity.user_id, self.accountant)
        self.assertEqual(str(activity.date_deadline), "2026-07-01")
        self.store.visit_accountant_ids = False
        registration = self._new_registration()
        self.assertEqual(registration.sudo().activity_ids.user_id, self.leader)

    def test_accountant_records(self):
        """VIS-08 with no more than the user role the accountant makes the record"""
        registration = self._new_registration(vat="91310000MA1K35U7XX")
        as_accountant = registration.with_user(self.accountant)
        as_accountant.action_create_customer()
        customer = registration.partner_id
        self.assertEqual(registration.state, "recorded")
        self.assertTrue(registration.is_new_customer)
        self.assertFalse(registration.is_late)
        self.assertEqual(registration.recorded_by_id, self.accountant)
        self.assertEqual(customer.name, "Suzhou Valve Co., Ltd.")
        self.assertEqual(customer.customer_source_id, self.walk_in)
        self.assertEqual(customer.sales_channel_id, self.branch)
        self.assertEqual(customer.child_ids.name, "Li Wei")
        self.assertEqual(customer.vat, "91310000MA1K35U7XX")
        self.assertFalse(registration.sudo().activity_ids)
        # the role alone does not make customers
        with self.assertRaises(AccessError):
            self.env["res.partner"].with_user(self.accountant).create({"name": "X"})

    def test_person_on_duty_does_not_record(self):
        """VIS-08 who stands at the counter does not make the record"""
        registration = self._new_registration()
        self.assertFalse(registration.may_record)
        with self.assertRaises(AccessError):
            registration.action_create_customer()
        registration.with_user(self.officer).action_create_customer()
        self.assertEqual(registration.state, "recorded")

    def test_who_sees(self):
        """VIS-08 own, leader, accountant of the branch, officers; a colleague not"""
        registration = self._new_registration()
        for user in (self.user, self.leader, self.accountant, self.officer):
            registration.with_user(user).read(["customer_name"])
        registration.with_user(self.auditor).read(["customer_name"])
        found = self.env["crm.visit.registration"].with_user(self.colleague)
        self.assertFalse(found.search([("id", "=", registration.id)]))
        with self.assertRaises(AccessError):
            registration.with_user(self.colleague).read(["customer_name"])
        with self.assertRaises(AccessError):
            registration.with_user(self.auditor).write({"needs": "x"})
        with self.assertRaises(AccessError):
            registration.with_user(self.employee).read(["customer_name"])

    def test_accountant_of_other_branch(self):
        """VIS-08 the accountant of another branch neither sees nor records"""
        other = self._new_user("other_accountant", "crm_policy.group_user")
        self.store.copy({"name": "South", "visit_accountant_ids": other.ids})
        registration = self._new_registration()
        with self.assertRaises(AccessError):
            registration.with_user(other).action_create_customer()

    def test_late(self):
        """VIS-08 a minute before the hour is in time, the hour itself is late"""
        in_time, late = (
            self._new_registration(),
            self._new_registration(
                customer_name="Late Ltd", phone=False, email=False, contact_name=False
            ),
        )
        with freeze_time("2026-07-01 09:59:00"):
            self.assertFalse(late.is_waiting_late)
            in_time.with_user(self.accountant).action_create_customer()
        with freeze_time("2026-07-01 10:00:00"):
            late.invalidate_recordset()
            self.assertTrue(late.is_waiting_late)
            waiting = self.env["crm.visit.registration"].search(
                [("is_waiting_late", "=", True)]
            )
            self.assertEqual(waiting, late)
            late.with_user(self.accountant).action_create_customer()
        self.assertFalse(in_time.is_late)
        self.assertTrue(late.is_late)
        self.assertFalse(late.is_waiting_late)

    def test_after_the_hour(self):
        """VIS-08 who comes after 18:00 counts for the next working day"""
        with freeze_time("2026-07-03 10:00:00"):
            friday = self._new_registration()
        self.assertEqual(friday.deadline, datetime(2026, 7, 6, 10))

    def test_holiday(self):
        """VIS-08 a public holiday is no day to make records"""
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "company_id": self.company.id,
                "calendar_id": self.company.resource_calendar_id.id,
                "date_from": "2026-06-30 16:00:00",
                "date_to": "2026-07-01 15:59:59",
            }
        )
        self.assertEqual(self._new_registration().deadline, datetime(2026, 7, 2, 10))

    def test_branch_in_other_zone(self):
        """VIS-08 the branch's own clock counts, also on a day of clock change"""
        self.store.visit_tz = "Europe/Lisbon"
        # 02:00 in Lisbon
        self.assertEqual(self._new_registration().deadline, datetime(2026, 7, 1, 17))
        self.company.resource_calendar_id = False
        with freeze_time("2026-10-25 12:00:00"):
            self.assertEqual(
                self._new_registration().deadline, datetime(2026, 10, 25, 18)
            )

    def test_setting(self):
        """VIS-08 the hour is a setting; registrations made before keep theirs"""
        before = self._new_registration()
        self.company.visit_registration_hour = 12.5
        after = self._new_registration()
        self.assertEqual(before.deadline, datetime(2026, 7, 1, 10))
        self.assertEqual(after.deadline, datetime(2026, 7, 1, 4, 30))
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            self.company.visit_registration_hour = 25
            self.company.flush_recordset()

    def test_received(self):
        """VIS-08 nobody gains time by a date to come; moving it moves the deadline"""
        registration = self._new_registration()
        with self.assertRaises(UserError), self.cr.savepoint():
            self._new_registration(received_at="2026-07-02 01:00:00")
        registration.received_at = "2026-06-30 03:00:00"
        self.assertEqual(registration.deadline, datetime(2026, 6, 30, 10))
        self.assertTrue(registration.is_waiting_late)

    def test_closed_values(self):
        """VIS-08 number, deadline and state are not for the person to say"""
        registration = self._new_registration(
            state="recorded", name="MINE", deadline="2030-01-01", is_late=False
        )
        self.assertEqual(registration.state, "registered")
        self.assertNotEqual(registration.name, "MINE")
        for vals in ({"deadline": "2030-01-01"}, {"state": "recorded"}):
            with self.assertRaises(UserError):
                registration.with_user(self.officer).write(vals)
        registration.with_user(self.officer).action_create_customer()
        with self.assertRaises(UserError):
            registration.with_user(self.officer).write({"needs": "More"})
        with self.assertRaises(UserError):
            registration.with_user(self.manager).unlink()

    @users("visit_user")
    def test_duplicates_while_typing(self):
        """VIS-08 possible customers show before anything is saved"""
        known = self._new_customer(
            "苏州阀门有限公司", phone="+86 512 6123 4567", country_id=self.china.id
        )
        form = Form(self.env["crm.visit.registration"])
        form.customer_name = "Another Name"
        self.assertFalse(form.duplicate_note)
        form.phone = "051261234567"
        self.assertIn("same phone", form.duplicate_note)
        form.phone = False
        form.customer_name = "苏州阀门（集团）"
        self.assertIn("same name", form.duplicate_note)
        self.assertEqual(form.duplicate_ids[:], known.with_env(self.env))

    def test_known_customer(self):
        """VIS-08 a possibly known customer is chosen or ruled out, not overlooked"""
        known = self._new_customer("Suzhou Valve", email="LI.WEI@suzhou-valve.example")
        first, second, third = (self._new_registration() for _number in range(3))
        as_accountant = first.with_user(self.accountant)
        with self.assertRaisesRegex(UserError, "same e-mail and same name"):
            as_accountant.action_create_customer()
        as_accountant.partner_id = known
        as_accountant.action_link_customer()
        self.assertEqual(first.state, "recorded")
        self.assertFalse(first.is_new_customer)
        second.with_user(self.accountant).partner_id = known
        second.with_user(self.accountant).action_duplicate()
        self.assertEqual(second.state, "duplicate")
        third.with_user(self.accountant).is_checked = True
        third.with_user(self.accountant).action_create_customer()
        self.assertNotEqual(third.partner_id, known)

    def test_archived_customer(self):
        """VIS-08 an archived customer is shown, but not linked before it is restored"""
        known = self._new_customer("Suzhou Valve", active=False)
        registration = self._new_registration().with_user(self.accountant)
        self.assertIn("(archived)", registration.duplicate_note)
        registration.partner_id = known
        with self.assertRaisesRegex(UserError, "archived"):
            registration.action_link_customer()

    def test_other_company(self):
        """VIS-08 other companies' customers are not revealed; numbers are own"""
        other = self.env["res.company"].create({"name": "Other"})
        self._new_customer("Suzhou Valve", company_id=other.id)
        registration = self._new_registration()
        self.assertFalse(registration.duplicate_note)
        self.env.user.company_ids = [Command.link(other.id)]
        theirs = (
            self.env["crm.visit.registration"]
            .with_context(allowed_company_ids=[other.id])
            .create({"customer_name": "Theirs", "company_id": other.id})
        )
        self.assertEqual(theirs.name, "REG/2026/0001")
        with self.assertRaises(AccessError):
            theirs.with_user(self.officer).read(["name"])

    def test_merged_customer(self):
        """VIS-08 merging contacts keeps the registration with the one that stays"""
        registration = self._new_registration().with_user(self.officer)
        registration.action_create_customer()
        stays = self._new_customer("Stays")
        self.env["base.partner.merge.automatic.wizard"]._merge(
            [registration.partner_id.id, stays.id], stays
        )
        self.assertEqual(registration.partner_id, stays.with_env(registration.env))

    def test_cancel(self):
        """VIS-08 a registration of which nothing comes is cancelled with a reason"""
        registration = self._new_registration()
        action = registration.action_cancel()
        self.env["crm.policy.reason"].with_user(self.user).with_context(
            **action["context"]
        ).create({"reason": "Asked for the way"}).action_confirm()
        self.assertEqual(registration.state, "cancelled")
        self.assertEqual(registration.closing_note, "Asked for the way")
        self.assertFalse(registration.sudo().activity_ids)
        with self.assertRaises(UserError):
            registration.with_user(self.officer).action_create_customer()

    def test_reminder(self):
        """VIS-08 the accountant is reminded once, shortly before the hour"""
        registration = self._new_registration()
        cron = self.env.ref("crm_visits.ir_cron_remind_registrations")
        notices = self.env["mail.message"]
        domain = [
            ("message_type", "=", "user_notification"),
            ("notified_partner_ids", "in", self.accountant.partner_id.ids),
            ("subject", "=", "New customers wait for their record"),
        ]
        for moment, count in (("08:59", 0), ("09:00", 1), ("09:15", 1)):
            with (
                freeze_time(f"2026-07-01 {moment}:00"),
                self.enter_registry_test_mode(),
            ):
                cron.method_direct_trigger()
            self.assertEqual(notices.search_count(domain), count, moment)
        registration.invalidate_recordset()
        self.assertTrue(registration.is_reminded)

    def test_nobody_records(self):
        """VIS-08 a branch without people: managers are asked; no manager: later"""
        self.store.write({"visit_accountant_ids": [Command.clear()], "user_id": False})
        self.manager.active = False
        lonely = self._new_registration()
        managers = lonely._get_deciding_managers()
        managers.active = False
        self.assertFalse(lonely._get_recorders())
        lonely.sudo()._remind()
        self.assertFalse(lonely.is_reminded)
        self.manager.active = True
        self.assertEqual(lonely._get_recorders(), self.manager)
        lonely.sudo()._remind()
        self.assertTrue(lonely.is_reminded)
        asked = self._new_registration(phone="0512 6123 9999")
        self.assertEqual(asked.sudo().activity_ids.user_id, self.manager)

    def test_reminder_stops_in_time(self):
        """VIS-08 when the time of the scheduled action is over, the rest waits"""
        registrations = self._new_registration()
        registrations |= self._new_registration(phone="0512 6123 9999")
        self.patch(crm_visit_registration, "REMIND_BATCH", 1)
        calls = []

        def commit(model, processed=0, *, remaining=None):
            calls.append(processed)
            return 0.0 if processed else 60.0

        self.patch(type(self.env["ir.cron"]), "_commit_progress", commit)
        with freeze_time("2026-07-01 09:00:00"):
            self.env["crm.visit.registration"]._cron_remind()
        self.assertEqual(calls, [0, 1])
        self.assertEqual(sorted(registrations.mapped("is_reminded")), [False, True])

    def test_scan(self):
        """VIS-08 who reads the registration opens its scan; a colleague does not"""
        scan = (
            self.env["ir.attachment"]
            .with_user(self.user)
            .create({"name": "form.png", "raw": b"scan"})
        )
        self._new_registration(scan_ids=[Command.link(scan.id)])
        self.assertEqual(scan.with_user(self.accountant).raw, b"scan")
        with self.assertRaises(AccessError):
            scan.with_user(self.colleague).read(["raw"])

    def test_bulk(self):
        """VIS-08 duplicates of a list are looked up together"""
        records = self.env["crm.visit.registration"]
        for number in range(30):
            records |= self._new_registration(phone=f"0512 6123 4{number:03}")
        records.flush_recordset()
        records[:1].with_user(self.officer).mapped("duplicate_note")
        counts = []
        for size in (5, 30):
            self.env.invalidate_all()
            part = records[:size].with_user(self.officer)
            part.mapped("name")
            before = self.cr.sql_log_count
            part.mapped("duplicate_note")
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_print(self):
        """VIS-04 VIS-08 blank forms as many as asked, and the filled one"""
        reports = self.env["ir.actions.report"].with_user(self.user)
        order = (
            self.env["crm.visit.registration.print"]
            .with_user(self.user)
            .create({"copies": 3, "team_id": self.store.id})
        )
        html = reports._render_qweb_html(
            "crm_visits.report_registration_blank", order.ids
        )[0].decode()
        self.assertEqual(html.count("New-Customer Registration Form"), 3)
        self.assertIn("18:00", html)
        # empty boxes to write in
        self.assertEqual(html.count('<td colspan="3"></td>'), 9)
        registration = self._new_registration(needs="阀门 <b>500</b>")
        html = reports._render_qweb_html(
            "crm_visits.report_registration", registration.ids
        )[0].decode()
        for text in (registration.name, "2026-07-01 09:00", "阀门 &lt;b&gt;500", "☑"):
            self.assertIn(text, html)
        self.assertEqual(fields.Datetime.now(), registration.received_at)

    def test_daily(self):
        """VIS-18 who walked in stands in the daily dynamics, by source"""
        self._new_registration(needs="500 valves")
        self._new_registration(customer_name="Nobody")._cancel("Asked for the way")
        self.env.flush_all()
        domain = [("kind", "=", "walk_in"), ("company_id", "=", self.company.id)]
        daily = self.env["crm.visit.daily"].with_user(self.officer).search(domain)
        self.assertEqual((daily.walk_ins, daily.source_id), (1, self.walk_in))
        self.assertEqual(str(daily.date), "2026-07-01")
