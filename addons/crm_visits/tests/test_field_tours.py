# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import VisitCommon


class FieldTourCommon(VisitCommon, HttpCase):
    """Visits of today: the browser's clock cannot be frozen."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the tours look for English words
        cls.env["res.lang"]._activate_lang("en_US")
        start, _end = cls.company._get_policy_day()
        buyer = cls.env["res.partner"].create(
            {"name": "Buyer", "parent_id": cls.customer.id}
        )
        cls.visit = cls._new_visit(
            planned_start=start + timedelta(hours=9),
            is_agreed=True,
            objective="Renew the contract",
            place="Gate 3",
            contact_ids=[Command.set(buyer.ids)],
        )
        other = cls._new_customer("Customer B")
        cls._new_visit(partner_id=other.id, planned_start=start + timedelta(hours=14))
        cls._new_visit(
            cls.colleague,
            partner_id=cls._new_customer("Customer C").id,
            planned_start=start + timedelta(hours=10),
        )


@tagged("post_install", "-at_install")
class TestPhoneTour(FieldTourCommon):
    browser_size = "390x844"
    touch_enabled = True

    # the refusal that the tour provokes
    @mute_logger("odoo.http")
    def test_representative(self):
        """VIS-01 VIS-02: a representative walks through the day with a phone"""
        self.start_tour("/odoo", "crm_visits_field", login="visit_user", timeout=120)
        self.assertEqual(self.visit.state, "done")
        self.assertEqual(self.visit.outcome, "forward")
        self.assertEqual(self.visit.next_strategy, "Bring samples")
        self.assertTrue(self.visit.date_end)
        self.assertEqual(self.visit.competition_ids.competitor_id, self.competitor)
        self.assertEqual(self.visit.competition_ids.note, "5 % cheaper")
        self.assertEqual(self.visit.promise_ids.name, "Send the test report")


@tagged("post_install", "-at_install")
class TestDeskTour(FieldTourCommon):
    def test_calendar(self):
        """VIS-02: a manager looks at the visits of all in the calendar"""
        self.start_tour("/odoo", "crm_visits_calendar", login="visit_manager")
