# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .automatic_common import AutomaticCommon
from .common import NOW


@tagged("post_install", "-at_install")
class TestAutomaticTours(AutomaticCommon, HttpCase):
    """Rule, allocation, decision and simulation, by the director."""

    def _start(self, tour):
        self.env.flush_all()
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(NOW, tick=True):
            self.start_tour("/odoo", tour, login=self.manager.login)

    def test_director(self):
        """ALC-06 rule → allocate what waits → read why → simulate"""
        with freeze_time("2026-06-15 02:00:00"):
            customers = self._new_waiting(2, allocation_class_id=self.class_a.id)
        self.colleague_card.is_receiving = False
        self._start("crm_allocation_rule")
        rule = self.env["crm.allocation.rule"].search([("name", "=", "North, large")])
        self.assertEqual(rule.team_ids, self.team)
        rule.sequence = 1
        self._start("crm_allocation_allocate")
        self.env.invalidate_all()
        self.assertEqual(customers.customer_owner_id, self.user)
        self._start("crm_allocation_simulate")
        simulation = self.env["crm.allocation.simulation"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(simulation.customer_count, 2)
