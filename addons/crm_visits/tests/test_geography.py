# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
from urllib.parse import parse_qs, urlsplit

from odoo.tests import BaseCase, tagged

from ..engine import geography, maps
from ..engine.maps import AMAP, GOOGLE, MAX_LENGTH, OPENSTREETMAP, STOPS, Stop

SHANGHAI = (31.2304, 121.4737)
SERVICES = (OPENSTREETMAP, GOOGLE, AMAP)


def load_tests(_loader, tests, _ignore):
    for module in (geography, maps):
        tests.addTests(doctest.DocTestSuite(module))
    return tests


@tagged("post_install", "-at_install")
class TestGeography(BaseCase):
    def test_examples(self):
        """VIS-02: the examples in the code hold."""
        for module in (geography, maps):
            self.assertFalse(doctest.testmod(module).failed)

    def test_short_way(self):
        """VIS-02: all points once; the same points give the same way; never longer
        than a walk to the nearest each time."""
        points = [
            (31 + index * 37 % 17 / 100, 121 + index * 53 % 19 / 100)
            for index in range(17)
        ]
        way = geography.short_way(points, SHANGHAI)
        self.assertEqual(sorted(way), list(range(17)))
        self.assertEqual(way, geography.short_way(points, SHANGHAI))
        walked = [points[index] for index in way]
        self.assertLess(geography.length(walked), geography.length(points) / 2)

    def test_crossing_legs_are_untangled(self):
        """VIS-02: the nearest first would walk 0, 1, -2, 5: back over the start."""
        points = [(0, 0), (0, 5), (0, 1), (0, -2)]
        self.assertEqual(geography.short_way(points), [0, 3, 2, 1])

    def test_same_place(self):
        self.assertEqual(geography.short_way([SHANGHAI] * 3), [0, 1, 2])
        self.assertEqual(geography.short_way([]), [])

    def test_links_to_a_place(self):
        """VIS-02: by position where it is known, else by address."""
        shop = Stop("鲁菜馆 & Co", "南京路 1, 上海", SHANGHAI)
        self.assertEqual(
            maps.place_link(OPENSTREETMAP, shop),
            "https://www.openstreetmap.org/?mlat=31.230400&mlon=121.473700"
            "#map=17/31.230400/121.473700",
        )
        query = parse_qs(urlsplit(maps.place_link(AMAP, shop)).query)
        # longitude comes first there
        self.assertEqual(query["position"], ["121.473700,31.230400"])
        self.assertEqual(query["name"], ["鲁菜馆 & Co"])
        self.assertEqual(query["coordinate"], ["wgs84"])
        for service in SERVICES:
            link = maps.place_link(service, Stop("X", "南京路 1, 上海"))
            self.assertIn("%E5%8D%97", link)
            self.assertEqual(maps.place_link(service, Stop("X")), "")

    def test_links_to_a_route(self):
        """VIS-02: as many stops as one link of the service can hold, in order."""
        stops = [
            Stop(f"Customer {index}", point=(31 + index / 100, 121))
            for index in range(30)
        ]
        for service in SERVICES:
            link, held = maps.route_link(service, stops)
            self.assertEqual(held, stops[: STOPS[service]])
            self.assertLessEqual(len(link), MAX_LENGTH)
        link, _held = maps.route_link(GOOGLE, stops[:3])
        query = parse_qs(urlsplit(link).query)
        self.assertEqual(query["destination"], ["31.020000,121.000000"])
        self.assertEqual(
            query["waypoints"], ["31.000000,121.000000|31.010000,121.000000"]
        )
        query = parse_qs(urlsplit(maps.route_link(AMAP, stops)[0]).query)
        self.assertEqual(query["via"], ["121.000000,31.000000,Customer 0"])
        self.assertEqual(query["to"], ["121.000000,31.010000,Customer 1"])

    def test_a_link_is_never_too_long(self):
        """VIS-02: long addresses leave room for fewer stops."""
        stops = [Stop(f"Customer {index}", "很长的地址" * 20) for index in range(9)]
        link, held = maps.route_link(GOOGLE, stops)
        self.assertLessEqual(len(link), MAX_LENGTH)
        self.assertTrue(0 < len(held) < 9)

    def test_no_route_without_positions(self):
        addresses = [Stop("A", "Road 1"), Stop("B")]
        self.assertEqual(maps.route_link(OPENSTREETMAP, addresses), ("", []))
        self.assertEqual(maps.route_link(GOOGLE, addresses)[1], addresses[:1])
