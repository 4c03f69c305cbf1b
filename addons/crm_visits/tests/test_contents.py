# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestContents(VisitCommon):
    def test_no_closing_without_the_six_contents(self):
        """VIS-01: all that is missing is named at once."""
        visit = self._new_visit()
        visit.action_start()
        visit.action_end()
        with self.assertRaises(UserError) as caught:
            visit.action_done()
        message = str(caught.exception)
        for content in self.face.required_content_ids:
            self.assertIn(content.name, message)
        self.assertEqual(visit.state, "in_progress")
        visit.summary = "   "
        self.assertIn("Result", visit.missing_contents)
        self._fill(visit)
        self.assertFalse(visit.missing_contents)
        visit.action_done()
        self.assertEqual(visit.state, "done")

    def test_channel_says_what_is_required(self):
        """VIS-01, VIS-07: what a phone call needs is a setting of its channel."""
        self.phone.required_content_ids = self.env.ref(
            "crm_visits.crm_visit_content_summary"
        )
        visit = self._new_visit(channel_id=self.phone.id)
        visit.action_start()
        visit.summary = "Will order on Monday"
        visit.action_done()
        self.assertEqual(visit.state, "done")

    def test_no_competitor_is_an_answer(self):
        """VIS-01: asked, and there was none, is recorded as such."""
        visit = self._new_visit()
        visit.action_start()
        self._fill(visit, competition_ids=[Command.clear()])
        self.assertEqual(visit.missing_contents, "Competitors' Advantages")
        visit.no_competitor = True
        visit.action_done()

    def test_state_is_not_written(self):
        """VIS-01: nobody closes a visit by writing its state over RPC."""
        visit = self._new_visit()
        with self.assertRaises(UserError):
            visit.write({"state": "done"})
        created = self._new_visit(
            state="done", name="X", planned_start="2026-07-09 02:00:00"
        )
        self.assertEqual(created.state, "planned")
        self.assertFalse(created.name)

    def test_closed_form_is_opened_with_a_reason(self):
        """VIS-01: a closed form is corrected with a reason; what it said is kept."""
        visit = self._new_made_visit()
        with self.assertRaisesRegex(UserError, "Open it again"):
            visit.summary = "Other"
        with self.assertRaisesRegex(UserError, "Open it again"):
            visit.competition_ids.note = "Other"
        visit._reopen("Wrong customer feedback")
        self.assertEqual(visit.state, "in_progress")
        self.assertIn("Trial order agreed", visit.message_ids[0].body)
        visit.summary = "Order agreed"
        visit.action_done()
        self.assertTrue(visit.corrected_on)

    def test_form_is_locked_after_some_days(self):
        """VIS-01: later only managers open it again."""
        visit = self._new_made_visit()
        with freeze_time("2026-07-09 02:00:00"):
            with self.assertRaisesRegex(UserError, "locked"):
                visit._reopen("Too late")
            visit.with_user(self.manager)._reopen("Agreed with the representative")
        self.assertEqual(visit.state, "in_progress")

    def test_competitors_of_a_colleague_are_closed(self):
        visit = self._new_made_visit()
        with self.assertRaises(AccessError):
            visit.with_user(self.colleague).competition_ids.read(["note"])
