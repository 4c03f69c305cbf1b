# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.crm_visits.tests.common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestTicketVisit(VisitCommon):
    """A channel can require that tickets are talked about."""

    def test_required_content(self):
        """The visit is not closed before it is filled in"""
        content = self.env.ref("crm_policy_example.crm_visit_content_ticket_talk")
        self.face.required_content_ids = [Command.link(content.id)]
        visit = self._new_visit()
        visit.action_start()
        visit.action_end()
        self._fill(visit)
        self.assertEqual(visit.missing_contents, "Tickets Talked About")
        with self.assertRaises(UserError):
            visit.action_done()
        visit.ticket_talk = "Both are settled"
        self.assertFalse(visit.missing_contents)
        visit.action_done()
        self.assertEqual(visit.state, "done")
