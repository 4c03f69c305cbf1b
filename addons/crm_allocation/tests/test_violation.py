# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command

from .common import NOW
from .discipline_common import DisciplineCommon


@freeze_time(NOW)
class TestViolation(DisciplineCommon):
    def _confirm(self, violation):
        violation.with_user(self.manager).action_confirm()
        return violation

    def test_steps(self):
        """ALC-10 the first 7, the second 15, the third and later 30 days"""
        for number, days, last in (
            (1, 7, date(2026, 7, 7)),
            (2, 15, date(2026, 7, 15)),
            (3, 30, date(2026, 7, 30)),
            (4, 30, date(2026, 7, 30)),
        ):
            violation = self._confirm(self._new_violation())
            self.assertEqual(violation.number, number)
            self.assertEqual(violation.suspension_days, days)
            self.assertEqual(violation.suspension_ids.date_to, last)
            self.assertEqual(violation.suspension_ids.state, "active")

    def test_documents(self):
        """ALC-10 who decides opens what was uploaded before the violation was stated"""
        document = (
            self.env["ir.attachment"]
            .with_user(self.officer)
            .create({"name": "swap.txt", "raw": b"Signed by both"})
        )
        self._new_violation(attachment_ids=[Command.link(document.id)])
        self.assertEqual(document.with_user(self.manager).raw, b"Signed by both")
        self.assertFalse(document.with_user(self.colleague).has_access("read"))

    def test_other_person(self):
        """ALC-10 everybody's violations are counted by themselves"""
        self._confirm(self._new_violation())
        other = self._confirm(self._new_violation(user_id=self.colleague.id))
        self.assertEqual(other.number, 1)

    def test_dismissed(self):
        """ALC-10 only punished violations count"""
        violation = self._new_violation()
        self._reason(violation.with_user(self.manager), "dismiss", "Not so")
        self.assertEqual(violation.state, "dismissed")
        self.assertFalse(violation.suspension_ids)
        self.assertEqual(self._confirm(self._new_violation()).number, 1)

    def test_look_back(self):
        """ALC-10 with the setting, old violations are not counted any more"""
        with freeze_time("2026-01-31 02:00:00"):
            self._confirm(self._new_violation(date="2026-01-31"))
        self.assertEqual(self._confirm(self._new_violation()).number, 2)
        self.company.allocation_violation_months = 3
        later = self._confirm(self._new_violation())
        self.assertEqual(later.number, 2)
        self.assertEqual(later.counted_since, date(2026, 4, 1))

    def test_revoke(self):
        """ALC-10 revoked: the suspension ends, the next one counts anew"""
        violation = self._confirm(self._new_violation())
        self._reason(violation.with_user(self.manager), "revoke", "Mistaken identity")
        self.assertEqual(violation.suspension_ids.state, "revoked")
        self.assertEqual(self._confirm(self._new_violation()).number, 1)

    def test_grave(self):
        """ALC-10 grave: who is named in the settings is told, nothing more"""
        violation = self._new_violation(
            rule_id=self.env.ref("crm_allocation.crm_allocation_violation_rule_data").id
        )
        self.assertTrue(violation.is_grave)
        self.company.allocation_hr_user_ids = self.employee
        self._confirm(violation)
        activity = self.env["mail.activity"].search(
            [("user_id", "=", self.employee.id)]
        )
        self.assertIn(self.user.name, activity.summary)
        self.assertTrue(self.user.active)

    def test_two_managers(self):
        """ALC-10 two managers decide the same: the second is told"""
        second = self._new_user("alloc_manager_2", "crm_policy.group_manager")
        violation = self._new_violation()
        self._confirm(violation)
        with self.assertRaisesRegex(UserError, "Confirmed"):
            violation.with_user(second).action_confirm()

    def test_who_states(self):
        """ALC-10 leaders of their people and officers of all, nobody of themselves"""
        violation = self._new_violation(self.leader)
        self.assertEqual(violation.state, "proposed")
        for user in (self.colleague, self.user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._new_violation(user)
        with self.assertRaises(AccessError):
            self._new_violation(user_id=self.officer.id)
        with self.assertRaises(AccessError):
            violation.with_user(self.leader).action_confirm()
        with self.assertRaises(AccessError):
            violation.with_user(self.officer).action_confirm()
        self.assertTrue(violation.with_user(self.user).has_access("read"))
        self.assertFalse(violation.with_user(self.colleague).has_access("read"))

    def test_future(self):
        """ALC-10 what has not happened is no violation"""
        with self.assertRaisesRegex(ValidationError, "has happened"):
            self._new_violation(date="2026-07-02")

    def test_kept(self):
        """ALC-10 what was decided is kept as it was"""
        violation = self._confirm(self._new_violation())
        with self.assertRaisesRegex(UserError, "is decided"):
            violation.with_user(self.officer).write({"evidence": "Nothing"})
        with self.assertRaisesRegex(UserError, "is kept"):
            violation.with_user(self.manager).unlink()
