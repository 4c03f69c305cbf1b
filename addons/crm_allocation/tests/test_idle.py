# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW
from .idle_common import IdleCommon

REVIEW = "odoo.addons.crm_allocation.models.crm_allocation_idle_review"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestIdleRule(IdleCommon):
    def test_default(self):
        """ALC-04 two calendar months, a week's notice, nothing by itself"""
        rule = self.rule
        self.assertEqual((rule.number, rule.unit, rule.notice_days), (2, "month", 7))
        self.assertFalse(rule.is_automatic)
        self.assertTrue(rule.exempts_protected)

    def test_warning_then_proposal(self):
        """ALC-04 warned a week before, proposed on the day, never by itself taken"""
        with freeze_time("2026-08-24 15:00:00"):
            self.assertEqual(self._review()["warned"], 0)
        # 25 August in Shanghai
        with freeze_time("2026-08-24 17:00:00"):
            self.assertEqual(self._review()["warned"], 1)
            idle = self._get_idle()
            self.assertEqual(idle.state, "warned")
            self.assertEqual(str(idle.idle_on), "2026-09-01")
            self.assertEqual(str(idle.due_on), "2026-09-01")
            self.assertEqual(idle.started_on, self.customer.customer_owned_since)
            self.assertFalse(idle.last_action_on)
            activity = self.customer.activity_ids
            self.assertEqual(activity.user_id, self.user)
            self.assertEqual(activity.date_deadline, idle.due_on)
            mail = self.env["mail.mail"].search(
                [("email_to", "ilike", "user@example.com")]
            )
            self.assertEqual(len(mail), 1)
            self.assertIn("Idle Ltd", mail.body_html)
            self.assertEqual(
                self._review(),
                {"warned": 0, "proposed": 0, "withdrawn": 0, "interrupted": False},
            )
        with freeze_time("2026-08-31 15:59:00"):
            self.assertEqual(self._review()["proposed"], 0)
        with freeze_time("2026-08-31 16:01:00"):
            self.assertEqual(self._review()["proposed"], 1)
            self.assertEqual(self._get_idle().state, "proposed")
            self.assertIn(self.manager, self.rule.activity_ids.user_id)
            self._review()
            self.assertEqual(
                len(self.rule.activity_ids), len(self.rule.activity_ids.user_id)
            )
        with freeze_time("2027-08-31 16:01:00"):
            self._review()
            self.assertEqual(self.customer.user_id, self.user)

    def test_late_start(self):
        """ALC-04 who is idle long since is warned first all the same"""
        with freeze_time("2027-01-01 01:00:00"):
            self.assertEqual(self._review()["warned"], 1)
            self.assertEqual(str(self._get_idle().due_on), "2027-01-08")
            self.assertEqual(self._review()["proposed"], 0)

    def test_call(self):
        """ALC-04 a logged call with a contact is an action, a note is not"""
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id}
        )
        with freeze_time("2026-08-01 01:00:00"):
            self.customer.message_post(body="A note")
            self.assertFalse(self.customer.allocation_last_on)
            self.env.invalidate_all()
            self._log_call(contact, self.user)
            self.env.invalidate_all()
            customer = self.customer.with_user(self.user)
            self.assertEqual(str(customer.allocation_last_on), "2026-08-01 01:00:00")
            self.assertEqual(customer.allocation_last_action_id.code, "call")
            self.assertEqual(str(customer.allocation_idle_on), "2026-10-01")
        with freeze_time("2026-09-10 01:00:00"):
            self.env.invalidate_all()
            self.assertEqual(self.customer.allocation_idle_days, 40)
            self.assertEqual(self._review()["warned"], 0)
        with freeze_time("2026-09-24 01:00:00"):
            self._review()
            idle = self._get_idle()
            self.assertEqual(idle.last_action_id.code, "call")
            self.assertEqual(idle.last_model, "mail.message")

    def test_meeting(self):
        """ALC-04 a meeting counts once it is over, unless it was declined"""
        meeting = self._meet(self.customer, self.user, "2026-08-10 02:00:00")
        with freeze_time("2026-08-09 02:00:00"):
            self.env.invalidate_all()
            self.assertFalse(self.customer.allocation_last_on)
        with freeze_time("2026-08-20 02:00:00"):
            self.env.invalidate_all()
            self.assertEqual(self.customer.allocation_last_on, meeting.stop)
            meeting.attendee_ids.filtered(
                lambda guest: guest.partner_id == self.user.partner_id
            ).state = "declined"
            self.env.invalidate_all()
            self.assertFalse(self.customer.allocation_last_on)

    def test_who_acts(self):
        """ALC-04 the owner's actions count, those of others by setting"""
        with freeze_time("2026-08-20 01:00:00"):
            self._log_call(self.customer, self.colleague)
        with freeze_time("2026-08-28 01:00:00"):
            self.env.invalidate_all()
            self.assertFalse(self.customer.allocation_last_on)
            self.assertEqual(self._review()["warned"], 1)
            self.rule.counts_any_person = True
            self.assertEqual(self._review()["withdrawn"], 1)
            self.assertEqual(self._get_idle().withdrawn_because, "action")

    def test_longer_rule(self):
        """ALC-04 a warning that ends because the rule gives more time says so"""
        with freeze_time("2026-08-28 01:00:00"):
            self.assertEqual(self._review()["warned"], 1)
            self.rule.number = 3
            self.assertEqual(self._review()["withdrawn"], 1)
            self.assertEqual(self._get_idle().withdrawn_because, "rule")

    def test_chosen_actions(self):
        """ALC-04 what counts is chosen in the settings"""
        with freeze_time("2026-08-20 01:00:00"):
            self._log_call(self.customer, self.user)
        call = self.env.ref("crm_allocation.crm_allocation_action_call")
        with freeze_time("2026-08-28 01:00:00"):
            self.assertEqual(self._review()["warned"], 0)
            self.company.allocation_action_ids = [Command.unlink(call.id)]
            self.assertEqual(self._review()["warned"], 1)
            self.company.allocation_action_ids = [Command.clear()]
            self.assertEqual(self._review()["withdrawn"], 0)

    def test_action_ends_it(self):
        """ALC-04 an action after the warning or the proposal ends it, and says so"""
        with freeze_time("2026-08-28 01:00:00"):
            self._review()
        with freeze_time("2026-09-05 01:00:00"):
            self._review()
            idle = self._get_idle()
            self.assertEqual(idle.state, "proposed")
            self._log_call(self.customer, self.user)
            self.assertEqual(self._review()["withdrawn"], 1)
            self.assertEqual(idle.state, "withdrawn")
            self.assertEqual(idle.withdrawn_because, "action")
            warnings = self.env.ref("crm_allocation.mail_activity_type_idle")
            self.assertNotIn(warnings, self.customer.activity_ids.activity_type_id)
            self.assertFalse(self.rule.activity_ids)

    def test_former_owner(self):
        """ALC-04 a new owner has the whole time, whatever the former one did"""
        with freeze_time("2026-08-28 01:00:00"):
            self._review()
            self._transfer(self.customer, user_id=self.colleague.id)
            idle = self._get_idle()
            self.assertEqual(
                (idle.state, idle.withdrawn_because), ("withdrawn", "owner")
            )
            self.assertEqual(str(self.customer.allocation_idle_on), "2026-10-28")
            self.assertEqual(self._review()["warned"], 0)

    def test_protected(self):
        """ALC-04 protected customers are left alone, by setting"""
        line = self.customer._get_open_ownership(self.company)
        line.protected_until = "2026-12-31"
        with freeze_time("2026-10-01 01:00:00"):
            self.assertEqual(self._review()["warned"], 0)
            self.assertFalse(self.customer.allocation_idle_on)
            self.rule.exempts_protected = False
            self.assertEqual(self._review()["warned"], 1)

    def test_planned(self):
        """ALC-04 work that is planned exempts, where the setting says so"""
        self._meet(self.customer, self.user, "2026-11-01 01:00:00")
        with freeze_time("2026-10-01 01:00:00"):
            self.rule.exempts_planned = True
            self.assertEqual(self._review()["warned"], 0)
            self.rule.exempts_planned = False
            self.assertEqual(self._review()["warned"], 1)
            self.rule.exempts_planned = True
            self.assertEqual(self._review()["withdrawn"], 1)
            self.assertEqual(self._get_idle().withdrawn_because, "exempt")

    def test_planned_activity(self):
        """ALC-04 an open activity of the owner is planned work, the warning is not"""
        self.rule.exempts_planned = True
        with freeze_time("2026-10-01 01:00:00"):
            self.assertEqual(self._review()["warned"], 1)
            self.assertEqual(self._review()["withdrawn"], 0)
            self.customer.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=self.user.id,
                date_deadline="2026-10-20",
            )
            self.assertEqual(self._review()["withdrawn"], 1)

    def test_exemption(self):
        """ALC-04 exempt up to a day, with reason and approver"""
        exemption = (
            self.env["crm.allocation.exemption"]
            .with_user(self.manager)
            .create(
                {
                    "partner_id": self.customer.id,
                    "date_until": "2026-10-01",
                    "reason": "Buys each spring",
                    "approved_by_id": self.user.id,
                }
            )
        )
        self.assertEqual(exemption.approved_by_id, self.manager)
        with freeze_time("2026-10-01 01:00:00"):
            self.assertEqual(self._review()["warned"], 0)
        with freeze_time("2026-10-02 01:00:00"):
            self.assertEqual(self._review()["warned"], 1)
        with self.assertRaises(AccessError):
            exemption.with_user(self.officer).date_until = "2030-01-01"
        self.assertEqual(exemption.with_user(self.user).reason, "Buys each spring")
        with self.assertRaises(AccessError):
            exemption.with_user(self.colleague).read(["reason"])
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id}
        )
        with self.assertRaises(ValidationError):
            exemption.partner_id = contact

    def test_times_by_class(self):
        """ALC-04 a class has a time of its own; 0 is never"""
        classes = self.env["crm.allocation.class"].search([], limit=2)
        self.rule.line_ids = [
            Command.create({"class_id": classes[0].id, "number": 1}),
            Command.create({"class_id": classes[1].id, "number": 0}),
        ]
        self.customer.allocation_class_id = classes[0]
        never = self._new_customer(
            "Never", self.user, allocation_class_id=classes[1].id
        )
        with freeze_time("2026-07-28 01:00:00"):
            self._review()
            self.assertEqual(str(self._get_idle().idle_on), "2026-08-01")
        with freeze_time("2030-07-28 01:00:00"):
            self._review()
            self.assertFalse(self._get_idle(never))
        with self.assertRaises(ValidationError):
            self.rule.line_ids = [Command.create({"class_id": classes[0].id})]
        with self.assertRaises(ValidationError):
            self.rule.line_ids = [Command.create({"number": 3})]

    def test_units(self):
        """ALC-04 days, weeks or months; the end of a month does not overflow"""
        with freeze_time("2026-12-31 01:00:00"):
            customer = self._new_customer("Winter", self.user)
        for number, unit, idle_on in (
            (2, "month", "2027-02-28"),
            (10, "day", "2027-01-10"),
            (3, "week", "2027-01-21"),
        ):
            with self.subTest(unit=unit), freeze_time("2027-01-02 01:00:00"):
                self.rule.write({"number": number, "unit": unit})
                self.env.invalidate_all()
                self.assertEqual(str(customer.allocation_idle_on), idle_on)

    def test_not_owned(self):
        """ALC-04 customers of the pool, of the company, archived ones are not idle"""
        self._new_pooled()
        self._transfer(self._new_customer("Waiting"))
        self._new_customer("Unmanaged")
        self.customer.active = False
        with freeze_time("2027-01-01 01:00:00"):
            self.assertEqual(self._review()["warned"], 0)

    def test_other_company(self):
        """ALC-04 each company has its own rule and its own customers"""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        rule = self.env["crm.allocation.idle.rule"]._get_for(other)
        self.assertTrue(rule)
        self.assertEqual(
            other.allocation_action_ids, self.company.allocation_action_ids
        )
        with freeze_time("2027-01-01 01:00:00"):
            self.assertEqual(rule._review(commit=False)["warned"], 0)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            rule.copy()

    def test_statements(self):
        """ALC-04 as many statements for fifty customers as for five"""
        counts = []
        self._new_customer("Warm-up", self.user)
        with freeze_time("2027-01-01 01:00:00"):
            self._review()
        for size in (5, 50):
            for number in range(size):
                self._new_customer(f"C{size} {number}", self.user)
            self.env.flush_all()
            self.env.invalidate_all()
            with freeze_time("2027-01-01 01:00:00"):
                before = self.env.cr.sql_log_count
                self.assertEqual(self._review()["warned"], size)
                self.env.flush_all()
                counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2, counts)
