# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dataclasses import replace
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, TransactionCase
from odoo.tools import SQL

from ..engine import (
    comparison,
    correction,
    effect,
    measures,
    points,
    risk,
    sample,
    scorecard,
)
from ..engine.outcome import outcome
from ..engine.spec import Amount, Band, Indicator, Matrix, Scorecard, Threshold

ZERO, HUNDRED = Decimal(0), Decimal(100)

cents = st.decimals(0, 100, places=2)
figures = st.decimals(-1000, 1000, places=3)
missing = st.sampled_from(["skip", "zero", "block"])
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
# Lower bounds of grades, the last one open below
thresholds = st.sets(st.integers(1, 9999), max_size=4).map(
    lambda bounds: tuple(
        Threshold(number, Decimal(bound) / 100)
        for number, bound in enumerate([*sorted(bounds, reverse=True), 0], 1)
    )
)
linear = st.builds(
    lambda floor, span, digits, missing: Indicator(
        "linear",
        Decimal(30),
        "linear",
        missing=missing,
        digits=digits,
        floor=Decimal(floor),
        cap=Decimal(floor + span),
    ),
    st.integers(-100, 100),
    st.integers(-90, 90).filter(bool),
    st.integers(0, 3),
    missing,
)
assessed = st.builds(
    Indicator,
    st.just("assessed"),
    st.just(Decimal(20)),
    st.just("assessed"),
    missing=missing,
)


@st.composite
def banded(draw, rises=True):
    """An indicator whose points rise from band to band, or are any."""
    lowers = sorted(draw(st.sets(st.integers(-900, 900), min_size=2, max_size=6)))
    earned = [draw(cents) for _lower in lowers]
    if rises:
        earned.sort()
    return Indicator(
        "bands",
        Decimal(50),
        "bands",
        missing=draw(missing),
        digits=draw(st.integers(0, 3)),
        bands=tuple(map(Band, map(Decimal, lowers), earned)),
    )


cards = st.builds(
    lambda bounds, coverage, *indicators: Scorecard(indicators, bounds, coverage),
    thresholds,
    cents,
    banded(rises=False),
    linear,
    assessed,
)
raws = st.fixed_dictionaries(
    {code: st.none() | figures for code in ("bands", "linear", "assessed")}
)


def _earn(card, raw_by_code):
    """Raw figures and points by code, as they are stored with a result."""
    return {
        indicator.code: (
            raw_by_code[indicator.code],
            scorecard.points(indicator, raw_by_code[indicator.code]),
        )
        for indicator in card.indicators
    }


