# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import NOW
from .idle_common import IdleCommon

REVIEW = "odoo.addons.crm_allocation.models.crm_allocation_idle_review"


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

    def _assert_steps_offered(self, user, *, offered):
        views = self.idles.with_user(user).get_views([(False, "list"), (False, "form")])
        for view in views["views"].values():
            self.assertEqual("action_take_back" in view["arch"], offered)

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
        self.assertEqual(self._get_idle(self.second).state, "proposed")

    def test_reassigned_contact(self):
        """ALC-07 the receiver has a clock; by setting only work to do"""
        clocks = self.env["crm.allocation.contact"]
        self._decide("reassigned", user_id=self.colleague.id, idles=self._get_idle())
        mine = [("user_id", "=", self.colleague.id)]
        self.assertEqual(clocks.search(mine).partner_id, self.customer)
        self.assertFalse(self.customer.activity_ids)
        self.company.allocation_contact_reassigned = False
        idle = self._get_idle(self.second)
        self._decide("reassigned", user_id=self.colleague.id, idles=idle)
        self.assertEqual(clocks.search(mine).partner_id, self.customer)
        self.assertEqual(self.second.activity_ids.user_id, self.colleague)

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
        self._assert_steps_offered(self.leader, offered=False)
        self.company.allocation_delegate_ids = [Command.set(self.leader.ids)]
        self._assert_steps_offered(self.leader, offered=True)
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
