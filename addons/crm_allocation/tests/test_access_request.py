# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from .access_common import AccessCommon
from .common import NOW


@freeze_time(NOW)
class TestAccessRequest(AccessCommon):
    def _new_request(self, user=None, wanted="Foreign Valves", **values):
        """A draft, as the web client makes it."""
        requests = self.env["crm.allocation.access"].with_user(user or self.user)
        request = requests.create(
            {"reason": "The customer called", "wanted": wanted, **values}
        )
        request.action_find()
        return request

    def _ask(self, **values):
        request = self._new_request(**values)
        request.action_ask()
        return request

    def _close(self, request, user, step, reason):
        wizard = self.env["crm.allocation.access.close"].with_user(user)
        action = getattr(request.with_user(user), f"action_{step}")()
        wizard = wizard.with_context(**action["context"]).create({"reason": reason})
        wizard.action_confirm()

    def _reads(self, user, customer):
        return self._as(user).browse(customer.id).has_access("read")

    def test_chain(self):
        """ALC-15 leader, then director; each with time; then the customer opens"""
        request = self._ask()
        self.assertRegex(request.name, r"^ACC/2026/\d+$")
        self.assertEqual(request.approver_ids, self.leader)
        self.assertTrue(request.sudo().activity_ids.user_id == self.leader)
        self.assertFalse(self._reads(self.user, self.foreign))
        with freeze_time("2026-07-01 02:00:00"):
            request.with_user(self.leader).action_approve()
        self.assertEqual(request.state, "asked")
        self.assertIn(self.manager, request.approver_ids)
        self.assertFalse(self._reads(self.user, self.foreign))
        with freeze_time("2026-07-01 03:00:00"):
            request.with_user(self.manager).action_approve()
        self.assertEqual(request.state, "granted")
        self.assertFalse(request.sudo().activity_ids)
        self.assertEqual(
            request.sudo().approval_ids.mapped(
                lambda step: (step.decided_by_id, step.decided_on)
            ),
            [
                (self.leader, fields.Datetime.to_datetime("2026-07-01 02:00:00")),
                (self.manager, fields.Datetime.to_datetime("2026-07-01 03:00:00")),
            ],
        )
        with freeze_time("2026-07-01 03:00:01"):
            self.assertTrue(self._reads(self.user, self.foreign))
            self.assertFalse(self._reads(self.colleague, self.foreign))
            self.assertTrue(request.is_running)
        action = request.action_open_customers()
        self.assertEqual(action["res_id"], self.foreign.id)

    def test_owner_is_told(self):
        """ALC-15 the owner hears who reads the customer, unless the company does not
        want it"""
        notified = self._get_notified(self.stranger)
        request = self._ask()
        request.with_user(self.leader).action_approve()
        request.with_user(self.manager).action_approve()
        self.assertEqual(self._get_notified(self.stranger), notified + 1)
        told = self.env["mail.message"].search(
            [("notified_partner_ids", "in", self.stranger.partner_id.ids)], limit=1
        )
        until = self.company._format_allocation_time(request.date_until)
        self.assertIn(f"until {until}.", told.body)
        self.company.allocation_access_tell_owner = False
        request = self._ask(wanted="expired@valves.example")
        request.with_user(self.leader).action_approve()
        request.with_user(self.manager).action_approve()
        self.assertEqual(self._get_notified(self.stranger), notified + 1)

    def _get_notified(self, user):
        return self.env["mail.notification"].search_count(
            [("res_partner_id", "=", user.partner_id.id)]
        )

    def test_masked(self):
        """ALC-15 who asks sees a masked name; who decides, and who was let in, the
        whole one"""
        request = self._ask()
        self.assertEqual(request.line_ids.customer_name, "F*** V***")
        line = request.line_ids.with_user(self.leader)
        self.assertEqual(line.customer_name, "Foreign Valves")
        with self.assertRaises(AccessError):
            request.line_ids.read(["partner_id"])
        with self.assertRaises(AccessError):
            self.env["crm.allocation.access.line"].with_user(self.user).search(
                [("partner_id.phone", "like", "6123")]
            )
        request.with_user(self.leader).action_approve()
        request.with_user(self.manager).action_approve()
        self.env.invalidate_all()
        self.assertEqual(request.line_ids.customer_name, "Foreign Valves")

    def test_find(self):
        """ALC-15 found by the whole name, phone, e-mail or tax number only"""
        self.foreign.vat = "91310000123456789X"
        self.foreign.phone = "+86 21 5555 0001"
        for wanted in (
            "foreign valves",
            "+862155550001",
            "buyer@foreign.example",
            "9131 0000 1234 5678 9X",
        ):
            with self.subTest(wanted=wanted):
                request = self._new_request(wanted=wanted)
                self.assertEqual(request.sudo().line_ids.partner_id, self.foreign)
                self.assertFalse(request.wanted)
        for wanted in ("Foreign", "valves.example", "5555"):
            with self.subTest(wanted=wanted), self.assertRaises(UserError):
                self._new_request(wanted=wanted)
        with self.assertRaises(UserError):
            self._new_request(wanted="Own Valves")

    def test_open_request(self):
        """ALC-15 one click from a masked hit makes the draft"""
        requests = self.env["crm.allocation.access"].with_user(self.user)
        action = requests._open_request(
            self.pooled.with_user(self.user) | self.waiting.child_ids
        )
        request = requests.browse(action["res_id"])
        self.assertEqual(request.sudo().line_ids.partner_id, self.pooled | self.waiting)
        with self.assertRaises(UserError):
            request.action_ask()
        request.reason = "Met at a fair"
        request.line_ids[0].unlink()
        request.action_ask()
        with self.assertRaises(UserError):
            request.line_ids.unlink()

    def test_from_hits(self):
        """ALC-15 asked from a blocked registration, or from the pool"""
        registration = (
            self.env["crm.allocation.registration"]
            .with_user(self.user)
            .create({"customer_name": "Foreign Valves"})
        )
        requests = self.env["crm.allocation.access"].with_user(self.user)
        action = registration.action_ask_access()
        request = requests.browse(action["res_id"])
        self.assertEqual(request.sudo().line_ids.partner_id, self.foreign)
        rows = self.env["crm.allocation.pool.customer"].with_user(self.user)
        rows = rows.search([("pool_id", "=", self.pool.id)])
        request = requests.browse(rows.action_ask_access()["res_id"])
        self.assertEqual(request.sudo().line_ids.partner_id, self.pooled)
        self.assertEqual(request.line_ids.customer_name, "P*** V***")

    def test_refused_and_revoked(self):
        """ALC-15 refused with a reason; revoked at once; given back"""
        request = self._ask()
        self._close(request, self.leader, "refuse", "Ask the owner")
        self.assertEqual(
            (request.state, request.close_reason), ("refused", "Ask the owner")
        )
        with self.assertRaises(UserError):
            request.with_user(self.leader).action_approve()
        request = self._ask()
        request.with_user(self.leader).action_approve()
        request.with_user(self.manager).action_approve()
        self.assertTrue(self._reads(self.user, self.foreign))
        with self.assertRaises(AccessError):
            self._close(request, self.colleague, "revoke", "Envy")
        with self.assertRaises(AccessError):
            self._close(request, self.officer, "revoke", "Not mine to say")
        self._close(request, self.manager, "revoke", "Project ended")
        self.assertFalse(self._reads(self.user, self.foreign))
        request = self._ask()
        request.with_user(self.leader).action_approve()
        request.with_user(self.manager).action_approve()
        self._close(request, self.user, "revoke", "Done")
        self.assertFalse(self._reads(self.user, self.foreign))
        with self.assertRaises(UserError):
            request.with_user(self.leader)._revoke("   ")

    def test_withdrawn(self):
        """ALC-15 who asks withdraws what waits; there is nothing to revoke yet"""
        request = self._ask()
        own = request.with_user(self.user)
        self.assertTrue(own.may_revoke)
        self.assertFalse(request.with_user(self.officer).may_revoke)
        with self.assertRaises(AccessError):
            self._close(request, self.officer, "withdraw", "Not mine to say")
        with self.assertRaises(UserError):
            self._close(request, self.user, "revoke", "Too early")
        self._close(request, self.user, "withdraw", "Found it myself")
        self.assertEqual(
            (request.state, request.close_reason), ("withdrawn", "Found it myself")
        )
        self.assertFalse(request.approver_ids)
        granted = self._ask()
        granted.with_user(self.leader).action_approve()
        granted.with_user(self.manager).action_approve()
        with self.assertRaises(UserError):
            self._close(granted, self.user, "withdraw", "Too late")

    def test_who_decides(self):
        """ALC-15 only who is asked decides, and nobody for oneself"""
        request = self._ask()
        for user in (self.user, self.colleague, self.officer, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                request.with_user(user).action_approve()
        with self.assertRaises(AccessError):
            request.with_user(self.auditor).action_approve()
        # a leader's own request goes straight to the director
        request = self._ask(user=self.leader)
        self.assertEqual(
            request.sudo().approval_ids.mapped("state"), ["skipped", "waiting"]
        )
        self.assertIn(self.manager, request.approver_ids)
        self.assertNotIn(self.leader, request.approver_ids)

    def test_not_by_editing(self):
        """ALC-15 nobody grants anything over RPC"""
        requests = self.env["crm.allocation.access"].with_user(self.user)
        request = requests.create(
            {
                "reason": "Me first",
                "state": "granted",
                "user_id": self.stranger.id,
                "approver_ids": [Command.set(self.user.ids)],
            }
        )
        self.assertEqual((request.state, request.user_id), ("draft", self.user))
        self.assertFalse(request.approver_ids)
        for values in (
            {"state": "granted"},
            {"approver_ids": [Command.link(self.user.id)]},
            {"user_id": self.colleague.id},
        ):
            with self.assertRaises(UserError):
                request.write(values)
        with self.assertRaises(AccessError):
            requests.env["crm.allocation.access.line"].create(
                {"access_id": request.id, "partner_id": self.foreign.id}
            )
        with self.assertRaises(AccessError):
            requests.env["crm.allocation.access.approval"].create(
                {"access_id": request.id, "name": "Boss", "state": "approved"}
            )
        sent = self._ask()
        with self.assertRaises(UserError):
            sent.date_until = fields.Datetime.now() + timedelta(days=1)
        with self.assertRaises(UserError):
            sent.unlink()
        request.unlink()
        with self.assertRaises(AccessError):
            self._ask().with_user(self.colleague).read(["reason"])

    def test_length(self):
        """ALC-15 for at most so many days, from before until after"""
        self.assertEqual(
            self._new_request().date_until,
            fields.Datetime.now() + timedelta(days=7),
        )
        with self.assertRaises(ValidationError):
            self._new_request(date_until=fields.Datetime.now() + timedelta(days=8))
        self.company.allocation_access_days = 30
        self._new_request(date_until=fields.Datetime.now() + timedelta(days=30))
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._new_request(date_until=NOW)

    def test_expired(self):
        """ALC-15 the job tidies and tells; who asked too late is not let in"""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.user.lang = "zh_CN"
        request = self._ask()
        late = self._ask(wanted="Pooled Valves")
        request.with_user(self.leader).action_approve()
        request.with_user(self.manager).action_approve()
        late.with_user(self.leader).action_approve()
        with freeze_time("2026-07-08 01:00:00"):
            self.assertFalse(request.is_running)
            self.assertFalse(self._reads(self.user, self.foreign))
            with self.assertRaises(UserError):
                late.with_user(self.manager).action_approve()
            with self.enter_registry_test_mode():
                self.env.ref(
                    "crm_allocation.ir_cron_access_expire"
                ).method_direct_trigger()
            self.env.invalidate_all()
            self.assertEqual(request.state, "expired")
            self.assertEqual(request.close_reason, "期限已过。")
            self.assertEqual(late.state, "expired")
            self.assertFalse(late.sudo().activity_ids)

    def test_expire_one_bad(self):
        """ALC-15 one request that cannot be closed does not stop the others"""
        bad = self._ask()
        good = self._ask(wanted="Pooled Valves")
        close = type(bad)._close
        reason = "Locked"

        def refuse(requests, *args):
            if requests == bad:
                raise UserError(reason)
            return close(requests, *args)

        with (
            freeze_time("2026-07-08 01:00:00"),
            patch.object(type(bad), "_close", refuse),
            self.assertLogs("odoo.addons.crm_allocation.stepping", "WARNING"),
            self.enter_registry_test_mode(),
        ):
            self.env.ref("crm_allocation.ir_cron_access_expire").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(bad.state, "asked")
        self.assertEqual(good.state, "expired")

    def test_leaver(self):
        """ALC-15 ALC-14 who leaves takes no access along"""
        request = self._ask()
        request.with_user(self.leader).action_approve()
        request.with_user(self.manager).action_approve()
        waiting = self._ask(wanted="Pooled Valves")
        self.user.active = False
        self.assertEqual(request.state, "revoked")
        self.assertEqual(waiting.state, "revoked")

    def test_steps(self):
        """ALC-15 the chain is set by the company, else by all; never empty"""
        steps = self.env["crm.allocation.access.step"]
        steps.search([("company_id", "=", False)]).active = False
        request = self._ask()
        self.assertEqual(request.sudo().approval_ids.mapped("name"), ["Managers"])
        self.assertIn(self.manager, request.approver_ids)
        steps.with_user(self.manager).create(
            {
                "company_id": self.company.id,
                "approver": "user",
                "user_id": self.colleague.id,
            }
        )
        request = self._ask(wanted="Pooled Valves")
        self.assertEqual(request.approver_ids, self.colleague)
        request.with_user(self.colleague).action_approve()
        self.assertEqual(request.state, "granted")
        self.assertEqual(request.granted_by_id, self.colleague)
        with self.assertRaises(AccessError):
            steps.with_user(self.officer).create({"approver": "director"})
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            steps.create({"approver": "user"})

    def test_delegate(self):
        """ALC-15 ALC-06 a delegate decides like the director"""
        self.company.allocation_delegate_ids = self.colleague
        request = self._ask()
        request.with_user(self.leader).action_approve()
        self.assertIn(self.colleague, request.approver_ids)
        request.with_user(self.colleague).action_approve()
        self.assertEqual(request.state, "granted")

    def test_form(self):
        """ALC-15 the form of a draft can be filled by who asks"""
        with Form(self.env["crm.allocation.access"].with_user(self.user)) as form:
            form.reason = "Service call"
            form.wanted = "Waiting Valves"
        request = form.record
        request.action_find()
        self.assertEqual(request.customer_count, 1)
        settings = Form(self.env["res.config.settings"])
        settings.allocation_access_days = 3
        settings.save().execute()
        self.assertEqual(self.company.allocation_access_days, 3)

    def test_running_list(self):
        """ALC-15 managers and auditors see who has access now, and who granted it"""
        for user in (self.manager, self.auditor):
            running = (
                self.env["crm.allocation.access"]
                .with_user(user)
                .search([("is_running", "=", True)])
            )
            self.assertEqual(running.line_ids.partner_id, self.granted)
        own = self.env["crm.allocation.access"].with_user(self.colleague)
        self.assertFalse(own.search([("is_running", "=", True)]))
