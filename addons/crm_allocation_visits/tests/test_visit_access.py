# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from odoo.addons.crm_allocation.tests.access_common import AccessCommon
from odoo.addons.crm_allocation.tests.common import NOW


@freeze_time(NOW)
class TestVisitAccess(AccessCommon):
    def _new_visit(self, customer, user, **values):
        return self.env["crm.visit"].create(
            {
                "partner_id": customer.id,
                "user_id": user.id,
                "type_id": self.env.ref("crm_visits.crm_visit_type_regular").id,
                "channel_id": self.env.ref("crm_visits.crm_visit_channel_face").id,
                "planned_start": "2026-07-08 02:00:00",
                "is_agreed": True,
                **values,
            }
        )

    def _reads(self, user, customer):
        return self._as(user).browse(customer.id).has_access("read")

    def test_open_visit(self):
        """ALC-15 who makes or joins an agreed visit reads the customer until then"""
        visit = self._new_visit(self.foreign, self.user)
        visit.companion_ids = self.colleague
        for user in (self.user, self.colleague):
            self.assertTrue(self._reads(user, self.foreign))
            self.assertTrue(self._reads(user, self.foreign.child_ids))
        self.assertFalse(
            self._as(self.user).browse(self.foreign.id).customer_is_editable
        )
        visit.is_agreed = False
        self.assertFalse(self._reads(self.user, self.foreign))
        visit.is_agreed = True
        self.assertTrue(self._reads(self.user, self.foreign))
        visit.write(
            {"state": "done", "date_start": NOW, "date_end": NOW, "done_on": NOW}
        )
        self.assertFalse(self._reads(self.user, self.foreign))
        self.assertFalse(self._reads(self.colleague, self.foreign))

    def test_visits_to_a_closed_customer(self):
        """ALC-15 visits, calendar and reports name a closed customer, and open"""
        visit = self._new_visit(self.foreign, self.user)
        visit.write(
            {"state": "done", "date_start": NOW, "date_end": NOW, "done_on": NOW}
        )
        mine = visit.with_user(self.user)
        self.assertFalse(self._reads(self.user, self.foreign))
        self.env.invalidate_all()
        self.assertIn("Foreign Valves", mine.read()[0]["display_name"])
        calendar = mine.with_context(visit_customer_first=True)
        self.assertEqual(calendar.display_name, "Foreign Valves")
        self.env.flush_all()
        figures = self.env["crm.visit.figures"].with_user(self.user)
        figures = figures.search([("visit_id", "=", visit.id)])
        self.assertIn("Foreign Valves", figures.display_name)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_no_visit_opens_a_closed_customer(self):
        """ALC-15 nobody opens a customer by planning a visit to it"""
        visits = self.env["crm.visit"].with_user(self.user)
        values = {
            "type_id": self.env.ref("crm_visits.crm_visit_type_regular").id,
            "channel_id": self.env.ref("crm_visits.crm_visit_channel_face").id,
            "planned_start": "2026-07-08 02:00:00",
        }
        own = visits.create({**values, "partner_id": self.own.id})
        with self.assertRaises(AccessError):
            visits.create({**values, "partner_id": self.foreign.id})
        with self.assertRaises(AccessError):
            visits.with_context(default_partner_id=self.foreign.id).create(values)
        with self.assertRaises(AccessError):
            own.partner_id = self.foreign
