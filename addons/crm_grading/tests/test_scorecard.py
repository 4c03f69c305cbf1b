# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..engine import scorecard
from ..engine.spec import Band, Indicator, Scorecard, Threshold

GRADES = tuple(
    Threshold(grade, Decimal(lower))
    for grade, lower in ((1, 85), (2, 70), (3, 55), (4, 0))
)
AMOUNT = Indicator(
    "amount",
    Decimal(60),
    "bands",
    "invoiced_amount",
    bands=tuple(
        Band(Decimal(lower), Decimal(points))
        for lower, points in ((0, 0), (100, 50), (1000, 80), (5000, 100))
    ),
)
PAID = Indicator("paid", Decimal(40), "linear", "paid_in_time")


@st.composite
def graded_customers(draw):
    """A card of three indicators, and the figures of a customer graded by it."""
    cents = st.decimals(min_value=0, max_value=100, places=2)
    weights = sorted(draw(st.lists(st.integers(1, 99), min_size=2, max_size=2)))
    lowers = draw(st.lists(st.integers(-50, 999), min_size=2, max_size=6, unique=True))
    floor = draw(st.integers(-100, 100))
    digits = st.integers(0, 3)
    missing = st.sampled_from(["skip", "zero"])
    indicators = (
        Indicator(
            "bands",
            Decimal(weights[0]),
            "bands",
            missing=draw(missing),
            digits=draw(digits),
            bands=tuple(Band(Decimal(lower), draw(cents)) for lower in lowers),
        ),
        Indicator(
            "linear",
            Decimal(weights[1] - weights[0]),
            "linear",
            missing=draw(missing),
            digits=draw(digits),
            floor=Decimal(floor),
            cap=Decimal(floor + draw(st.sampled_from([-90, -7, 3, 100]))),
        ),
        Indicator(
            "assessed",
            Decimal(100 - weights[1]),
            "assessed",
            missing=draw(missing),
            digits=draw(st.integers(0, 2)),
        ),
    )
    raws = {
        "bands": draw(st.none() | st.decimals(-99, 1200, places=3)),
        "linear": draw(st.none() | st.decimals(-200, 200, places=3)),
        "assessed": draw(st.none() | cents),
    }
    figures = {
        indicator.code: (
            None
            if raws[indicator.code] is None
            else scorecard.rounded(raws[indicator.code], indicator.digits),
            scorecard.points(indicator, raws[indicator.code]),
        )
        for indicator in indicators
    }
    return Scorecard(indicators, GRADES, Decimal(0)), figures


def _score_with(card, figures, indicator, raw):
    """The score with another figure of one indicator."""
    changed = {code: entry[1] for code, entry in figures.items()}
    changed[indicator.code] = scorecard.points(indicator, raw)
    return scorecard.score(card.indicators, changed)[0]


def _score(card, figures):
    points = {code: entry[1] for code, entry in figures.items()}
    return scorecard.score(card.indicators, points)[0]


