# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
class TestFollowupTours(VisitCommon, HttpCase):
    """What follows from visits, by the role that does it, in a browser."""

    def _start(self, tour, user, **kwargs):
        self.env.flush_all()
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(NOW, tick=True):
            self.start_tour("/odoo", tour, login=user.login, **kwargs)

    def test_promise_and_event(self):
        """VIS-12 VIS-13: a representative records both on a visit."""
        with freeze_time(NOW):
            visit = self._new_visit()
            visit.action_start()
        self._start("crm_visits_followup", self.user)
        self.assertEqual(visit.promise_ids.state, "kept")
        self.assertEqual(visit.event_ids.user_id, self.user)
        self.assertEqual(visit.event_ids.sudo().activity_ids.user_id, self.leader)

    def test_timeline(self):
        """VIS-07: a representative reads the timeline on a phone."""
        with freeze_time(NOW):
            self._new_made_visit(
                start="2026-06-30 02:00:00", objective="Renew the contract"
            )
            self._new_made_visit(self.colleague, start="2026-06-29 02:00:00")
        self._start("crm_visits_timeline", self.user)

    def test_development(self):
        """VIS-16: a manager approves a development plan and sees its funnel."""
        with freeze_time(NOW):
            plan = (
                self.env["crm.visit.development"]
                .with_user(self.user)
                .create({"name": "Machine builders"})
            )
            self.env["crm.visit.development.customer"].with_user(self.user).create(
                {
                    "plan_id": plan.id,
                    "partner_id": self.customer.id,
                    "step": "screening",
                }
            )
            plan.action_ask()
        self._start("crm_visits_development", self.manager)
        self.assertEqual(plan.state, "running")
        self.assertEqual(plan.approved_by_id, self.manager)