class TestPointProperties(BaseCase):
    @given(banded(), figures, figures)
    def test_rising_bands(self, indicator, one, other):
        """GRD-04 where bands rise, a larger figure never earns fewer points"""
        low, high = (scorecard.points(indicator, raw) for raw in sorted((one, other)))
        self.assertTrue(ZERO <= low <= high <= HUNDRED)
        turned = replace(indicator, bands=indicator.bands[::-1])
        self.assertEqual(
            scorecard.points(turned, one), scorecard.points(indicator, one)
        )

    @given(linear, figures, figures)
    def test_linear(self, indicator, one, other):
        """GRD-04 towards the cap points grow; floor and cap earn nothing and all"""
        low, high = (scorecard.points(indicator, raw) for raw in sorted((one, other)))
        if indicator.cap < indicator.floor:
            low, high = high, low
        self.assertTrue(ZERO <= low <= high <= HUNDRED)
        self.assertEqual(scorecard.points(indicator, indicator.floor), 0)
        self.assertEqual(scorecard.points(indicator, indicator.cap), 100)

    @given(st.lists(st.integers(-5, 5), min_size=1, max_size=12))
    def test_percentile(self, raw):
        """GRD-04 the order of customers does not matter, equal ones earn the same"""
        earned = [
            scorecard.percentile_points(value, raw[:place] + raw[place + 1 :])
            for place, value in enumerate(raw)
        ]
        if len(raw) == 1:
            self.assertEqual(earned, [None])
            return
        ranked = sorted(zip(raw, earned, strict=True))
        self.assertEqual([value for _raw, value in ranked], sorted(earned))
        self.assertEqual(ranked[0][1], 0)
        self.assertEqual(len(set(ranked)), len(set(raw)))

    @given(cards, raws, st.permutations(range(3)))
    def test_score(self, card, raw_by_code, order):
        """GRD-01 a score lies between its points, whatever the order of indicators"""
        earned = {code: got for code, (_raw, got) in _earn(card, raw_by_code).items()}
        value, coverage = scorecard.score(card.indicators, earned)
        turned = [card.indicators[place] for place in order]
        self.assertEqual(scorecard.score(turned, earned), (value, coverage))
        self.assertTrue(ZERO <= coverage <= HUNDRED)
        counted = [
            earned[one.code] or ZERO
            for one in card.indicators
            if earned[one.code] is not None or one.missing == "zero"
        ]
        if value is not None:
            self.assertTrue(min(counted) <= value <= max(counted))
            self.assertIn(
                scorecard.status(card, value, coverage), ("graded", "provisional")
            )
        complete = all(got is not None for got in earned.values())
        self.assertEqual(coverage == HUNDRED, complete)

    @given(cards, raws, st.sampled_from([0, 1, 2]), cents)
    def test_more_points(self, card, raw_by_code, place, more):
        """GRD-01 GRD-02 more points on one indicator never give a worse grade"""
        earned = {code: got for code, (_raw, got) in _earn(card, raw_by_code).items()}
        code = card.indicators[place].code
        if earned[code] is None:
            return
        before, _coverage = scorecard.score(card.indicators, earned)
        earned[code] = min(HUNDRED, earned[code] + more)
        after, _coverage = scorecard.score(card.indicators, earned)
        if before is None:
            self.assertIsNone(after)
            return
        self.assertGreaterEqual(after, before)
        grades = [scorecard.grade(card.thresholds, one) for one in (before, after)]
        # the best grade has the lowest number
        self.assertGreaterEqual(*grades)

    @given(banded(rises=False) | linear, figures)
    def test_next_band(self, indicator, raw):
        """GRD-16 the next band earns more than the figure of today, as promised"""
        found = scorecard.next_band(indicator, raw)
        now = scorecard.points(indicator, raw)
        if found is None:
            best = max([band.points for band in indicator.bands], default=HUNDRED)
            self.assertGreaterEqual(now, min(best, HUNDRED))
            return
        figure, promised = found
        self.assertGreater(promised, now)
        self.assertEqual(scorecard.points(indicator, figure), promised)

    @given(st.lists(st.tuples(st.text(max_size=2), cents), min_size=1, max_size=6))
    def test_threshold_faults(self, pairs):
        """GRD-02 thresholds without a fault give each score exactly one grade"""
        if scorecard.threshold_faults(pairs):
            return
        bounds = [bound for _label, bound in pairs]
        self.assertEqual(bounds, sorted(set(bounds), reverse=True))
        self.assertEqual(bounds[-1], 0)


