# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import NOW
from .registration_common import RegistrationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestUnregistered(RegistrationCommon):
    """Customers who got a salesperson on their form and were never registered."""

    def _enter(self, user=None, **values):
        partners = self.env["res.partner"].with_user(user or self.user)
        partner = partners.sudo().create(
            {"name": "Entered Ltd", "is_company": True, "user_id": self.user.id}
            | values
        )
        return partner.with_env(self.env).ownership_ids

    def _run(self, hours):
        moment = fields.Datetime.to_datetime(NOW) + timedelta(hours=hours)
        self._run_cron("ir_cron_registration", moment)

    def _messages(self):
        return self.env["mail.message"].search_count(
            [
                ("partner_ids", "in", self.user.partner_id.ids),
                ("subject", "=", "Customers to be registered"),
            ]
        )

    def test_told_then_department(self):
        """ALC-01 ALC-13 told before, after the time it counts for the department"""
        line = self._enter()
        self.assertTrue(line.is_unregistered)
        self.assertEqual(str(line.registration_deadline), "2026-07-02 01:00:00")
        self._run(19)
        self.assertFalse(self._messages())
        self._run(21)
        self._run(22)
        self.assertEqual(self._messages(), 1)
        self.assertEqual(line.attribution, "person")
        self._run(25)
        self.assertEqual(line.attribution, "department")
        self.assertIn("not registered in time", line.attribution_reason)
        self.assertEqual(line.department_from, line.registration_deadline)

    def test_registered(self):
        """ALC-01 registered in time, it stays the salesperson's"""
        line = self._enter()
        action = line.with_user(self.user).action_register()
        form = Form(
            self.registrations.with_user(self.user).with_context(**action["context"])
        )
        self.assertEqual(form.customer_name, "Entered Ltd")
        self.assertEqual(form.partner_id, line.partner_id)
        form.phone = "0512 6123 4567"
        form.contact_name = "Li Wei"
        form.city = "Suzhou"
        form.demand = "Valves"
        form.demand_date = "2026-09-30"
        form.expected_amount = 100
        form.customer_source_id = self.source
        form.industry_id = self.industry
        registration = form.save()
        registration.action_submit()
        self._check(registration)
        self.assertFalse(line.is_unregistered)
        self.assertEqual(line.registration_id, registration)
        self.assertEqual(str(line.protected_until), "2027-01-01")
        self._run(25)
        self.assertEqual(line.attribution, "person")

    def test_not_asked(self):
        """ALC-01 what sales administration or the director enters is entered"""
        for user in (self.officer, self.manager):
            self.assertFalse(self._enter(user).registration_deadline)
        self.assertFalse(
            self._new_customer("Allocated Ltd", self.user).ownership_ids.is_unregistered
        )

    def test_hold(self):
        """ALC-20 found unreported: only the director has it allocated"""
        line = self._enter()
        with self.assertRaises(AccessError):
            line.with_user(self.officer).action_hold()
        line.with_user(self.manager).action_hold()
        self.assertTrue(line.date_to)
        self.assertEqual(line.partner_id.customer_holder, "company")

    def test_constant_queries(self):
        """ALC-01 the deadline costs as many statements for many customers"""
        counts = []
        for number, customers in enumerate((2, 30)):
            for other in range(customers):
                self._enter(name=f"Entered {number} {other}")
            self._run(21)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._run(25)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
        lines = self.ledger.search([("user_id", "=", self.user.id)])
        self.assertEqual(set(lines.mapped("attribution")), {"department"})
