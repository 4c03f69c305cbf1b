# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

from odoo.tests import TransactionCase

from odoo.addons.crm_policy.demo.story import Story

MOMENT = datetime(2026, 3, 2, 1, 0)


class TestStory(TransactionCase):
    def test_messages_of_the_moment(self):
        """What demo data writes to a customer is of the time that is told of."""
        customer = self.env["res.partner"].create({"name": "Told"})
        with Story(self.env, self.env.company).at(MOMENT):
            then = customer.message_post(body="Then")
        later = customer.message_post(body="Later")
        self.assertEqual(then.date, MOMENT)
        self.assertGreater(later.date, MOMENT)
