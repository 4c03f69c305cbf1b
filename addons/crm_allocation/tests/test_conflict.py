# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from psycopg2.errors import NotNullViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW
from .handover_common import HandoverCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestConflict(HandoverCommon):
    """Conflicts about customers, and adjusted portfolios (ALC-18)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Customer A", cls.user)

    def _report(self, user=None, **values):
        return (
            self.env["crm.allocation.conflict"]
            .with_user(user or self.user)
            .create(
                {
                    "partner_id": self.customer.id,
                    "description": "Two of us have quoted",
                    "party_ids": [Command.set(self.colleague.ids)],
                    **values,
                }
            )
        )

    def _reassign(self, customers, user=None, model="res.partner", **values):
        wizard = (
            self.env["crm.allocation.reassign"]
            .with_user(user or self.manager)
            .with_context(active_model=model, active_ids=customers.ids)
            .create({"reason": "Fairer shares", **values})
        )
        wizard.action_confirm()
        return wizard

    def _get_notified(self, record):
        messages = self.env["mail.message"].search(
            [
                ("model", "=", record._name),
                ("res_id", "=", record.id),
                ("message_type", "=", "user_notification"),
            ]
        )
        return messages.notified_partner_ids.user_ids

    def test_reassigned(self):
        """ALC-18: the director re-assigns with the reason; all parties are told."""
        conflict = self._report()
        self.assertTrue(conflict.name.startswith("CON/2026/"))
        self.assertEqual(conflict.owner_id, self.user)
        self.assertIn(self.manager, conflict.sudo().activity_ids.user_id)
        conflict = conflict.with_user(self.manager)
        self._answer(
            conflict.action_reassign(), self.manager, user_id=self.colleague.id
        )
        self.assertEqual(conflict.state, "reassigned")
        self._assert_owner(self.customer, self.colleague)
        line = self.customer._get_open_ownership(self.company)
        self.assertEqual(line.source, "reassignment")
        self.assertEqual(line.origin_id, conflict.id)
        self.assertLessEqual(self.user | self.colleague, self._get_notified(conflict))
        self.assertFalse(conflict.activity_ids)

    def test_kept(self):
        """ALC-18: old customers stay with who serves them; decided once."""
        conflict = self._report().with_user(self.manager)
        second = conflict.action_keep()
        self._answer(conflict.action_keep(), self.manager)
        self.assertEqual(conflict.state, "kept")
        self._assert_owner(self.customer, self.user)
        with self.assertRaisesRegex(UserError, "Owner Kept"):
            self._answer(second, self.manager)
        with self.assertRaises(UserError):
            conflict.write({"description": "Something else"})

    def test_rights(self):
        """ALC-18: parties read, only the director or a delegate decides."""
        conflict = self._report()
        self.assertTrue(conflict.with_user(self.colleague).description)
        self.assertTrue(conflict.with_user(self.leader).description)
        stranger = self._new_user("alloc_stranger", "crm_policy.group_user")
        with self.assertRaises(AccessError):
            conflict.with_user(stranger).read(["description"])
        for user in (self.user, self.officer):
            with self.assertRaises(AccessError):
                conflict.with_user(user).action_keep()
        with self.assertRaises(UserError):
            conflict.write({"state": "kept"})
        self._answer(conflict.action_withdraw(), self.user)
        self.assertEqual(conflict.state, "withdrawn")

    def test_reassign_selection(self):
        """ALC-18: a selection to a person, a pool or the company, with the reason."""
        customers = self._new_customers(3)
        wizard = self._reassign(customers, user_id=self.colleague.id)
        self.assertEqual(wizard.customer_count, 3)
        self._assert_owner(customers, self.colleague)
        self.assertEqual(
            set(customers._get_open_ownership(self.company).mapped("reason")),
            {"Fairer shares"},
        )
        self._reassign(customers, holder="pool", pool_id=self.pool.id)
        lines = customers._get_open_ownership(self.company)
        self.assertEqual(lines.pool_id, self.pool)
        self._reassign(customers, holder="company")
        lines = customers._get_open_ownership(self.company)
        self.assertEqual(set(lines.mapped("holder")), {"company"})

    def _protect(self):
        line = self.customer._get_open_ownership(self.company)
        line.protected_until = "2026-12-01"

    def test_protected_are_said(self):
        """ALC-03 ALC-18: protected customers are named, and move only when ticked."""
        self._protect()
        with self.assertRaisesRegex(UserError, "Customer A .12/01/2026."):
            self._reassign(self.customer, user_id=self.colleague.id)
        self._assert_owner(self.customer, self.user)
        wizard = self._reassign(
            self.customer, user_id=self.colleague.id, is_protection_lifted=True
        )
        self._assert_owner(self.customer, self.colleague)
        self.assertFalse(wizard.protected_warning)

    def test_protected_conflict(self):
        """ALC-03 ALC-18: the dialog of a conflict asks about the protection too."""
        self._protect()
        conflict = self._report().with_user(self.manager)
        action = conflict.action_reassign()
        self.assertIn("12/01/2026", action["context"]["default_protected_warning"])
        values = {"user_id": self.colleague.id}
        with self.assertRaises(UserError):
            self._answer(action, self.manager, **values)
        self.assertEqual(conflict.state, "reported")
        with self.assertRaises(UserError):
            self._answer(action, self.manager, is_protection_lifted=True)
        self._answer(action, self.manager, is_protection_lifted=True, **values)
        self._assert_owner(self.customer, self.colleague)

    def test_customer_stays(self):
        """ALC-18: a report cannot be turned to a customer closed to the reporter."""
        conflict = self._report()
        foreign = self._new_customer("Foreign", self.colleague)
        with self.assertRaises(UserError):
            conflict.partner_id = foreign
        self.assertEqual(conflict.partner_id, self.customer)

    def test_dialog_without_records(self):
        """ALC-18: a dialog that nothing is selected for is refused."""
        action = self._report().with_user(self.manager).action_keep()
        action["context"]["default_res_ids"] = []
        with self.assertRaises(NotNullViolation), mute_logger("odoo.sql_db"):
            self._answer(action, self.manager)

    def test_dialog_of_another_step(self):
        """ALC-18: the customer is not re-assigned by the dialog that keeps it."""
        conflict = self._report().with_user(self.manager)
        action = conflict.action_keep()
        action["context"]["default_step"] = "reassigned"
        with self.assertRaisesRegex(UserError, "reassigned of crm.allocation.conflict"):
            self._answer(action, self.manager)
        self.assertEqual(conflict.state, "reported")

    def test_owners_are_told(self):
        """ALC-18: former and new owner get one message each."""
        customers = self._new_customers(3)
        self._reassign(customers, user_id=self.colleague.id)
        told = self.env["mail.message"].search(
            [
                ("message_type", "=", "user_notification"),
                ("body", "like", "Fairer shares"),
            ]
        )
        self.assertEqual(len(told), 2)
        self.assertEqual(
            told.notified_partner_ids, (self.user | self.colleague).partner_id
        )

    def test_reassign_rights_and_refusals(self):
        """ALC-18: not by officers, not to people who have left, with a reason."""
        with self.assertRaises(AccessError):
            self._reassign(self.customer, self.officer, user_id=self.colleague.id)
        with self.assertRaises(UserError):
            self._reassign(self.customer, user_id=False)
        with self.assertRaises(ValidationError):
            self._reassign(self.customer, user_id=self.colleague.id, reason="  ")
        self.colleague.active = False
        with self.assertRaises(UserError):
            self._reassign(self.customer, user_id=self.colleague.id)
        self._assert_owner(self.customer, self.user)

    def test_portfolio(self):
        """ALC-18: who has which customers, with the work that waits there."""
        self.customer.activity_schedule(
            "mail.mail_activity_data_call",
            user_id=self.user.id,
            date_deadline="2026-06-30",
        )
        self.customer._get_open_ownership(self.company).protected_until = "2026-12-01"
        self._new_customers(2, self.colleague)
        self.env.flush_all()
        portfolio = self.env["crm.allocation.portfolio"]
        mine = portfolio.with_user(self.user).search([])
        self.assertEqual(mine.partner_id, self.customer)
        self.assertEqual(
            (mine.protected_count, mine.activity_count, mine.overdue_count), (1, 1, 1)
        )
        theirs = portfolio.with_user(self.leader).search(
            [("user_id", "=", self.colleague.id)]
        )
        self.assertTrue(all(theirs.mapped("idle_on")))
        counts = dict(
            portfolio.with_user(self.leader)._read_group(
                [], ["user_id"], ["customer_count:sum"]
            )
        )
        self.assertEqual(counts, {self.user: 1, self.colleague: 2})
        everything = portfolio.with_user(self.manager).search([])
        customers = everything.partner_id
        self._reassign(
            everything,
            model="crm.allocation.portfolio",
            user_id=self.leader.id,
            is_protection_lifted=True,
        )
        self._assert_owner(customers, self.leader)
        self._let_export(self.auditor)
        content, _kind = (
            self.env["report.crm_allocation.portfolio_xlsx"]
            .with_user(self.auditor)
            .create_xlsx_report([], {})
        )
        self.assertTrue(content.startswith(b"PK"))
