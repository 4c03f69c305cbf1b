# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ComplaintCommon


@tagged("post_install", "-at_install")
class TestConfidential(ComplaintCommon):
    """A leak is seen by named people only (CMP-10)."""

    def test_named_people_only(self):
        """CMP-10 who reports it and whom the settings name see it, managers do not"""
        self.company.complaint_confidant_ids = self.officer
        leak = self._new_complaint(kind="leak", unit_id=self.service.id)
        self.assertTrue(leak.is_confidential)
        self.assertEqual(leak.confidant_ids, self.user | self.officer)
        self.assertTrue(leak.with_user(self.officer).name)
        for user in (self.manager, self.head, self.auditor):
            complaints = self.env["crm.complaint"].with_user(user)
            self.assertFalse(complaints.search([("id", "=", leak.id)]), user.login)
            with self.assertRaises(AccessError):
                leak.with_user(user).read(["name"])
            with self.assertRaises(AccessError):
                leak.event_ids.with_user(user).read(["kind"])

    def test_report_tells_named_people_only(self):
        """CMP-10 reporting a leak wakes nobody who may not see it"""
        leak = self._new_complaint(kind="leak", severity="grave")
        with self.assertRaisesRegex(UserError, "nobody to report"):
            leak.action_report()
        leak.confidant_ids = [Command.link(self.officer.id)]
        leak.action_report()
        self.assertEqual(leak.sudo().activity_ids.user_id, self.officer)
