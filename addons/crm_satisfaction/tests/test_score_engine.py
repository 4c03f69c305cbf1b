# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import TransactionCase, tagged

from ..engine import entry, levels, score

WRITTEN = [
    levels.Level("satisfied", 91, 95.5),
    levels.Level("fairly", 81, 85.5),
    levels.Level("average", 61, 70.5),
    levels.Level("dissatisfied", 0, 30),
]
points = st.decimals(0, 100, places=2)
weights = st.decimals(0, 100, places=2)


@tagged("post_install", "-at_install")
class TestScoreEngine(TransactionCase):
    def test_examples(self):
        """SAT-03 the examples in the engine's own words"""
        for module in (levels, score):
            result = doctest.testmod(module)
            self.assertTrue(result.attempted)
            self.assertFalse(result.failed)

    def test_bands(self):
        """SAT-02 four bands, lower bounds inclusive, gaps closed from below"""
        for value, level in (
            (100, "satisfied"),
            (91, "satisfied"),
            (90.995, "satisfied"),
            (90.99, "fairly"),
            (90.4, "fairly"),
            (81, "fairly"),
            (80.6, "average"),
            (61, "average"),
            (60.5, "dissatisfied"),
            (0, "dissatisfied"),
        ):
            self.assertEqual(levels.level_of(WRITTEN, value), level, value)
        self.assertIsNone(levels.level_of(WRITTEN, 100.01))
        self.assertIsNone(levels.level_of(WRITTEN, -1))

    @given(points)
    def test_one_band_each(self, value):
        """SAT-02 no points between two levels, none in two of them"""
        found = [band for band in levels.bands(WRITTEN) if value in band]
        self.assertEqual(len(found), 1)
        self.assertEqual(levels.level_of(WRITTEN, value), found[0].level.key)

    def test_proposed_value(self):
        """SAT-02 a level alone counts its middle or its top as it is written"""
        for where, expected in (
            ("middle", [95.5, 85.5, 70.5, 30]),
            ("top", [100, 90, 80, 60]),
        ):
            proposed = [
                levels.proposed_value(WRITTEN, level.key, where) for level in WRITTEN
            ]
            self.assertEqual(proposed, expected)
            for level, value in zip(WRITTEN, proposed, strict=True):
                self.assertTrue(levels.fits(WRITTEN, level.key, value))

    def test_entry(self):
        """SAT-02 level and points say the same, whichever is given"""
        chosen = entry.complete({"level_id": "fairly"}, WRITTEN)
        self.assertEqual(
            chosen, {"state": "answered", "level_id": "fairly", "score": 85.5}
        )
        typed = entry.complete({"score": 60.5}, WRITTEN)
        self.assertEqual(typed["level_id"], "dissatisfied")
        with self.assertRaises(entry.OutsideBand) as caught:
            entry.complete({"score": 95}, WRITTEN, current=chosen)
        self.assertEqual(caught.exception.band.lower, 81)
        exact = entry.complete({"score": 88}, WRITTEN, current=chosen)
        self.assertEqual((exact["level_id"], exact["score"]), ("fairly", 88))
        # zero says something where somebody says that it is an answer
        zero = entry.complete({"score": 0, "state": "answered"}, WRITTEN)
        self.assertEqual(zero["level_id"], "dissatisfied")
        empty = {"state": "empty", "level_id": None, "score": 0}
        self.assertEqual(entry.complete({"score": 0}, WRITTEN), empty)
        self.assertEqual(
            entry.complete({"level_id": False}, WRITTEN, current=chosen), empty
        )
        applies_not = entry.complete({"state": "na"}, WRITTEN, current=exact)
        self.assertEqual(applies_not, {"state": "na", "level_id": None, "score": 0})
        with self.assertRaises(KeyError):
            entry.complete({"level_id": "unknown"}, WRITTEN)
        with self.assertRaises(entry.OutsideBand):
            entry.complete({"score": 101}, WRITTEN)

    def test_answered_factors_only(self):
        """SAT-03 what is not answered leaves its weight to the rest"""
        lines = [(50, 90, "answered"), (30, 0, "na"), (20, 70, "answered")]
        self.assertEqual(score.lines_mean(lines).score, Decimal("84.29"))
        self.assertEqual(score.lines_mean(lines).denominator, 70)
        nothing = [(50, 90, "empty"), (30, 0, "na"), (0, 70, "answered")]
        self.assertIsNone(score.lines_mean(nothing).score)

    @given(st.lists(st.tuples(weights, points), min_size=1, max_size=12))
    def test_mean_lies_between(self, pairs):
        """SAT-03 a weighted mean lies between its least and its greatest value"""
        mean = score.weighted_mean(pairs).score
        counted = [value for weight, value in pairs if weight > 0]
        if not counted:
            self.assertIsNone(mean)
        else:
            self.assertTrue(min(counted) <= mean <= max(counted))

    def test_total(self):
        """SAT-01 weights of what applies; what is lacking is shown as coverage"""

        def total(*components):
            return score.total(score.Component(*one) for one in components)

        whole = total(
            ("questionnaire", 2, 85.5), ("contract", 1, 90), ("award", 1, None, False)
        )
        self.assertEqual((whole.score, whole.coverage), (87, 1))
        part = total(("questionnaire", 1, 85.5), ("contract", 1, None))
        self.assertEqual((part.score, part.coverage), (Decimal("85.5"), Decimal("0.5")))
        required = total(("questionnaire", 1, 90), ("award", 1, None, False, True))
        self.assertIsNone(required.score)
        self.assertEqual(required.missing, ("award",))
        self.assertEqual(required.coverage, Decimal("0.5"))
        unused = total(("questionnaire", 1, 90), ("award", 0, None, True, True))
        self.assertEqual((unused.score, unused.coverage), (90, 1))
        self.assertIsNone(total(("questionnaire", 1, None)).score)

    def test_passed(self):
        """SAT-03 80 passes, an average 80 too; compared as it is shown"""
        self.assertTrue(score.is_passed(80, 80))
        self.assertEqual(levels.level_of(WRITTEN, 80), "average")
        self.assertTrue(score.is_passed(Decimal("79.995"), 80))
        self.assertFalse(score.is_passed(79.99, 80))
        self.assertFalse(score.is_passed(None, 80))

    def test_awards(self):
        """SAT-01 points up to the cap; expired ones and those to come are left out"""
        awards = [
            score.Award("city", 20, date(2026, 1, 1)),
            score.Award("nation", 30, date(2025, 1, 1), date(2026, 6, 30)),
            score.Award("old", 30, date(2020, 1, 1), date(2026, 6, 29)),
            score.Award("next", 10, date(2026, 7, 1)),
        ]
        counted = score.count_awards(awards, date(2026, 6, 30), 60, 100)
        self.assertEqual(
            [(one.key, one.counted, one.reason) for one in counted],
            [
                ("nation", 30, None),
                ("old", 0, "expired"),
                ("city", 10, "cap"),
                ("next", 0, "early"),
            ],
        )
        self.assertEqual(score.award_score(counted, 60, 100), 100)
        self.assertIsNone(score.award_score(counted[3:], 60, 100))
        self.assertEqual(score.award_formula(60, [30, 10], 100), "60 + 30 + 10 = 100")
