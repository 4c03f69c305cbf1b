# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from contextlib import nullcontext

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import NOW
from .registration_common import RegistrationCommon

OVER = "2027-01-02 01:00:00"


@tagged("post_install", "-at_install")
class TestRegistrationTours(RegistrationCommon, HttpCase):
    """Registration, calls and reviews, each by the role that does it."""

    def _start(self, tour, user, now=NOW):
        self.env.flush_all()
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(now, tick=True):
            self.start_tour("/odoo", tour, login=user.login)
        self.env.invalidate_all()

    def enter_registry_test_mode(self):
        """Tests with a browser are in that mode from the start."""
        return nullcontext()

    def test_registration(self):
        """ALC-01 ALC-02 a salesperson registers, sales administration checks"""
        self.industry.name = "Tour Valves"
        with freeze_time(NOW):
            known = self._new_customer("Hangzhou Pumps", phone="+8657188880000")
            self._transfer(
                known,
                source="registration",
                user_id=self.colleague.id,
                team_id=self.team.id,
                protected_until="2026-12-01",
            )
        self._start("crm_allocation_register", self.user)
        registration = self.registrations.search([("company_id", "=", self.company.id)])
        self.assertEqual(registration.user_id, self.user)
        self._start("crm_allocation_check", self.officer)
        self.assertEqual(registration.state, "registered")
        self.assertEqual(registration.partner_id.user_id, self.user)

    def test_call(self):
        """ALC-20 an agent takes a call: register and customer in one entry"""
        class_d = self.env.ref("crm_allocation.crm_allocation_class_d")
        class_d.standard = "Asks for a single piece"
        agent = self._new_user("alloc_agent", "crm_policy.group_user")
        self.env["crm.allocation.member"]._get_for(agent, self.company).is_intake = True
        self._start("crm_allocation_call", agent)
        call = self.registrations.search([("company_id", "=", self.company.id)])
        self.assertEqual(call.partner_id.customer_holder, "company")
        self.assertEqual(call.class_id, class_d)
        self.assertEqual(call.channel_id.name, "400 Hotline")

    def test_review(self):
        """ALC-03 the salesperson explains, the director decides"""
        with freeze_time(NOW):
            line = self._new_registered().ownership_id
        self._run_cron("ir_cron_protection", OVER)
        self._start("crm_allocation_explain", self.user, OVER)
        self._start("crm_allocation_review", self.manager, OVER)
        review = line.review_ids
        self.assertEqual(review.decided_by_id, self.manager)
        self.assertEqual(str(line.protected_until), "2027-07-02")
