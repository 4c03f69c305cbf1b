# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who measures a customer of another salesperson does not look the customer up."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.crm_satisfaction.tests.common import SatisfactionCommon


@tagged("post_install", "-at_install")
class TestMeasuredCustomers(SatisfactionCommon):
    def test_contact_data(self):
        """ALC-15 SAT-09 the object opens; phone and address are for those who may"""
        self.company.allocation_access = "own"
        self.customer.user_id = self.colleague
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.contact.with_user(self.user).read(["email"])
        specification = {"respondent_ids": {"fields": {"email": {}, "phone": {}}}}
        emails = {}
        for user in (self.user, self.officer):
            [row] = self.subject.with_user(user).web_read(specification)
            emails[user] = [person["email"] for person in row["respondent_ids"]]
        self.assertIn("contact@a.example.com", emails[self.officer])
        self.assertNotIn("contact@a.example.com", emails[self.user])