class TestResultProperties(BaseCase):
    @given(cards, raws)
    def test_outcome(self, card, raw_by_code):
        """GRD-01 GRD-10 a stored breakdown graded again gives the same result"""
        found = outcome(card, _earn(card, raw_by_code))
        self.assertEqual(found["status"] == "blocked", found["score"] is None)
        self.assertEqual(found["reason"] is None, found["status"] == "graded")
        self.assertEqual(found["grade_id"] is None, found["score"] is None)
        stored = {
            code: {
                "raw": None if raw is None else float(raw),
                "points": None if earned is None else float(earned),
            }
            for code, (raw, earned) in _earn(card, raw_by_code).items()
        }
        again = correction.regraded(card, stored, found["grade_id"])
        for name in ("status", "reason", "grade_id"):
            self.assertEqual(again[name], found[name])
        self.assertEqual(again["score"], found["score"] and float(found["score"]))
        self.assertEqual(again["steps"], 0)

    @given(cards, raws, st.sampled_from([0, 1, 2]), figures)
    def test_correction(self, card, raw_by_code, place, figure):
        """GRD-10 a corrected figure earns what it would have earned at once"""
        indicator = card.indicators[place]
        entry = {"raw": raw_by_code[indicator.code], "points": 1, "parts": {"a": 1}}
        corrected = correction.corrected_entry(indicator, entry, figure)
        self.assertEqual(
            corrected["points"], float(scorecard.points(indicator, figure))
        )
        self.assertNotIn("parts", corrected)
        self.assertIn("parts", entry, "the stored entry stays")

    @given(
        st.permutations(range(1, 5)), st.none() | st.integers(1, 5), st.integers(1, 5)
    )
    def test_moved(self, grades, before, after):
        """GRD-11 there and back is no way; up is towards the best grade"""
        there = correction.moved(grades, before, after)
        if before in grades and after in grades:
            back = correction.moved(grades, after, before)
            self.assertEqual(there["steps"] + back["steps"], 0)
            self.assertEqual(there["movement"] == "same", before == after)
            best = correction.moved(grades, before, grades[0])
            self.assertIn(best["movement"], ("up", "same"))
        else:
            self.assertEqual(there, {"steps": 0, "movement": "new"})

    @given(thresholds, st.none() | st.decimals(-100, 10**9, places=4))
    def test_amount(self, bounds, amount):
        """GRD-05 any amount has a grade, the lowest one below all bounds"""
        method = Amount((Indicator("amount", HUNDRED, "figure"),), bounds)
        found = outcome(method, {"amount": (amount, None)})
        self.assertEqual(found["grade_id"] is None, amount is None)
        self.assertEqual(found["status"] == "blocked", amount is None)
        if amount is not None and amount < 0:
            self.assertEqual(found["grade_id"], bounds[-1].grade_id)

    @given(cards, cards, raws)
    def test_matrix(self, value, potential, raw_by_code):
        """GRD-07 two classes make one grade; without one of them there is none"""
        cells = {
            (one.grade_id, other.grade_id): 10 * one.grade_id + other.grade_id
            for one in value.thresholds
            for other in potential.thresholds
        }
        method = Matrix(value, potential, cells, tuple(cells.values()), HUNDRED)
        found = outcome(
            method, _earn(value, raw_by_code) | _earn(potential, raw_by_code)
        )
        classes = (found["value_class_id"], found["potential_class_id"])
        self.assertEqual(found["grade_id"] is None, None in classes)
        self.assertEqual(found["grade_id"], cells.get(classes))
        self.assertEqual(found["status"] == "blocked", None in classes)

    @given(
        st.builds(
            risk.Figures,
            st.sampled_from(risk.STEPS),
            st.booleans(),
            st.integers(0, 9),
            *[st.none() | st.integers(0, 100)] * 6,
        ),
        st.builds(risk.Policy, *[st.integers(0, 60)] * 4),
    )
    def test_risk(self, known, policy):
        """GRD-14 one step at a time, with a reason; a stricter limit proposes more"""
        found = risk.propose(known, policy)
        if found is None:
            return
        self.assertTrue(found.reasons)
        self.assertNotEqual(found.step, known.step)
        if not known.at_risk:
            self.assertEqual(found.step, "none")
            return
        self.assertEqual(found.step, risk.following(known.step))
        lower = risk.Policy(
            *(
                limit and limit - (limit > 1)
                for limit in (
                    policy.low_rounds,
                    policy.score_fall,
                    policy.payment_fall,
                    policy.overdue_growth,
                )
            )
        )
        self.assertLessEqual(
            {reason[0] for reason in found.reasons},
            {reason[0] for reason in risk.propose(known, lower).reasons},
        )

    @given(st.integers(0, 10**6), st.integers(1, 100))
    def test_sample(self, count, percent):
        """GRD-16 a sample has its share, one at least, and never more than there are"""
        size = sample.size_of(count, percent)
        self.assertTrue(bool(count) <= size <= count)
        self.assertTrue(100 * size >= count * percent > 100 * (size - 1) or not count)

    @given(days, days, st.integers(1, 36))
    def test_effect(self, one, other, months):
        """GRD-17 both windows have the same months, and the second one is over"""
        start, today = sorted((one, other))
        span = effect.windows(start, today, months)
        self.assertTrue(0 <= span.months <= months)
        if span.months:
            self.assertLess(span.after, today)
        if span.months < months:
            self.assertGreater(start + relativedelta(months=span.months + 1), today)
        self.assertLess(span.before, span.start)
        self.assertLessEqual(span.first + relativedelta(months=span.months), start)


