# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import NOW, VisitCommon

SHOP = {"partner_latitude": 31.2304, "partner_longitude": 121.4737}
AT_THE_DOOR = {"latitude": 31.2313, "longitude": 121.4737, "accuracy": 18}


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisitPosition(VisitCommon):
    def test_distance(self):
        """VIS-02: the distance shows when both positions are known."""
        self.customer.write(SHOP)
        visit = self._new_visit()
        self.assertFalse(visit.start_distance)
        visit.action_start(AT_THE_DOOR)
        self.assertEqual(visit.start_distance, "100 m from the customer's address")
        visit.action_end({"latitude": 31.3, "longitude": 121.5})
        self.assertEqual(visit.end_distance, "8.1 km from the customer's address")

    def test_distance_from_another_address(self):
        """VIS-02: the address of the visit counts, when it has one of its own."""
        branch = self.env["res.partner"].create(
            {"name": "Branch", "parent_id": self.customer.id, "type": "other", **SHOP}
        )
        visit = self._new_visit(address_id=branch.id)
        visit.action_start(AT_THE_DOOR)
        self.assertEqual(visit.start_distance, "100 m from the customer's address")

    def test_without_position(self):
        """VIS-02: a refused position does not stop the visit, nor does nonsense."""
        self.customer.write(SHOP)
        for position in (None, {}, {"latitude": "here"}, {"latitude": 91.2}):
            visit = self._new_visit()
            visit.action_start(position)
            self.assertEqual(visit.state, "in_progress")
            self.assertFalse(visit.start_position)
            self.assertFalse(visit.start_distance)

    def test_asked_by_setting(self):
        """VIS-02: the company says whether the device is asked, the channel where."""
        visit = self._new_visit()
        call = self._new_visit(channel_id=self.phone.id)
        self.assertTrue(visit.is_position_asked)
        self.assertFalse(call.is_position_asked)
        self.company.visit_use_position = "off"
        self.assertFalse(visit.is_position_asked)

    def test_map_link(self):
        """VIS-02: the customer's place opens in the service that the company uses."""
        visit = self._new_visit()
        with self.assertRaisesRegex(UserError, "neither an address nor a position"):
            visit.action_open_map()
        self.customer.write({"street": "Nanjing Road 1", "city": "Shanghai"})
        self.company.visit_map_service = "google"
        self.assertEqual(
            visit.action_open_map()["url"],
            "https://www.google.com/maps/search/"
            "?api=1&query=Nanjing+Road+1%2C+Shanghai",
        )
        self.customer.write(SHOP)
        self.company.visit_map_service = "amap"
        self.assertIn("position=121.473700%2C31.230400", visit.action_open_map()["url"])
