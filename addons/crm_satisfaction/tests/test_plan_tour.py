# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from contextlib import nullcontext

from freezegun import freeze_time

from odoo import Command
from odoo.tests import HttpCase, tagged

from .common import NOW
from .schedule_common import ScheduleCommon


@tagged("post_install", "-at_install")
class TestPlanTour(ScheduleCommon, HttpCase):
    """From the proposal of the plan to the measurement and the paper."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the tours look for English words
        cls.env["res.lang"]._activate_lang("en_US")
        cls.subject.write({"date_completion": "2026-06-15"})
        cls.env["crm.satisfaction.paper.type"].create(
            {
                "name": "Evaluation",
                "kind_ids": [Command.link(cls.kind.id)],
                "base": "date_completion",
                "days": 10,
                "needs_scan": False,
            }
        )

    def enter_registry_test_mode(self):
        """Tests with a browser are in that mode from the start."""
        return nullcontext()

    def _start(self, tour, user):
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(NOW, tick=True):
            self.start_tour("/odoo", tour, login=user.login)

    def test_plan(self):
        """SAT-05 SAT-06 SAT-15 the head proposes, the manager approves, it is done"""
        self._start("crm_satisfaction_plan_head", self.head)
        plan = self.env["crm.satisfaction.plan"].search(
            [("unit_id", "=", self.service.id)]
        )
        self.assertEqual((plan.state, plan.submitted_by_id), ("submitted", self.head))
        self.assertEqual(plan.line_ids.mapped("quarter"), ["1", "2"])
        self.assertIn(True, plan.line_ids.mapped("way_phone"))
        self._start("crm_satisfaction_plan_manager", self.manager)
        self.assertEqual((plan.state, plan.approved_by_id), ("approved", self.manager))
        with freeze_time(NOW):
            self._run("schedule")
            self._run("paper")
        self.assertEqual(plan.line_ids.measurement_ids.mapped("state"), ["open"] * 2)
        self._start("crm_satisfaction_paper_user", self.user)
        paper = self.subject.paper_ids.filtered(lambda one: one.state == "received")
        self.assertEqual(paper.received_by_id, self.user)