class TestMeasureProperties(BaseCase):
    @given(
        st.builds(
            measures.Measure,
            st.just(1),
            st.just(2),
            st.sampled_from(["month", "quarter", "half", "year", measures.ONCE]),
            st.integers(1, 6),
            st.just("salesperson"),
            st.integers(0, 60),
            st.integers(0, 40),
            st.integers(0, 60),
            st.just(100.0),
        ),
        days,
        st.integers(0, 400),
    )
    def test_slots(self, measure, today, ahead):
        """GRD-13 each period asks each number once, in time, and nothing of the past"""
        until = today + relativedelta(days=ahead)
        asked = measures.slots(measure, today, until)
        keys = [(slot.period, slot.number) for slot in asked]
        self.assertEqual(len(set(keys)), len(keys))
        for slot in asked:
            self.assertTrue(slot.period_start <= slot.date_deadline <= slot.period_end)
            self.assertGreaterEqual(slot.date_deadline, today)
            self.assertLessEqual(slot.visible_from, slot.date_deadline)
        if measure.cadence == measures.ONCE:
            self.assertEqual(len(asked), measure.count)
            return
        for code in {slot.period for slot in asked if slot.period_start > today}:
            own = [slot for slot in asked if slot.period == code]
            if own[0].period_start <= until:
                self.assertEqual(len(own), measure.count)
            dues = [slot.date_deadline for slot in own]
            self.assertEqual(dues, sorted(dues))
        later = measures.slots(measure, today, until + relativedelta(months=3))
        self.assertLessEqual(set(keys), {(slot.period, slot.number) for slot in later})


class TestSqlAgreement(TransactionCase):
    """What exists in SQL and in Python says the same of many random figures."""

    @given(st.lists(st.none() | st.integers(-9, 9), min_size=40, max_size=90))
    @settings(phases=[Phase.generate], max_examples=10)
    def test_percentile(self, raw):
        """GRD-04 the statement ranks all customers as Python ranks each of them"""
        rows = self.env.execute_query(
            SQL(
                """SELECT %s FROM (
                       SELECT raw::numeric, NULL::text AS excluded, position
                         FROM unnest(%s::int[]) WITH ORDINALITY AS given (raw, position)
                   ) measured ORDER BY position""",
                points.percentile_sql(SQL.identifier("raw")),
                raw,
            )
        )
        known = [value for value in raw if value is not None]
        expected = []
        for value in raw:
            others = list(known)
            if value is not None:
                others.remove(value)
            earned = scorecard.percentile_points(value, others)
            expected.append(None if earned is None else float(earned))
        self.assertEqual([earned for (earned,) in rows], expected)

    @given(
        st.sampled_from([*sorted(comparison.OPERATORS - {"in"})]),
        st.integers(-2, 2),
        st.lists(st.sampled_from([-1, 0, 1, False, None]), max_size=3),
    )
    @settings(phases=[Phase.generate], max_examples=15)
    def test_comparison(self, operator, value, wanted):
        """GRD-08 conditions find what they would find in Python, unknown figures too"""
        raw = [None, -2, -1, 0, 1, 2]
        figure = SQL.identifier("figure")
        rows = self.env.execute_query(
            SQL(
                "SELECT COALESCE(%s, FALSE), %s FROM unnest(%s) WITH ORDINALITY"
                " AS given (figure, position) ORDER BY position",
                comparison.compare(figure, operator, value),
                comparison.compare(figure, "in", wanted),
                raw,
            )
        )
        holds = {
            "<": lambda one: one < value,
            "<=": lambda one: one <= value,
            ">": lambda one: one > value,
            ">=": lambda one: one >= value,
        }[operator]
        unknown = any(item is None or item is False for item in wanted)
        listed = [item for item in wanted if item is not None and item is not False]
        self.assertEqual(
            rows,
            [
                (
                    one is not None and holds(one),
                    unknown if one is None else one in listed,
                )
                for one in raw
            ],
        )
