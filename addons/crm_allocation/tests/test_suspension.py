# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, datetime
from types import SimpleNamespace

import psycopg2
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from .common import NOW
from .discipline_common import DisciplineCommon


@freeze_time(NOW)
class TestSuspension(DisciplineCommon):
    def _new_suspension(self, user=None, **values):
        return (
            self.env["crm.allocation.suspension"]
            .with_user(user or self.officer)
            .create(
                {
                    "user_id": self.user.id,
                    "kind": "days",
                    "days": 7,
                    "reason": "By hand",
                    **values,
                }
            )
        )

    def _in_force(self, **values):
        suspension = self._new_suspension(**values)
        suspension.with_user(self.manager).action_confirm()
        return suspension

    def test_days(self):
        """ALC-10 seven days: today and six more, in the company's time zone"""
        suspension = self._new_suspension()
        self.assertEqual(suspension.state, "proposed")
        self.assertIn(self.manager, suspension.activity_ids.user_id)
        self.assertEqual(self.card.standing, "free")
        suspension.with_user(self.manager).action_confirm()
        self.assertEqual(suspension.date_from, date(2026, 7, 1))
        self.assertEqual(suspension.date_to, date(2026, 7, 7))
        self.assertEqual(suspension.cause, "manual")
        self.card.invalidate_recordset()
        self.assertEqual(self.card.suspended_until, date(2026, 7, 7))
        code, until = self.card._get_suspension_exclusions(datetime(2026, 7, 1, 2))[
            self.card
        ]
        self.assertEqual(code, "suspended")
        self.assertEqual(until, datetime(2026, 7, 7, 16))
        self.assertIn(self.card, self.members.search([("standing", "in", ["days"])]))

    def test_served(self):
        """ALC-10 over when the last day is, and closed by the job"""
        suspension = self._in_force()
        with freeze_time("2026-07-07 15:59:00"):
            self.env["crm.allocation.suspension"]._cron_serve()
            self.assertEqual(suspension.state, "active")
        with freeze_time("2026-07-07 16:00:00"):
            suspension.invalidate_recordset()
            self.assertFalse(suspension.is_in_force)
            self.assertFalse(
                self.card._get_suspension_exclusions(datetime(2026, 7, 7, 16))
            )
            self.env["crm.allocation.suspension"]._cron_serve()
        self.assertEqual(suspension.state, "served")

    def test_turns(self):
        """ALC-07 ALC-09 each turn is consumed and logged, the oldest first"""
        first = self._in_force(kind="turns", turns=1)
        second = self._in_force(kind="turns", turns=2)
        self.assertEqual(self.card._get_turns_to_skip(), {self.card: 3})
        customer = self._new_customer("To the next")
        self.card._take_suspended_turns(customer, customer)
        self.assertEqual((first.turns_left, first.state), (0, "served"))
        self.assertEqual(first.turn_ids.partner_id, customer)
        self.assertEqual(first.turn_ids.origin_id, customer.id)
        self.card._take_suspended_turns()
        self.card._take_suspended_turns()
        self.assertEqual((second.turns_left, second.state), (0, "served"))
        self.assertFalse(self.card._get_turns_to_skip())
        self.card._take_suspended_turns()
        self.assertEqual(len((first | second).turn_ids), 3)

    def test_no_hotline(self):
        """ALC-09 who is banned takes no hotline calls, but receives customers"""
        self._in_force(user_id=self.agent.id, kind="duty", days=0, months=1)
        hotline = SimpleNamespace(is_hotline=True)
        with self.assertRaisesRegex(UserError, "until 07/31/2026"):
            self.agent_card._check_intake_duty(hotline)
        self.agent_card._check_intake_duty(SimpleNamespace(is_hotline=False))
        self.card._check_intake_duty(hotline)
        self.assertEqual(self.agent_card.standing, "free")
        with freeze_time("2026-07-31 16:00:00"):
            self.agent_card._check_intake_duty(hotline)

    def test_revoke(self):
        """ALC-10 revoked with who and why; what is over cannot be revoked"""
        suspension = self._in_force()
        with self.assertRaises(AccessError):
            self._reason(suspension.with_user(self.officer), "revoke")
        self._reason(suspension.with_user(self.manager), "revoke", "An error")
        self.assertEqual(suspension.state, "revoked")
        self.assertEqual(suspension.decided_by_id, self.manager)
        self.assertEqual(suspension.decision_reason, "An error")
        self.card.invalidate_recordset()
        self.assertEqual(self.card.standing, "free")
        with self.assertRaisesRegex(UserError, "Revoked"):
            self._reason(suspension.with_user(self.manager), "revoke")

    def test_rights(self):
        """ALC-10 people read their own, leaders their team's; nobody decides alone"""
        suspension = self._new_suspension()
        self.assertTrue(suspension.with_user(self.user).has_access("read"))
        self.assertTrue(suspension.with_user(self.leader).has_access("read"))
        self.assertFalse(suspension.with_user(self.colleague).has_access("read"))
        self.assertTrue(suspension.with_user(self.auditor).has_access("read"))
        with self.assertRaises(AccessError):
            self._new_suspension(self.user)
        with self.assertRaises(AccessError):
            suspension.with_user(self.officer).action_confirm()
        own = self._new_suspension(user_id=self.manager.id)
        with self.assertRaisesRegex(AccessError, "yourself"):
            own.with_user(self.manager).action_confirm()
        with self.assertRaisesRegex(UserError, "by its buttons"):
            suspension.with_user(self.manager).write({"turns_left": 0})

    def test_decided_stays(self):
        """ALC-10 what was decided is not rewritten"""
        suspension = self._new_suspension()
        suspension.write({"days": 3})
        suspension.with_user(self.manager).action_confirm()
        with self.assertRaisesRegex(UserError, "is decided"):
            suspension.with_user(self.manager).write({"days": 1})

    @mute_logger("odoo.sql_db")
    def test_once(self):
        """ALC-07 the same origin suspends once, the database sees to it"""
        vals = {
            "user_id": self.user.id,
            "company_id": self.company.id,
            "kind": "turns",
            "turns": 1,
            "cause": "missed",
            "reason": "Missed",
            "origin_model": "res.partner",
            "origin_id": self.user.partner_id.id,
        }
        suspensions = self.env["crm.allocation.suspension"]
        self.assertTrue(suspensions._impose([{**vals, "is_immediate": True}]))
        self.assertFalse(suspensions._impose([{**vals, "is_immediate": True}]))
        with self.assertRaises(psycopg2.errors.UniqueViolation):
            suspensions.create(vals)

    def test_my_card(self):
        """ALC-09 everybody opens the own card, and sees why"""
        self._in_force()
        card = self.members.with_user(self.user)
        action = card.action_my_card()
        own = card.browse(action["res_id"])
        self.assertEqual(own, self.card)
        self.assertEqual(own.standing, "days")
        self.assertEqual(own.suspension_ids.reason, "By hand")
        with self.assertRaises(AccessError):
            self.agent_card.with_user(self.user).read(["standing"])
