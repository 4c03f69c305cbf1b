# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

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

    def test_won_together(self):
        """ALC-03 many won at once: no more statements a lead, each with its own name"""
        customers = self.env["res.partner"].union(
            *(self._new_customer(f"Customer {number}", self.user) for number in "AB")
        )
        leads = self.env["crm.lead"].create(
            [
                {
                    "name": f"For {customer.name}",
                    "type": "opportunity",
                    "partner_id": customer.id,
                    "company_id": self.company.id,
                }
                for customer in customers
            ]
        )
        ledger = type(self.env["crm.ownership"])
        with patch.object(
            ledger,
            "_set_each_developed",
            autospec=True,
            side_effect=ledger._set_each_developed,
        ) as developed:
            leads.write({"description": "No step"})
            developed.assert_not_called()
            leads.action_set_won()
            developed.assert_called_once()
        for customer in customers:
            line = customer._get_open_ownership(self.company)
            self.assertEqual(
                line.development_evidence, f"Opportunity For {customer.name}"
            )
