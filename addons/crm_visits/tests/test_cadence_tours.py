# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.tests import HttpCase, tagged

from .common import NOW
from .planning_common import PlanningCommon


@tagged("post_install", "-at_install")
class TestCadenceTours(PlanningCommon, HttpCase):
    def _start(self, tour, user):
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(NOW, tick=True):
            self.start_tour("/odoo", tour, login=user.login)

    def test_cadence(self):
        """VIS-05 VIS-06 class → cadence → plan now → list, by the manager"""
        self.cadence.unlink()
        self.visit_class.category_ids = [Command.clear()]
        self.tag.name = "Important Customer"
        self._start("crm_visits_cadence", self.manager)
        self.assertEqual(self.customer.visit_class_id, self.visit_class)
        visits = self._get_proposals()
        self.assertEqual(len(visits), 4)
        self.assertEqual(visits.filtered("is_agreed"), visits[:1])
        self._start("crm_visits_execution", self.manager)
