# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.registration_common import RegistrationCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 01:00:00")
class TestWonDevelopment(RegistrationCommon):
    def test_won(self):
        """ALC-03 an opportunity won in time keeps the customer"""
        line = self._new_registered().sudo().ownership_id
        lead = self.env["crm.lead"].create(
            {
                "name": "500 ball valves",
                "type": "opportunity",
                "partner_id": line.partner_id.id,
                "company_id": self.company.id,
            }
        )
        lead.expected_revenue = 450000
        self.assertFalse(line.developed_on)
        lead.action_set_won()
        self.assertEqual(str(line.developed_on), "2026-07-01")
        self.assertIn("500 ball valves", line.development_evidence)
