# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import VisitCommon


@tagged("post_install", "-at_install")
class TestInspectionTour(VisitCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.visits = cls.env["crm.visit"]
        for hour, name in enumerate("ABC", 1):
            customer = (
                cls.customer if name == "A" else cls._new_customer(f"Customer {name}")
            )
            with freeze_time(f"2026-07-01 0{hour}:00:00"):
                cls.visits |= cls._new_made_visit(partner_id=customer.id)

    def _start(self, tour, user):
        # time goes on: the browser's own time limits must not freeze
        with freeze_time("2026-07-01 06:00:00", tick=True):
            self.start_tour("/odoo", tour, login=user.login)

    # a form sent back without a remark is refused, which Odoo logs
    @mute_logger("odoo.http")
    def test_inspection(self):
        """VIS-03 queue → read → send back → next → skip → pass, by the store manager"""
        self._start("crm_visits_inspection", self.leader)
        self.assertEqual(
            self.visits.mapped("state"), ["in_progress", "done", "inspected"]
        )
        self.assertEqual(self.visits[0].sent_back_note, "Which quantities?")
        readings = self.visits.sudo().inspection_ids
        self.assertEqual(readings.mapped("state"), ["sent_back", "waiting", "passed"])
        self.assertEqual(readings[2].mark, 80)

    def test_figures(self):
        """VIS-03 a manager looks at the figures and opens a visit"""
        self._start("crm_visits_figures", self.manager)
