# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.idle_common import IdleCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 01:00:00")
class TestVisitsAsActions(IdleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.phone = cls.env.ref("crm_visits.crm_visit_channel_phone")
        cls.phone.required_content_ids = [Command.clear()]

    def _plan(self, user=None, **values):
        user = user or self.user
        # the visit is planned by its representative; rights are not the point here
        return self.env["crm.visit"].create(
            {
                "partner_id": self.customer.id,
                "user_id": user.id,
                "type_id": self.env.ref("crm_visits.crm_visit_type_regular").id,
                "channel_id": self.phone.id,
                "planned_start": "2026-08-20 02:00:00",
                "company_id": self.company.id,
                **values,
            }
        )

    def _make(self, visit):
        visit.action_start()
        visit.action_end()
        visit.summary = "Talked about valves"
        visit.action_done()
        return visit

    def _get_last(self):
        self.env.invalidate_all()
        return self.customer.allocation_last_on

    def test_visit(self):
        """ALC-04 a visit whose form is closed is a sales action, a planned one not"""
        visit = self._plan(is_agreed=True)
        with freeze_time("2026-08-21 02:00:00"):
            # the appointment in the calendar is over, the visit was not made
            self.assertFalse(self._get_last())
        with freeze_time("2026-08-20 02:00:00"):
            self._make(visit)
            self.assertEqual(self._get_last(), visit.date_start)
            self.assertEqual(self.customer.allocation_last_action_id.code, "visit")
        with freeze_time("2026-09-05 02:00:00"):
            self.assertEqual(self._review()["warned"], 0)

    def test_first_contact(self):
        """ALC-07 a visit that is made stops the clock, one from before does not"""
        visit = self._plan()
        visit.action_start()
        with freeze_time("2026-07-01 01:02:00"):
            self._transfer(self.customer, "reassignment", user_id=self.colleague.id)
            self._transfer(self.customer, "reassignment", user_id=self.user.id)
            contact = self.env["crm.allocation.contact"].search(
                [("partner_id", "=", self.customer.id), ("state", "=", "open")]
            )
            self.assertEqual(contact.user_id, self.user)
            visit.action_end()
            visit.summary = "Talked about valves"
            visit.action_done()
            self.assertEqual(contact.state, "open")
            later = self._make(self._plan(planned_start="2026-08-21 02:00:00"))
        self.assertEqual(contact.state, "contacted")
        self.assertEqual(contact.stop_event, later.name)
        self.assertEqual(contact.contact_how, "phone")

    def test_companion(self):
        """ALC-04 the owner's visit counts also as a companion"""
        with freeze_time("2026-08-20 02:00:00"):
            visit = self._make(self._plan(self.colleague))
            self.assertFalse(self._get_last())
            self.env.cr.execute(
                "INSERT INTO crm_visit_companion_rel (crm_visit_id, res_users_id)"
                " VALUES (%s, %s)",
                [visit.id, self.user.id],
            )
            self.assertEqual(self._get_last(), visit.date_start)

    def test_agreed_visit(self):
        """ALC-04 a visit that is agreed keeps the customer, by setting"""
        self._plan(is_agreed=True, planned_start="2026-10-20 02:00:00")
        with freeze_time("2026-09-20 02:00:00"):
            self.assertEqual(self._review()["warned"], 1)
            self.rule.exempts_visits = True
            self.assertEqual(self._review()["withdrawn"], 1)
        with freeze_time("2026-10-21 02:00:00"):
            self.assertEqual(self._review()["warned"], 1)
