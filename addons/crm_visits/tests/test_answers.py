# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

from freezegun import freeze_time
from lxml import etree

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestAnswers(VisitCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.email = cls.env.ref("crm_visits.crm_visit_channel_email")
        cls.social = cls.env.ref("crm_visits.crm_visit_channel_social")

    def _made(self, channel):
        visit = self._new_visit(channel_id=channel.id, type_id=False)
        visit.action_start()
        visit.action_end()
        return self._fill(visit)

    def _find(self, filter_name):
        """What the representative sees with a filter of the search view."""
        arch = self.env["crm.visit"].get_view(
            self.env.ref("crm_visits.crm_visit_view_search").id, "search"
        )["arch"]
        node = etree.fromstring(arch).find(f".//filter[@name='{filter_name}']")
        domain = literal_eval(node.get("domain"))
        return self.env["crm.visit"].with_user(self.user).search(domain)

    def test_important_email_is_confirmed(self):
        """VIS-07: until received and read it stands in a list, also when closed."""
        visit = self._made(self.email)
        visit.action_done()
        self.assertEqual(self._find("not_confirmed"), visit)
        visit.action_confirm_receipt()
        self.assertEqual(visit.receipt_confirmed_on, fields.Datetime.to_datetime(NOW))
        self.assertFalse(self._find("not_confirmed"))
        with self.assertRaises(UserError):
            visit.summary = "Closed all the same"

    def test_a_channel_can_require_it(self):
        """VIS-07: a manager lets no e-mail be closed before it was confirmed."""
        content = self.env.ref("crm_visits.crm_visit_content_is_receipt_confirmed")
        self.email.required_content_ids = [Command.link(content.id)]
        visit = self._made(self.email)
        with self.assertRaisesRegex(UserError, "Receipt Confirmed"):
            visit.action_done()
        visit.action_confirm_receipt()
        visit.action_done()
        self.assertEqual(visit.state, "done")

    def test_comments_are_answered(self):
        """VIS-07: online and social contacts stand in a list until answered."""
        visit = self._made(self.social)
        self.assertEqual(self._find("not_answered"), visit)
        visit.action_answered()
        self.assertTrue(visit.answered_on)
        self.assertFalse(self._find("not_answered"))

    def test_phone_is_recorded_right_after(self):
        """VIS-07: a call recorded later than its channel allows counts as late."""
        visit = self._made(self.phone)
        with freeze_time("2026-07-01 03:00:01"):
            visit.action_done()
        self.assertTrue(visit.is_late)
