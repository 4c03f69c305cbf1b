# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import TODAY, GradingCommon


@tagged("post_install", "-at_install")
class TestOverride(GradingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Customer", user_id=cls.user.id)
        cls.foreign = cls._new_customer("Of a colleague", user_id=cls.officer.id)
        cls._new_standing(cls.customer, "C", score=60)

    def setUp(self):
        super().setUp()
        clock = freeze_time(TODAY)
        clock.start()
        self.addCleanup(clock.stop)

    def _request(self, user=None, customer=None, **values):
        return (
            self.env["crm.grading.override"]
            .with_user(user or self.user)
            .create(
                {
                    "partner_id": (customer or self.customer).id,
                    "grade_id": self.grades["A"].id,
                    "reason": "Strategic agreement to be signed in August",
                    "valid_until": "2026-09-30",
                    **values,
                }
            )
        )

    def _customer(self):
        self.customer.invalidate_recordset()
        return self.customer

    def test_asked_for_by_wizard(self):
        """GRD-12 reason, author and validity are asked; nothing changes yet."""
        action = self.customer.with_user(self.user).action_override_grade()
        wizard = Form(
            self.env[action["res_model"]]
            .with_user(self.user)
            .with_context(**action["context"])
        )
        wizard.grade_id = self.grades["A"]
        wizard.reason = "Strategic agreement"
        self.assertEqual(wizard.valid_until, date(2026, 9, 30), "the quarter's end")
        opened = wizard.save().action_request()
        override = self.env["crm.grading.override"].browse(opened["res_id"])
        self.assertEqual(override.state, "requested")
        self.assertEqual(override.author_id, self.user)
        self.assertEqual(override.computed_grade_id, self.grades["C"])
        self.assertIn(self.manager, override.activity_ids.user_id)
        self.assertEqual(self._customer().customer_grade_id, self.grades["C"])

    def test_approved_by_a_manager(self):
        """GRD-12 approval makes it count; the computed grade stays visible."""
        override = self._request()
        for user in (self.user, self.officer, self.auditor):
            with self.assertRaises(AccessError):
                override.with_user(user).action_approve()
        override.with_user(self.manager).action_approve()
        customer = self._customer()
        self.assertEqual(customer.customer_grade_id, self.grades["A"])
        self.assertEqual(customer.customer_computed_grade_id, self.grades["C"])
        self.assertEqual(customer.customer_override_id, override.with_env(self.env))
        self.assertEqual(override.approved_by_id, self.manager)
        self.assertFalse(override.activity_ids)

    def test_refused_and_revoked(self):
        """GRD-12 a refusal changes nothing, a revocation restores what was computed."""
        refused = self._request().with_user(self.manager)
        refused.action_refuse()
        self.assertEqual(self._customer().customer_grade_id, self.grades["C"])
        with self.assertRaises(UserError):
            refused.action_approve()
        active = self._request().with_user(self.manager)
        active.action_approve()
        active.action_revoke()
        self.assertEqual(active.state, "revoked")
        self.assertEqual(self._customer().customer_grade_id, self.grades["C"])
        self.assertFalse(self.customer.customer_override_id)

    def test_newer_replaces(self):
        """GRD-12 one override counts at a time; the former is kept as replaced."""
        first = self._request().with_user(self.manager)
        first.action_approve()
        second = self._request(grade_id=self.grades["B"].id).with_user(self.manager)
        second.action_approve()
        self.assertEqual((first.state, second.state), ("replaced", "active"))
        self.assertEqual(self._customer().customer_grade_id, self.grades["B"])

    def test_round_leaves_the_override(self):
        """GRD-12 a round changes the computed grade; the override still decides."""
        override = self._request().with_user(self.manager)
        override.action_approve()
        scheme = self._new_version(appeal_days=0, minimum_coverage=0)
        scheme.action_activate()
        record = self._new_round(scheme_id=scheme.id)
        record.action_compute()
        record.action_submit()
        record.action_approve()
        customer = self._customer()
        self.assertEqual(customer.customer_grade_id, self.grades["A"])
        self.assertEqual(customer.customer_computed_grade_id, self.grades["D"])
        override.action_revoke()
        self.assertEqual(self._customer().customer_grade_id, self.grades["D"])

    def test_own_customers_only(self):
        """GRD-12 a user asks for own customers, an officer for all."""
        with self.assertRaises(AccessError):
            self._request(customer=self.foreign)
        self._request(user=self.officer)
        foreign = self._request(user=self.officer, customer=self.foreign)
        self.assertFalse(foreign.with_user(self.user).has_access("read"))
        self.assertTrue(foreign.with_user(self.auditor).has_access("read"))
        with self.assertRaises(AccessError):
            self._request(user=self.employee)
        with self.assertRaises(AccessError):
            self._request(user=self.auditor)

    def test_grades_from_before_are_imported(self):
        """GRD-12 a list of grades is imported by an officer, approved at once."""
        overrides = self.env["crm.grading.override"].with_user(self.officer)
        names = ["partner_id", "grade_id", "reason", "valid_until"]
        rows = [
            [customer.name, "B", "As graded on paper", "2026-09-30"]
            for customer in self.customer | self.foreign
        ]
        imported = overrides.load(names, rows)
        self.assertFalse(imported["messages"])
        self.assertEqual(self._customer().customer_grade_id, self.grades["C"])
        overrides.browse(imported["ids"]).with_user(self.manager).action_approve()
        for customer in self.customer | self.foreign:
            customer.invalidate_recordset()
            self.assertEqual(customer.customer_grade_id, self.grades["B"])

    def test_decisions_are_not_written_by_hand(self):
        """GRD-12 nobody approves by writing, or claims somebody else asked."""
        created = self._request(
            state="active", author_id=self.manager.id, approved_by_id=self.manager.id
        )
        self.assertEqual((created.state, created.author_id), ("requested", self.user))
        self.assertFalse(created.approved_by_id)
        with self.assertRaises(UserError):
            created.with_user(self.manager).state = "active"
        created.with_user(self.manager).action_approve()
        with self.assertRaises(UserError):
            created.with_user(self.manager).reason = "Another"
        with self.assertRaises(UserError):
            created.with_user(self.manager).unlink()

    def test_validity_must_lie_ahead(self):
        """GRD-12 an override that is over before it begins is refused."""
        with self.assertRaises(ValidationError):
            self._request(valid_until="2026-06-30")

    def test_contact_means_its_company(self):
        """GRD-12 an override asked for on a contact is its company's."""
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id, "user_id": self.user.id}
        )
        self.assertEqual(
            self._request(customer=contact).partner_id.id, self.customer.id
        )
