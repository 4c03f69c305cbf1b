# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..engine import duplicates_sql
from .common import NOW
from .registration_common import RegistrationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDuplicateGroups(RegistrationCommon):
    """Duplicates over all customers, and their merge."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.groups = cls.env["crm.allocation.duplicate"]
        cls.first = cls._new_customer(
            "Wuxi Gears Co., Ltd.", cls.user, vat="91WUXI", email="a@wuxi.example"
        )
        cls.second = cls._new_customer(
            "WUXI GEARS", cls.colleague, vat="91-WUXI", email="a@wuxi.example"
        )

    def _find(self):
        self.groups._cron_find()
        return self.groups.search([("partner_ids", "in", self.first.ids)])

    def test_found(self):
        """ALC-01 by each key, with owners"""
        groups = self._find()
        self.assertEqual(set(groups.mapped("kind")), {"vat", "name", "email", "domain"})
        for group in groups:
            self.assertEqual(group.partner_ids, self.first | self.second)
            self.assertEqual(group.owner_count, 2)
        self.assertIn("Wuxi Gears Co., Ltd.: alloc_user", groups[0].owner_note)

    def test_again(self):
        """ALC-01 found again: the same list; what was decided stays decided"""
        groups = self._find().with_user(self.officer)
        name = groups.filtered(lambda group: group.kind == "name")
        with self.assertRaisesRegex(UserError, "Say why"):
            name.action_different()
        name.reason = "Two firms"
        name.action_different()
        self.assertEqual(self._find(), groups)
        self.assertEqual(name.state, "different")
        # a third one: to be looked at again
        third = self._new_customer("Wuxi Gears")
        self._find()
        self.assertEqual(name.state, "open")
        self.assertEqual(name.customer_count, 3)
        self.assertIn(third, name.partner_ids)
        (third | self.second).active = False
        self.assertFalse(self._find().exists())

    def test_apart(self):
        """ALC-01 people, colleagues and customers of different companies stay apart"""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        self.first.company_id = self.company
        self.second.write({"user_id": False, "company_id": other.id})
        self.assertFalse(self._find())
        self.second.company_id = False
        groups = self._find()
        self.assertEqual(groups.company_id, self.company)

    def test_own_company(self):
        """ALC-01 our own companies are no customers"""
        self.second.active = False
        own = self.env["res.company"].create({"name": "Wuxi Gears", "vat": "91WUXI"})
        self.assertEqual(own.partner_id.policy_vat_key, self.first.policy_vat_key)
        self.assertFalse(self._find())

    def test_contact(self):
        """ALC-01 a customer and its own contact are one"""
        self.env["res.partner"].create(
            {
                "name": "Li Wei",
                "parent_id": self.first.id,
                "email": "li@wuxi-west.example",
                "phone": "+8651061234567",
            }
        )
        self.first.write({"email": "li@wuxi-west.example", "phone": "+8651061234567"})
        self.assertEqual(set(self._find().mapped("kind")), {"vat", "name"})

    def test_shared_domain(self):
        """ALC-01 customers of one mail provider are no group"""
        (self.first | self.second).email = "gears@qq.com"
        self.assertNotIn("domain", self._find().mapped("kind"))

    def test_constant_queries(self):
        """ALC-01 as many statements for many customers as for few"""
        self.env["res.partner"].create(
            [
                {"name": f"Same {number // 2}", "is_company": True}
                for number in range(60)
            ]
        )
        self.env.flush_all()
        with self.assertQueryCount(6 * len(duplicates_sql.COLUMNS)):
            self.groups._cron_find()

    def test_rights(self):
        """ALC-01 officers look at duplicates, salespeople do not"""
        group = self._find()[0]
        with self.assertRaises(AccessError):
            group.with_user(self.user).read(["value"])
        with self.assertRaises(AccessError):
            group.with_user(self.auditor).action_merge()
        with self.assertRaises(AccessError):
            self.groups.with_user(self.user).action_find()
        self.groups.with_user(self.officer).action_find()

    def test_closed(self):
        """ALC-01 what was decided, and by whom, is not edited, also not over RPC"""
        group = self._find()[0].with_user(self.officer)
        for vals in (
            {"state": "different"},
            {"decided_by_id": self.manager.id},
            {"reason": "Two firms", "partner_ids": [Command.clear()]},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                group.write(vals)
        group.write({"reason": "Two firms"})
        group.action_different()
        self.assertEqual(
            (group.state, group.decided_by_id), ("different", self.officer)
        )

    def _merge(self, user, **values):
        group = self._find()[0].with_user(user)
        action = group.action_merge()
        wizard = Form(
            self.env[action["res_model"]]
            .with_user(user)
            .with_context(**action["context"])
        )
        wizard.dst_partner_id = self.first
        for name, value in values.items():
            wizard[name] = value
        wizard.save().action_merge()

    def test_merged(self):
        """ALC-01 who stays keeps the owner; history stays, the director is told"""
        self._merge(self.officer)
        self.assertFalse(self.second.exists())
        self.assertEqual(self.first.user_id, self.user)
        closed = self.first.ownership_ids.filtered("date_to")
        self.assertEqual(closed.user_id, self.colleague)
        self.assertEqual(closed.end_source, "merge")
        activity = self.first.activity_ids
        self.assertEqual(activity.user_id, self.manager)
        self.assertIn("two owners", activity.summary)
        self.assertFalse(self._find())

    def test_merged_by_choice(self):
        """ALC-01 the director chooses who keeps it; others cannot"""
        line = self.second.ownership_ids
        with self.assertRaises(AccessError):
            self._merge(self.officer, allocation_kept_line_id=line)
        self.ledger._set_developed(self.second, self.company, "Order 42")
        self._merge(self.manager, allocation_kept_line_id=line)
        self.assertEqual(self.first.user_id, self.colleague)
        opened = self.first.ownership_ids.filtered(lambda line: not line.date_to)
        self.assertEqual(len(opened), 1)
        self.assertEqual(opened.development_evidence, "Order 42")
