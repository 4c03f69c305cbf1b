# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import NOW
from .intake_common import IntakeCommon


@tagged("post_install", "-at_install")
class TestIntakeTours(IntakeCommon, HttpCase):
    """The ways in, each by the person who sits there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.customer.write(
            {
                "phone": "+86 21 6123 4567",
                "country_id": cls.china.id,
                "user_id": cls.colleague.id,
            }
        )

    def _start(self, tour, user):
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(NOW, tick=True):
            self.start_tour("/odoo", tour, login=user.login)

    def test_walk_in(self):
        """VIS-08 customer service registers at the counter, the accountant records"""
        self._start("crm_visits_counter", self.user)
        registration = self.env["crm.visit.registration"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(registration.user_id, self.user)
        self._start("crm_visits_accountant", self.accountant)
        self.assertEqual(registration.state, "recorded")
        self.assertEqual(registration.recorded_by_id, self.accountant)
        self.assertFalse(registration.is_late)

    # the refusal that the tour provokes
    @mute_logger("odoo.http")
    def test_phone_order(self):
        """VIS-10 a call: substitute offered, related item asked for, followed up"""
        valve, ball, gasket = self.env["product.template"].create(
            [{"name": f"Tour {name}"} for name in ("Valve", "Ball Valve", "Gasket")]
        )
        valve.visit_substitute_ids = [Command.set(ball.ids)]
        valve.visit_related_ids = [Command.set(gasket.ids)]
        self._start("crm_visits_phone_order", self.user)
        order = self.env["crm.visit.phone.order"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(order.state, "done")
        self.assertEqual(order.line_ids.substitute_reaction, "accepted")
        self.assertEqual(order.activity_ids.user_id, self.colleague)

    def test_cards(self):
        """VIS-11 customer service pastes the cards of a show and saves them"""
        with freeze_time(NOW):
            show = self._new_show()
        self._start("crm_visits_cards", self.officer)
        self.assertEqual(show.card_ids.mapped("state"), ["created", "linked", "draft"])
