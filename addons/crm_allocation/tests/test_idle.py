# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged
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


@tagged("post_install", "-at_install")
@freeze_time("2026-09-10 01:00:00")
class TestIdleDecision(IdleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.second = cls._new_customer("Second Ltd", cls.user)
            cls._transfer(cls.customer)
            cls._transfer(cls.customer, user_id=cls.user.id)
        with freeze_time("2026-08-28 01:00:00"):
            cls._review()
        with freeze_time("2026-09-10 01:00:00"):
            cls._review()
        cls.idles = cls._get_idle() | cls._get_idle(cls.second)

    def _decide(self, outcome, user=None, idles=None, **values):
        idles = (idles or self.idles).with_user(user or self.manager)
        action = getattr(
            idles,
            {
                "taken": "action_take_back",
                "reassigned": "action_reassign",
                "kept": "action_keep",
            }[outcome],
        )()
        wizard = (
            idles.env[action["res_model"]]
            .with_context(**action["context"])
            .create({"reason": "No contact since spring", **values})
        )
        return wizard.action_confirm()

    def test_exempt_meanwhile(self):
        """ALC-03 ALC-04 protected since the proposal: said, not taken"""
        line = self.customer._get_open_ownership(self.company)
        line.protected_until = "2026-12-01"
        with self.assertRaisesRegex(UserError, self.customer.name):
            self._decide("taken")
        self.assertEqual(self.idles.mapped("state"), ["proposed"] * 2)
        self._decide("taken", idles=self._get_idle(self.second))
        self.assertEqual(self.customer.user_id, self.user)

    def test_history_is_closed(self):
        """ALC-04 what was found and decided is not written from outside"""
        self._decide("taken")
        for name, value in (
            ("decision_reason", "Other"),
            ("pool_id", False),
            ("new_user_id", self.colleague.id),
            ("due_on", "2026-01-01"),
            ("last_action_on", "2026-01-01"),
            ("rule_text", "Other"),
            ("withdrawn_because", "rule"),
        ):
            with self.assertRaises(UserError, msg=name):
                self.idles.with_user(self.manager).write({name: value})

    def test_take_back(self):
        """ALC-04 the director takes a selection back into the pool"""
        self.assertEqual(self.idles.mapped("state"), ["proposed"] * 2)
        self._decide("taken")
        self.assertEqual(self.idles.mapped("state"), ["taken"] * 2)
        self.assertEqual(self.customer.customer_pool_id, self.pool)
        self.assertFalse(self.customer.user_id)
        line = self.customer._get_open_ownership(self.company)
        self.assertEqual((line.source, line.approved_by_id), ("idle", self.manager))
        self.assertEqual(line.reason, "No contact since spring")
        self.assertEqual(
            (line.origin_model, line.origin_id),
            ("crm.allocation.idle", self._get_idle().id),
        )
        # the former owner waits like everybody who had it
        row = self.env["crm.allocation.pool.customer"].browse(line.ids)
        self.assertFalse(self._claim(row)[0])

    def test_reassign(self):
        """ALC-04 the director gives an idle customer to somebody else"""
        self._decide("reassigned", user_id=self.colleague.id, idles=self._get_idle())
        self.assertEqual(self.customer.user_id, self.colleague)
        self.assertEqual(self._get_idle().new_user_id, self.colleague)
        self.assertEqual(self.customer.activity_ids.user_id, self.colleague)
        self.assertEqual(self._get_idle(self.second).state, "proposed")

    def test_keep(self):
        """ALC-04 left with the owner until a day: exempt so long, with the reason"""
        with self.assertRaises(ValidationError):
            self._decide("kept")
        with self.assertRaises(UserError):
            self._decide("kept", date_until="2026-09-09")
        self._decide("kept", date_until="2026-12-31")
        self.assertEqual(self.idles.mapped("state"), ["kept"] * 2)
        exemption = self.env["crm.allocation.exemption"].search(
            [("partner_id", "=", self.customer.id)]
        )
        self.assertEqual(exemption.approved_by_id, self.manager)
        self.assertEqual(self._review()["warned"], 0)
        with freeze_time("2027-01-01 01:00:00"):
            self.assertEqual(self._review()["warned"], 2)

    def test_who_decides(self):
        """ALC-04 only the director and delegates decide"""
        for person in (self.user, self.leader, self.officer, self.auditor):
            with self.subTest(login=person.login), self.assertRaises(AccessError):
                self._decide("taken", person)
        self.company.allocation_delegate_ids = [Command.set(self.leader.ids)]
        self._decide("taken", self.leader)
        self.assertEqual(self.idles.decided_by_id, self.leader)

    def test_second_manager(self):
        """ALC-04 the second of two managers is told who decided what"""
        second = self._new_user("alloc_second", "crm_policy.group_manager")
        self._decide("kept", date_until="2026-12-31")
        with self.assertRaisesRegex(UserError, "has decided already: Left with"):
            self._decide("taken", second, idles=self._get_idle())
        self.assertEqual(self.customer.user_id, self.user)

    def test_not_by_editing(self):
        """ALC-04 nobody decides by writing, nor makes proposals by hand"""
        with self.assertRaises(UserError):
            self.idles.with_user(self.manager).write({"state": "taken"})
        with self.assertRaises(AccessError):
            self.env["crm.allocation.idle"].with_user(self.manager).create(
                {"partner_id": self.customer.id}
            )

    def test_who_reads(self):
        """ALC-04 the owner and the leader of the team see it, colleagues do not"""
        idle = self._get_idle()
        for person in (self.user, self.leader, self.officer, self.auditor):
            with self.subTest(login=person.login):
                self.assertEqual(idle.with_user(person).state, "proposed")
        for person in (self.colleague, self.employee):
            with self.subTest(login=person.login), self.assertRaises(AccessError):
                idle.with_user(person).read(["state"])

    def test_automatic(self):
        """ALC-04 taken back without asking only where the administrator says so"""
        self.rule.is_automatic = True
        self._review()
        self.assertEqual(self.idles.mapped("state"), ["taken"] * 2)
        self.assertEqual(self.customer.customer_pool_id, self.pool)
        self.assertFalse(self.rule.activity_ids)

    def test_look_now(self):
        """ALC-04 the manager looks without waiting for the night"""
        with self.assertRaises(AccessError):
            self.rule.with_user(self.officer).action_review_now()
        action = self.rule.with_user(self.manager).action_review_now()
        self.assertIn("Owners warned: 0", action["params"]["message"])

    def test_cron(self):
        """ALC-04 the job reviews all companies, and twice does nothing twice"""
        cron = self.env.ref("crm_allocation.ir_cron_idle")
        with freeze_time("2026-12-10 01:00:00"):
            third = self._new_customer("Third Ltd", self.user)
        with freeze_time("2027-03-10 01:00:00"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
            cron.method_direct_trigger()
        idles = self.env["crm.allocation.idle"].search([("partner_id", "=", third.id)])
        self.assertEqual(len(idles), 1)

    def test_interrupted(self):
        """ALC-04 where the time is over the rule is not done: it is called again"""
        self._new_customer("Fourth Ltd", self.user)
        progress = patch.object(
            type(self.env["ir.cron"]), "_commit_progress", return_value=0
        )
        with (
            freeze_time("2027-03-10 01:00:00"),
            patch(f"{REVIEW}.BATCH", 1),
            progress as committed,
        ):
            self.env["crm.allocation.idle.rule"]._cron_review()
            self.assertEqual([call.args for call in committed.mock_calls], [(), (0,)])

    def test_lock_of_each_batch(self):
        """ALC-04 another node that has taken over in between goes on alone"""
        self._new_customer("Fourth Ltd", self.user)
        rules = type(self.rule)
        with (
            freeze_time("2027-03-10 01:00:00"),
            patch(f"{REVIEW}.BATCH", 1),
            patch.object(
                rules,
                "try_lock_for_update",
                side_effect=[self.rule, self.rule.browse()],
            ),
        ):
            self.assertEqual(
                self._review(),
                {"warned": 1, "proposed": 0, "withdrawn": 0, "interrupted": False},
            )

    def test_deactivated(self):
        """ALC-04 customers of who has left are proposed too, without a letter"""
        user = new_test_user(
            self.env,
            "alloc_gone",
            groups="crm_policy.group_user",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        with freeze_time(NOW):
            customer = self._new_customer("Left behind", user)
        user.active = False
        self._review()
        self.assertEqual(self._get_idle(customer).state, "warned")