@tagged("post_install", "-at_install")
class TestScorecard(BaseCase):
    """The arithmetic alone, without a database."""

    def test_lower_bounds_are_inclusive(self):
        """GRD-02 84.99 is B, 85 is A; a grade begins at its bound."""
        for value, grade in (
            ("100", 1),
            ("85", 1),
            ("84.99", 2),
            ("70", 2),
            ("69.99", 3),
            ("55", 3),
            ("54.99", 4),
            ("0", 4),
        ):
            self.assertEqual(scorecard.grade(GRADES, Decimal(value)), grade, value)

    def test_compared_at_the_displayed_precision(self):
        """GRD-02 a customer shown as 85.00 is A, whatever stands behind the cents."""
        self.assertEqual(scorecard.grade(GRADES, Decimal("84.995")), 1)
        self.assertEqual(scorecard.grade(GRADES, Decimal("84.9949")), 2)

    @given(st.decimals(min_value=0, max_value=100, allow_nan=False))
    @settings(derandomize=True, max_examples=300, deadline=None)
    def test_every_score_has_exactly_one_grade(self, value):
        """GRD-02 no score between 0 and 100 is left out or counted twice."""
        shown = scorecard.rounded(value)
        bounds = [t.lower for t in GRADES] + [Decimal("-Infinity")]
        uppers = [Decimal("Infinity"), *bounds]
        holding = [
            threshold.grade_id
            for threshold, upper in zip(GRADES, uppers, strict=False)
            if threshold.lower <= shown < upper
        ]
        self.assertEqual(holding, [scorecard.grade(GRADES, value)])

    def test_threshold_faults(self):
        """GRD-02 gaps, overlaps and wrong order are found and named."""
        good = [("A", Decimal(85)), ("B", Decimal(70)), ("C", Decimal(0))]
        self.assertEqual(scorecard.threshold_faults(good), [])
        for bounds, fault in (
            ([], "empty"),
            ([("A", Decimal(70)), ("B", Decimal(70)), ("C", Decimal(0))], "overlap"),
            ([("A", Decimal(60)), ("B", Decimal(70)), ("C", Decimal(0))], "order"),
            ([("A", Decimal(101)), ("B", Decimal(0))], "range"),
            ([("A", Decimal(85)), ("B", Decimal(10))], "gap"),
        ):
            self.assertIn(fault, [f[0] for f in scorecard.threshold_faults(bounds)])

    def test_band_faults(self):
        """GRD-04 one band, two from the same figure, points beyond 100."""
        self.assertEqual(scorecard.band_faults([(0, 0), (10, 100)]), [])
        self.assertEqual(scorecard.band_faults([(0, 0)]), [("few", ())])
        self.assertEqual(
            scorecard.band_faults([(0, 0), (5, 50), (5, 60)]), [("overlap", (5,))]
        )
        self.assertEqual(
            scorecard.band_faults([(0, 0), (5, 150)]), [("points", (5, 150))]
        )

    def test_bands(self):
        """GRD-04 a figure earns the points of its band, the lowest is open below."""
        for raw, points in (
            (-50, 0),
            (0, 0),
            ("99.99", 0),
            ("99.995", 50),
            (100, 50),
            (999, 50),
            (1000, 80),
            (10**9, 100),
        ):
            self.assertEqual(scorecard.points(AMOUNT, Decimal(raw)), points, raw)
        self.assertIsNone(scorecard.points(AMOUNT, None))

    def test_linear(self):
        """GRD-04 linear between floor and cap, also where less is better."""
        falling = Indicator(
            "debt", Decimal(1), "linear", floor=Decimal(80), cap=Decimal(40)
        )
        for indicator, raw, points in (
            (PAID, 50, "50"),
            (PAID, 120, "100"),
            (PAID, -1, "0"),
            (falling, 60, "50"),
            (falling, 20, "100"),
            (falling, 90, "0"),
        ):
            self.assertEqual(scorecard.points(indicator, Decimal(raw)), Decimal(points))

    def test_percentile(self):
        """GRD-04 share of the others below; a customer alone has nobody to compare."""
        others = [Decimal(n) for n in (1, 2, 2, 9)]
        self.assertEqual(scorecard.percentile_points(Decimal(2), others), 25)
        self.assertEqual(scorecard.percentile_points(Decimal(10), others), 100)
        self.assertIsNone(scorecard.percentile_points(Decimal(10), []))

    def test_score_renormalises(self):
        """GRD-01 the weights of what is known decide; coverage says how much it is."""
        indicators = (AMOUNT, PAID)
        self.assertEqual(
            scorecard.score(indicators, {"amount": Decimal(80), "paid": Decimal(50)}),
            (Decimal(68), Decimal(100)),
        )
        self.assertEqual(
            scorecard.score(indicators, {"amount": Decimal(80), "paid": None}),
            (Decimal(80), Decimal(60)),
        )
        self.assertEqual(scorecard.score(indicators, {}), (None, 0))

    def test_missing_zero_and_block(self):
        """GRD-01 a missing figure counts as nothing, or keeps the grade back."""
        zero = Indicator("paid", Decimal(40), "linear", missing="zero")
        block = Indicator("paid", Decimal(40), "linear", missing="block")
        known = {"amount": Decimal(80)}
        self.assertEqual(scorecard.score((AMOUNT, zero), known), (48, 60))
        self.assertEqual(scorecard.score((AMOUNT, block), known), (None, 60))

    def test_next_band(self):
        """GRD-16 the nearest figure that earns more."""
        self.assertEqual(scorecard.next_band(AMOUNT, Decimal(300)), (1000, 80))
        self.assertIsNone(scorecard.next_band(AMOUNT, Decimal(5000)))
        self.assertIsNone(scorecard.next_band(AMOUNT, None))

    def test_ways_up(self):
        """GRD-16 what one indicator alone needs for the next grade really gives it."""
        card = Scorecard((AMOUNT, PAID), GRADES, Decimal(0))
        figures = {"amount": (300, Decimal(50)), "paid": (90, Decimal(90))}
        value, _coverage = scorecard.score(
            card.indicators, {code: entry[1] for code, entry in figures.items()}
        )
        self.assertEqual(value, 66)
        ways = scorecard.ways_up(card, figures, value)
        self.assertEqual(ways, {"amount": 1000, "paid": 100})
        for code, figure in ways.items():
            indicator = next(i for i in card.indicators if i.code == code)
            improved = {
                **{c: entry[1] for c, entry in figures.items()},
                code: scorecard.points(indicator, figure),
            }
            better, _coverage = scorecard.score(card.indicators, improved)
            self.assertLess(
                scorecard.grade(GRADES, better), scorecard.grade(GRADES, value)
            )
        self.assertEqual(scorecard.ways_up(card, figures, Decimal(90)), {})

    def test_ways_down(self):
        """GRD-16 the figure at which each indicator alone would lose the grade."""
        card = Scorecard((AMOUNT, PAID), GRADES, Decimal(0))
        figures = {"amount": (300, Decimal(50)), "paid": (90, Decimal(90))}
        # 66 is C from 55 on: 54.99 and less is lost
        self.assertEqual(
            scorecard.ways_down(card, figures, Decimal(66)),
            {"amount": Decimal("99.99"), "paid": Decimal("62.48")},
        )
        self.assertEqual(scorecard.ways_down(card, figures, Decimal(40)), {})
        self.assertEqual(scorecard.ways_down(card, figures, None), {})

    def test_shortest_way(self):
        """GRD-19 the way that changes its figure least, in proportion."""
        figures = {"amount": (300, Decimal(50)), "paid": (90, Decimal(90))}
        self.assertEqual(
            scorecard.shortest_way(
                figures, {"amount": Decimal(1000), "paid": Decimal(100)}
            ),
            "paid",
        )
        self.assertIsNone(scorecard.shortest_way(figures, {}))

    @given(graded_customers())
    @settings(derandomize=True, max_examples=400, deadline=None)
    def test_ways_lead_where_they_say(self, customer):
        """GRD-16 GRD-19 each way up gains a grade, each way down loses it, and a step
        nearer does neither; an indicator without a way cannot do it alone."""
        card, figures = customer
        value = _score(card, figures)
        own = scorecard.own_threshold(card.thresholds, value)
        up = scorecard.ways_up(card, figures, value)
        down = scorecard.ways_down(card, figures, value)
        if own is None:
            self.assertFalse(up or down)
            return
        for indicator in card.indicators:
            raw, points = figures[indicator.code]
            if points is None or not indicator.weight:
                self.assertNotIn(indicator.code, up.keys() | down.keys())
                continue
            self._check_way(card, figures, indicator, up, own.grade_id, 1)
            self._check_way(card, figures, indicator, down, own.grade_id, -1)

    def _check_way(self, card, figures, indicator, ways, grade, sign):
        def moved(raw):
            better = grade - scorecard.grade(
                card.thresholds, _score_with(card, figures, indicator, raw)
            )
            return better * sign > 0

        if indicator.code not in ways:
            if sign < 0 and grade != card.thresholds[-1].grade_id:
                self.assertFalse(any(map(moved, self._extremes(indicator))))
            return
        way = ways[indicator.code]
        self.assertTrue(moved(way), (indicator.code, way))
        raw = figures[indicator.code][0]
        step = Decimal(1).scaleb(-indicator.digits)
        if sign < 0 and abs(way - raw) > step:
            nearer = way + step if raw > way else way - step
            self.assertFalse(moved(nearer), (indicator.code, way, nearer))

    def _extremes(self, indicator):
        if indicator.method == "bands":
            return [band.lower for band in indicator.bands]
        if indicator.method == "linear":
            return [indicator.floor, indicator.cap]
        return [Decimal(0)]
