# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_policy.tests.company_common import CompanyCommon


@tagged("post_install", "-at_install")
class TestTicketDigest(CompanyCommon):
    """Tickets closed are a figure of Odoo's digest mail."""

    def test_tickets_closed(self):
        """Those of the reader's company, within the time of the mail"""
        manager = self._new_user("ticket_manager", "crm_policy.group_manager")
        tickets = self.env["crm.example.ticket"].create(
            [
                {"name": "Ask", "partner_id": manager.partner_id.id},
                {"name": "Ask again", "partner_id": manager.partner_id.id},
            ]
        )
        with freeze_time("2026-07-01 01:00:00"):
            tickets[0].action_close()
        digest = self.env["digest.digest"].create({"name": "Policy"})
        digest = digest.with_user(manager).with_context(
            start_datetime=datetime(2026, 6, 15), end_datetime=datetime(2026, 7, 16)
        )
        self.assertEqual(digest.kpi_crm_example_tickets_value, 1)
