# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import HttpCase, tagged

from .discipline_common import DisciplineCommon


class DisciplineTourCommon(DisciplineCommon, HttpCase):
    """Work of today: the browser's clock cannot be frozen."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the tours look for English words
        cls.env["res.lang"]._activate_lang("en_US")
        # always open: the clock runs whenever the test does
        cls.company.resource_calendar_id = False


@tagged("post_install", "-at_install")
class TestClockTour(DisciplineTourCommon):
    browser_size = "390x844"
    touch_enabled = True

    def test_contact_and_report(self):
        """ALC-07 the salesperson contacts and reports with a phone of 390 px"""
        contact = self._allocate(self._new_customer("Customer A"))
        self.start_tour("/odoo", "crm_allocation_clock", login=self.user.login)
        self.assertEqual(contact.state, "reported")
        self.assertEqual(contact.contact_result, "Wants an offer")
        self.assertEqual(contact.report, "Offer by Friday")


@tagged("post_install", "-at_install")
class TestDisciplineTours(DisciplineTourCommon):
    def test_sign(self):
        """ALC-08 the sales manager signs a re-application"""
        mismatch = self._new_mismatch()
        self.start_tour("/odoo", "crm_allocation_sign", login=self.leader.login)
        self.assertEqual(mismatch.state, "signed")

    def test_penalties(self):
        """ALC-11 the director confirms penalties, and waives one"""
        today = self.company._policy_today()
        mine = self._new_penalty(date=today)
        theirs = self._new_penalty(date=today, user_id=self.colleague.id)
        self.start_tour("/odoo", "crm_allocation_penalties", login=self.manager.login)
        self.assertEqual((mine.state, theirs.state), ("confirmed", "waived"))
