# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import math
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytz
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, TransactionCase
from odoo.tools import SQL

from ..engine import (
    areas,
    contents,
    development,
    forms,
    geography,
    maps,
    measure,
    position,
    quality,
    registration,
    timeline,
)

ZONES = (
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/Sao_Paulo",
    "America/Havana",
    "Asia/Beirut",
    "Australia/Lord_Howe",
)
STATES = ("planned", "in_progress", "done", "inspected", "cancelled")
points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
moments = st.datetimes(datetime(2016, 1, 1), datetime(2030, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
cities = st.text("abcAB 上海,，;", max_size=12)
stops = st.lists(
    st.builds(maps.Stop, st.text(), st.text(max_size=300), st.none() | points),
    max_size=12,
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=3,
)


class TestPlaceProperties(BaseCase):
    @given(points, points, points)
    def test_distance(self, here, there, other):
        """VIS-02 as the crow flies: the same both ways, no detour is shorter"""
        way = geography.distance(here, there)
        self.assertTrue(0 <= way <= math.pi * geography.EARTH_RADIUS + 1)
        self.assertAlmostEqual(way, geography.distance(there, here), places=3)
        self.assertEqual(geography.distance(here, here), 0)
        detour = geography.distance(here, other) + geography.distance(other, there)
        self.assertLessEqual(way, detour + 1)

    @given(st.lists(points, max_size=15), st.none() | points)
    def test_short_way(self, places, start):
        """VIS-02 a way through all places, each once, no longer than as it was given"""
        way = geography.short_way(places, start)
        self.assertEqual(sorted(way), list(range(len(places))))
        self.assertEqual(way, geography.short_way(places, start))
        if places and start is None:
            self.assertEqual(way[0], 0)

    @given(
        json_values
        | st.fixed_dictionaries(
            {
                "latitude": st.floats(-91, 91) | json_values,
                "longitude": st.floats(-181, 181) | json_values,
            },
            optional={"accuracy": json_values},
        )
    )
    @example({"latitude": 1, "longitude": 1, "accuracy": math.nan})
    @example({"latitude": 1, "longitude": 1, "accuracy": -5})
    @example({"latitude": 1, "longitude": 10**400})
    def test_position(self, values):
        """VIS-02 whatever a browser sends gives a place on earth or none"""
        place = position.read_position(values)
        if place is not None:
            self.assertTrue(abs(place.latitude) <= 90 and abs(place.longitude) <= 180)
            self.assertTrue(0 <= place.accuracy < math.inf)
            self.assertIn("±" if place.accuracy else ",", str(place))

    @given(st.sampled_from(sorted(maps.STOPS)), stops)
    def test_links(self, service, places):
        """VIS-02 a link holds the first usable stops, and nobody's text breaks it"""
        link, held = maps.route_link(service, places)
        self.assertLessEqual(len(link), maps.MAX_LENGTH)
        self.assertLessEqual(len(held), maps.STOPS[service])
        self.assertEqual(bool(link), bool(held))
        known = iter(places)
        self.assertTrue(all(stop in known for stop in held), "in their order")
        for address in [link, *(maps.place_link(service, stop) for stop in places)]:
            self.assertTrue(address.isascii() and " " not in address)
            if address:
                self.assertEqual(urlsplit(address).scheme, "https")
                self.assertTrue(parse_qs(urlsplit(address).query, strict_parsing=True))

    @given(cities, st.integers(0, 3), st.integers(0, 3), st.text("0123 a", max_size=6))
    @example("New York", 1, 1, "")
    def test_area_of_its_own_address(self, city, country, state, postcode):
        """VIS-10 an area that names just the address covers it, however it is typed"""
        address = areas.Address(country, state, postcode, city)
        names = areas.split_list(city)
        own = areas.Area(
            1,
            frozenset([country]),
            frozenset([state]),
            areas.split_list(postcode.upper()),
            names,
        )
        for name in names:
            self.assertEqual(areas.split_list(name), (name,))
            typed = areas.Address(country, state, postcode.upper(), name.upper())
            self.assertTrue(own.covers(typed))
        if len(names) == 1:
            self.assertTrue(own.covers(areas.Address(country, state, postcode, city)))
        self.assertTrue(areas.Area(2).covers(address))
        other = areas.Area(3, frozenset([country + 1]))
        self.assertEqual(areas.first_match([other, areas.Area(2), own], address), 2)
        self.assertIsNone(areas.first_match([other], address))


class TestRecordProperties(BaseCase):
    @given(
        st.lists(st.sampled_from("abcd"), unique=True),
        st.dictionaries(
            st.sampled_from("abcd"),
            st.sampled_from(["", " \n", "x", 0, 1, None, False]),
        ),
    )
    def test_missing(self, required, values):
        """VIS-03 what is asked is filled or missing, in the order asked"""
        missing = contents.missing(required, values)
        self.assertEqual(
            missing,
            [code for code in required if not contents.is_filled(values.get(code))],
        )
        self.assertEqual(contents.missing(missing, values), missing)
        filled = {**values, **dict.fromkeys(missing, "now")}
        self.assertFalse(contents.missing(required, filled))

    @given(st.integers(0, 10**6), st.integers(0, 10**6))
    def test_contract_rate(self, one, other):
        """VIS-16 the rate of contracts lies between nothing and all"""
        converted, taken_up = sorted((one, other))
        rate = development.contract_rate(converted, taken_up)
        self.assertTrue(0 <= rate <= 100)
        self.assertEqual(rate == 100, converted == taken_up > 0)

    @given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=8))
    def test_mark(self, stars):
        """VIS-03 a mark lies within what was given; more stars give no less"""
        mark = quality.weighted_mark(stars)
        given_stars = [one for one, weight in stars if one and weight]
        if not given_stars:
            self.assertIsNone(mark)
            return
        self.assertTrue(20 * min(given_stars) <= mark <= 20 * max(given_stars))
        self.assertEqual(mark, quality.weighted_mark(reversed(stars)))
        better = [(min(one + bool(one), 5), weight) for one, weight in stars]
        self.assertGreaterEqual(quality.weighted_mark(better), mark)

    @given(
        st.floats(0, 100),
        st.floats(0, 100),
        st.dictionaries(st.integers(0, 100), st.none()),
    )
    def test_grade(self, mark, more, minimums):
        """VIS-03 a better mark never has a worse grade"""
        pairs = [(minimum, minimum) for minimum in minimums]
        low, high = (
            quality.grade_of(one, pairs) for one in (min(mark, more), max(mark, more))
        )
        self.assertLessEqual(-1 if low is None else low, -1 if high is None else high)
        self.assertEqual(low is None, not any(m <= min(mark, more) for m in minimums))
        self.assertIsNone(quality.grade_of(None, pairs))

    @given(st.integers(1), st.floats(0, 100), st.floats(0, 100))
    def test_sampled(self, visit, one, other):
        """VIS-03 who is read in a small share is read in a larger one, too"""
        self.assertLessEqual(
            quality.is_sampled(visit, min(one, other)),
            quality.is_sampled(visit, max(one, other)),
        )

    @given(
        moments,
        st.floats(0, 24),
        st.sampled_from(ZONES),
        st.sets(st.integers(0, 6), min_size=1),
    )
    def test_registration(self, received, hour, zone, weekdays):
        """VIS-08 due on a working day, after the customer came, at the branch's hour"""
        due = registration.registration_deadline(
            received, hour, zone, lambda day: day.weekday() in weekdays
        )
        self.assertGreater(due, received)
        local = pytz.utc.localize(due).astimezone(pytz.timezone(zone))
        self.assertIn(local.weekday(), weekdays)
        later = registration.registration_deadline(
            received + timedelta(hours=1), hour, zone, lambda d: d.weekday() in weekdays
        )
        self.assertGreaterEqual(later, due)

    @given(
        st.sets(st.integers(0, 10**9)),
        st.integers(0, timeline.PARTS - 1),
        st.integers(0, timeline.PARTS - 1),
    )
    def test_rows_of_a_timeline(self, numbers, one, other):
        """VIS-07 a row of the timeline leads back to its source, whatever the part"""
        rows = [
            number * timeline.PARTS + part
            for number in numbers
            for part in (one, other)
        ]
        self.assertEqual(timeline.source_ids(rows), sorted(numbers))

    @given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1)), max_size=6))
    def test_rate_of_nothing(self, pairs):
        """VIS-07 a rate of nothing is no rate; everything else stays as it is"""
        measures, figures = [], []
        for number, (count, rate) in enumerate(pairs):
            basis = f"count{number}"
            measures += [measure.Measure(basis)]
            measures += [measure.Measure(f"rate{number}", "avg", basis=basis)]
            figures += [count, rate]
        shown = measure.without_basis(measures, figures)
        self.assertEqual(shown[::2], figures[::2])
        for count, rate, seen in zip(
            figures[::2], figures[1::2], shown[1::2], strict=True
        ):
            self.assertEqual(seen, rate if count else None)


class TestFormStatusProperties(TransactionCase):
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(STATES),
                st.none() | moments,
                st.booleans(),
                st.none() | moments,
            ),
            min_size=20,
            max_size=60,
        ),
        moments,
    )
    @settings(phases=[Phase.generate], max_examples=20)
    def test_agreement(self, visits, now):
        """VIS-03 VIS-07 the database and Python say the same of any form"""
        # the moment itself is the edge that counts
        visits += [(state, None, False, now) for state in STATES]
        rows = SQL(", ").join(
            SQL("(%s, %s, %s::timestamp, %s, %s::timestamp)", number, *visit)
            for number, visit in enumerate(visits)
        )
        found = self.env.execute_query(
            SQL(
                """SELECT %s FROM (VALUES %s)
                       AS visit (id, state, done_on, is_late, report_deadline)
                    ORDER BY id""",
                forms.form_status_sql("visit", now),
                rows,
            )
        )
        self.assertEqual(
            [status for (status,) in found],
            [forms.form_status(*visit, now) for visit in visits],
        )
