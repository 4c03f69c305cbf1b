# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW
from .handover_common import HandoverCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestHandoverAccess(HandoverCommon):
    """Who hands over, to whom, and what becomes of the leaver's access (ALC-14)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls._new_customers(4)

    def test_roles_end_and_come_back(self):
        """ALC-14: only the roles of the policies end, and undoing gives them back."""
        salesman = self.env.ref("sales_team.group_sale_salesman")
        self.user.group_ids = [Command.link(salesman.id)]
        handover = self._run(self._new_handover(access="roles"))
        self.assertTrue(self.user.active)
        self.assertFalse(self.user.has_group("crm_policy.group_user"))
        self.assertTrue(self.user.has_group("sales_team.group_sale_salesman"))
        handover.action_undo()
        self.assertTrue(self.user.has_group("crm_policy.group_user"))
        self.assertFalse(self.user.has_group("crm_allocation.group_own_customers"))

    def test_access_comes_back(self):
        """ALC-14, ALC-15: undoing gives back the access that the hand-over ended"""
        now = fields.Datetime.now()
        requests = self.env["crm.allocation.access"].create(
            [
                {
                    "user_id": self.user.id,
                    "reason": "Trade fair",
                    "state": state,
                    "date_from": now,
                    "date_until": fields.Datetime.add(now, days=2),
                }
                for state in ("granted", "revoked")
            ]
        )
        handover = self._run(self._new_handover(access="roles"))
        self.assertEqual(requests.mapped("state"), ["revoked", "revoked"])
        handover.action_undo()
        self.assertEqual(requests.mapped("state"), ["granted", "revoked"])

    def test_roles_end_and_customers_close(self):
        """ALC-14, ALC-15: who loses the roles reads no customer of others."""
        foreign = self._new_customer("Foreign", self.leader)
        for leaver in (self.user, self.officer):
            with self.subTest(leaver=leaver.login):
                leaver.group_ids = [Command.link(self.env.ref("base.group_user").id)]
                own = self._new_customer("Own", leaver)
                self._run(self._new_handover(leaver, access="roles"))
                self.env.flush_all()
                self.env.invalidate_all()
                closed = (foreign | own).with_user(leaver)
                self.assertFalse(closed._filtered_access("read"))
        # an accountant reads on
        everything = (foreign | own).with_user(self.employee)
        self.assertEqual(everything._filtered_access("read"), everything)

    def test_people(self):
        """ALC-14: neither oneself, nor people who have left, nor nobody."""
        with self.assertRaises(ValidationError):
            self._new_handover(successors=self.user)
        with self.assertRaises(UserError):
            self._new_handover(successor_ids=[]).action_prepare()
        handover = self._new_handover(self.leader, self.colleague)
        handover.action_prepare()
        self.colleague.active = False
        with self.assertRaisesRegex(UserError, "not active"):
            handover.action_hand_over()
        self.assertEqual(handover.state, "prepared")

    def test_nobody_locks_out(self):
        """ALC-14: not oneself, and no administrator without being one."""
        own = self._new_handover(self.manager)
        own.action_prepare()
        with self.assertRaisesRegex(UserError, "own access"):
            own.action_hand_over()
        admin = self._new_user("alloc_admin", "base.group_system")
        handover = self._new_handover(admin)
        handover.action_prepare()
        with self.assertRaisesRegex(UserError, "administrator"):
            handover.action_hand_over()
        handover.access = "keep"
        handover.action_hand_over()
        self.assertTrue(admin.active)

    def test_rights(self):
        """ALC-14: the director or a delegate; successors read what they get."""
        handover = self._new_handover(successors=self.colleague)
        for user in (self.officer, self.user, self.auditor):
            with self.assertRaises(AccessError):
                handover.with_user(user).action_prepare()
            with self.assertRaises(AccessError):
                handover.with_user(user).create(
                    {"from_user_id": self.leader.id, "reason": "No"}
                )
        self.assertTrue(handover.with_user(self.colleague).name)
        with self.assertRaises(AccessError):
            handover.with_user(self.leader).read(["name"])
        successor = handover.with_user(self.colleague)
        views = successor.get_views([(False, "list"), (False, "form")])["views"]
        for view in views.values():
            self.assertIn('create="0"', view["arch"])
            self.assertNotIn("action_undo", view["arch"])
        self.company.allocation_delegate_ids = self.leader
        delegated = handover.with_user(self.leader)
        delegated.action_prepare()
        delegated.action_hand_over()
        self.assertEqual(handover.decided_by_id, self.leader)
        self.assertNotIn('create="0"', delegated.get_view(view_type="list")["arch"])
        self.assertIn("action_undo", delegated.get_view(view_type="form")["arch"])
        with self.assertRaises(UserError):
            delegated.customer_ids[:1].write({"user_id": self.officer.id})
        with self.assertRaises(UserError):
            delegated.write({"state": "draft"})

    def test_whose_work(self):
        """ALC-14: successors read the work that they get, the person all of it."""
        no_customer = self.env["res.partner"].create({"name": "Carrier"})
        first, second, rest = (
            partner.activity_schedule(
                "mail.mail_activity_data_call", user_id=self.user.id
            )
            for partner in (self.customers[0], self.customers[2], no_customer)
        )
        handover = self._new_handover(method="single")
        handover.action_prepare()
        for one in handover.customer_ids:
            one.user_id = (
                self.leader if one.partner_id == self.customers[2] else self.colleague
            )
        handover.access = "keep"
        for when in ("planned", "moved"):
            own = {
                user: self.env["crm.allocation.handover.item"]
                .with_user(user)
                .search([("handover_id", "=", handover.id)])
                for user in (self.colleague, self.leader, self.user)
            }
            ids = {
                user: set(
                    items.filtered(lambda one: one.part == "activity").mapped("res_id")
                )
                for user, items in own.items()
            }
            with self.subTest(when=when):
                self.assertEqual(ids[self.leader], {second.id})
                self.assertEqual(ids[self.colleague], {first.id, rest.id})
                self.assertEqual(own[self.user], handover.item_ids)
                for user in (self.colleague, self.leader):
                    self.assertEqual(own[user].user_id, user)
                self.assertEqual(
                    handover.with_user(self.user).customer_ids, handover.customer_ids
                )
            if when == "planned":
                handover.action_hand_over()

    def test_person_reads_once_prepared(self):
        """ALC-14: as long as the director considers it, nobody else knows of it."""
        handover = self._new_handover()
        own = self.env["crm.allocation.handover"].with_user(self.user)
        self.assertFalse(own.search([("id", "=", handover.id)]))
        handover.action_prepare()
        self.assertEqual(own.search([("id", "=", handover.id)]), handover)
        self.assertTrue(own.browse(handover.id).part_ids)
        with self.assertRaises(AccessError):
            own.browse(handover.id).write({"reason": "Not me"})

    def test_two_directors(self):
        """ALC-14: the second of two directors is told; one hand-over a person."""
        second = self._new_user("alloc_second", "crm_policy.group_manager")
        handover = self._new_handover()
        handover.action_prepare()
        handover.action_hand_over()
        with self.assertRaisesRegex(UserError, "Handed Over"):
            handover.with_user(second).action_hand_over()
        self._new_handover(self.leader, self.colleague)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._new_handover(self.leader, self.officer)

    def test_deactivated_user_is_seen(self):
        """ALC-14: who is deactivated with customers is to be handed over."""
        # whoever keeps the users need not be a director
        keeper = self._new_user("alloc_keeper", "base.group_erp_manager")
        self.user.with_user(keeper).active = False
        handover = self.env["crm.allocation.handover"].search(
            [("from_user_id", "=", self.user.id)]
        )
        self.assertEqual(handover.state, "draft")
        self.assertIn(self.manager, handover.activity_ids.user_id)
        self._assert_owner(self.customers, self.user)
        self.officer.active = False
        self.assertFalse(handover.search([("from_user_id", "=", self.officer.id)]))
        handover = handover.with_user(self.manager)
        handover.successor_ids = [Command.create({"user_id": self.colleague.id})]
        self._run(handover)
        self._assert_owner(self.customers, self.colleague)
