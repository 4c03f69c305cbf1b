# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .automatic_common import AutomaticCommon
from .common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestAssign(AutomaticCommon):
    """The director assigns customers directly."""

    def _open(self, customers, user):
        action = customers.with_user(user).action_assign()
        return (
            self.env["crm.allocation.assign"]
            .with_user(user)
            .with_context(**action["context"])
        )

    def test_assign(self):
        """ALC-06 direct assignment warns, keeps the reason, and counts as a turn"""
        customer = self._new_waiting()
        self.card.is_receiving = False
        with Form(self._open(customer, self.manager)) as form:
            form.user_id = self.user
            self.assertEqual(form.warning, "does not receive")
            form.reason = "Knows the buyer"
            wizard = form.save()
        wizard.action_assign()
        decision = self._get_decisions(customer)
        self.assertEqual(decision.user_id, self.user)
        self.assertEqual(decision.approved_by_id, self.manager)
        self.assertEqual(
            decision.sentence,
            f"{self.manager.name} assigned this customer to {self.user.name}. Reason: "
            f"Knows the buyer. Although {self.user.name}: does not receive",
        )
        line = customer._get_open_ownership(self.company)
        self.assertEqual(line.source, "reassignment")
        self.assertEqual(line.approved_by_id, self.manager)
        self.assertEqual(self.card.turns, 1)

    def test_taken_from_somebody(self):
        """ALC-06 ALC-18 a customer of somebody else: it is said before"""
        customer = self._new_customer("Owned", self.colleague)
        with Form(self._open(customer, self.manager)) as form:
            form.user_id = self.user
            self.assertIn(f"Owned is with {self.colleague.name}", form.owned_warning)
            form.reason = "Conflict"
            form.save().action_assign()
        self.assertEqual(customer.customer_owner_id, self.user)

    def test_protected(self):
        """ALC-03 ALC-06 a protected customer is named, and moves only when ticked"""
        customer = self._new_customer("Owned", self.colleague)
        line = customer._get_open_ownership(self.company)
        line.protected_until = "2026-12-01"
        with Form(self._open(customer, self.manager)) as form:
            form.user_id = self.user
            self.assertIn("Owned (12/01/2026)", form.protected_warning)
            form.reason = "Conflict"
            wizard = form.save()
        with self.assertRaises(UserError):
            wizard.action_assign()
        self.assertEqual(customer.customer_owner_id, self.colleague)
        wizard.is_protection_lifted = True
        wizard.action_assign()
        self.assertEqual(customer.customer_owner_id, self.user)

    def test_already_there(self):
        """ALC-06 who has the customer does not receive it again, and no turn counts"""
        customer = self._new_customer("Owned", self.user)
        wizard = self._open(customer | self._new_waiting(), self.manager).create(
            {"user_id": self.user.id, "reason": "Knows the buyer"}
        )
        with self.assertRaisesRegex(UserError, "has Owned already"):
            wizard.action_assign()
        self.assertFalse(self.card.turns)

    def test_no_reason(self):
        """ALC-06 blanks are no reason"""
        wizard = self._open(self._new_waiting(), self.manager).create(
            {"user_id": self.user.id, "reason": "  "}
        )
        with self.assertRaises(UserError):
            wizard.action_assign()

    def test_who_may(self):
        """ALC-06 an officer assigns only as a delegate"""
        customer = self._new_waiting()
        values = {
            "partner_ids": customer.ids,
            "user_id": self.user.id,
            "reason": "Own customer",
        }
        wizard = self.env["crm.allocation.assign"].with_user(self.officer)
        with self.assertRaises(AccessError):
            wizard.create(values).action_assign()
        self.company.allocation_delegate_ids = self.officer
        wizard.create(values).action_assign()
        self.assertEqual(customer.customer_owner_id, self.user)
