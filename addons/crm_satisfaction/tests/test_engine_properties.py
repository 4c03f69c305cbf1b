# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, TransactionCase
from odoo.tools import SQL

from ..engine import below, entry, levels, rollup, score, timing

points = st.decimals(0, 100, places=2)
weights = st.decimals(0, 100, places=2)
states = st.sampled_from([score.ANSWERED, score.NOT_APPLICABLE, score.EMPTY])
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
# Four levels by whole or broken lower bounds, the worst from 0 on
scales = st.sets(st.integers(1, 9999), min_size=1, max_size=4).map(
    lambda bounds: [
        levels.Level(number, bound / 100, bound / 100)
        for number, bound in enumerate([0, *sorted(bounds)], 1)
    ]
)
parts = st.lists(
    st.builds(rollup.Part, st.just("Q"), weights, st.none() | points), max_size=8
)


class TestLevelProperties(BaseCase):
    @given(scales, points, points)
    def test_levels(self, scale, one, other):
        """SAT-02 every score has exactly one level, and a better one no worse"""
        low, high = sorted((one, other))
        found = [band for band in levels.bands(scale) if low in band]
        self.assertEqual(len(found), 1)
        self.assertEqual(levels.level_of(scale, low), found[0].level.key)
        self.assertEqual(levels.level_of(scale[::-1], low), found[0].level.key)
        self.assertLessEqual(levels.level_of(scale, low), levels.level_of(scale, high))
        self.assertTrue(levels.fits(scale, found[0].level.key, low))

    @given(scales, st.sampled_from(["middle", "top"]))
    def test_proposed(self, scale, where):
        """SAT-02 the points proposed for a level are points of this level"""
        for level in scale:
            value = levels.proposed_value(scale, level.key, where)
            self.assertTrue(levels.fits(scale, level.key, value), value)

    @given(
        scales,
        st.dictionaries(
            st.sampled_from(["state", "level_id", "score"]), st.none(), max_size=3
        ),
        st.integers(0, 6),
        points,
        states,
    )
    def test_entry(self, scale, wanted, level, value, state):
        """SAT-02 what is entered fits together or is refused, and once is enough"""
        values = {"state": state, "level_id": level, "score": value}
        typed = {name: values[name] for name in wanted}
        try:
            found = entry.complete(typed, scale)
        except (entry.OutsideBand, KeyError):
            return
        self.assertEqual(set(found), {"state", "level_id", "score"})
        if found["level_id"]:
            self.assertEqual(found["state"], score.ANSWERED)
            self.assertTrue(levels.fits(scale, found["level_id"], found["score"]))
        if found["level_id"] or found["state"] != score.ANSWERED:
            self.assertEqual(entry.complete(found, scale), found)
        empty = {"state": score.NOT_APPLICABLE, "level_id": None, "score": 0}
        self.assertEqual(
            entry.complete({"state": score.NOT_APPLICABLE}, scale, current=found), empty
        )

    @given(
        st.lists(st.tuples(st.text(max_size=3), points), max_size=9),
        points,
        st.integers(0, 5),
    )
    def test_weakest(self, figures, mark, count):
        """SAT-08 the weakest are below the mark, and nothing left out is weaker"""
        found = below.weakest(figures, mark, count)
        self.assertLessEqual(len(found), count)
        self.assertTrue(all(value < mark for _name, value in found))
        rest = list(figures)
        for figure in found:
            rest.remove(figure)
        left = [value for _name, value in rest if value < mark]
        if left:
            self.assertEqual(len(found), count)
            self.assertTrue(all(value <= min(left) for _name, value in found))


class TestScoreProperties(BaseCase):
    @given(st.lists(st.tuples(weights, points, states), max_size=9))
    def test_lines(self, lines):
        """SAT-03 only answers count, in any order; more points are no worse"""
        mean = score.lines_mean(lines)
        self.assertEqual(mean, score.lines_mean(lines[::-1]))
        answered = [line for line in lines if line[2] == score.ANSWERED and line[0]]
        self.assertEqual(mean.score is None, not answered)
        if answered:
            values = [value for _weight, value, _state in answered]
            self.assertTrue(min(values) <= mean.score <= max(values))
            better = [
                (weight, min(value + 1, 100), state) for weight, value, state in lines
            ]
            self.assertGreaterEqual(score.lines_mean(better).score, mean.score)
            scaled = [(weight * 7, value, state) for weight, value, state in lines]
            self.assertEqual(score.lines_mean(scaled).score, mean.score)

    @given(
        st.lists(
            st.tuples(weights, st.none() | points, st.booleans(), st.booleans()),
            min_size=3,
            max_size=3,
        )
    )
    def test_total(self, rows):
        """SAT-01 a total lies between its sources; without a required one is none"""
        components = [
            score.Component(code, *row)
            for code, row in zip(score.COMPONENTS, rows, strict=True)
        ]
        total = score.total(components)
        self.assertEqual(total.score, score.total(components[::-1]).score)
        self.assertTrue(0 <= total.coverage <= 1)
        known = [one.score for one in components if one.is_known]
        lacking = [one for one in components if one.required and one.weight]
        lacking = [one.code for one in lacking if one.score is None]
        self.assertEqual(list(total.missing), lacking)
        self.assertEqual(total.score is None, bool(lacking) or not known)
        if total.score is not None:
            self.assertTrue(min(known) <= total.score <= max(known))

    @given(
        st.lists(
            st.builds(
                score.Award,
                st.integers(1, 99),
                st.decimals(0, 60, places=1),
                days,
                st.none() | days,
            ),
            max_size=6,
            unique_by=lambda award: award.key,
        ),
        days,
        st.integers(0, 100),
        st.integers(0, 100),
    )
    def test_awards(self, awards, on, one, other):
        """SAT-01 awards add up to the cap, each no more than it is worth"""
        base, cap = sorted((one, other))
        counted = score.count_awards(awards, on, base, cap)
        self.assertEqual(counted, score.count_awards(awards[::-1], on, base, cap))
        self.assertEqual(
            {one.key: one.points for one in counted},
            {award.key: award.points for award in awards},
        )
        self.assertTrue(all(0 <= one.counted <= one.points for one in counted))
        found = score.award_score(counted, base, cap)
        valid = [a for a in awards if a.since <= on and not (a.until and a.until < on)]
        self.assertEqual(found is None, not valid)
        if valid:
            whole = base + sum(award.points for award in valid)
            self.assertEqual(found, score.rounded(min(whole, cap)))

    @given(st.decimals(-1000, 1000, places=4))
    def test_plain(self, number):
        """SAT-03 a figure without idle zeros is the same figure"""
        text = score.plain(number)
        self.assertEqual(Decimal(text), number)
        self.assertFalse("." in text and text.endswith(("0", ".")))

    @given(points, points)
    def test_passed(self, value, mark):
        """SAT-03 who reaches the mark passes, as both are shown"""
        self.assertEqual(score.is_passed(value, mark), value >= mark)
        self.assertTrue(score.is_passed(value, value))


class TestRollupProperties(BaseCase):
    @given(st.lists(points, max_size=12), st.integers(0, 5))
    def test_mean(self, scores, left_out):
        """SAT-07 a mean lies between its scores; what is left out lowers coverage"""
        figure = rollup.mean(scores, left_out)
        self.assertEqual(figure, rollup.mean(scores[::-1], left_out))
        self.assertEqual(figure.score is None, not scores)
        self.assertTrue(0 <= figure.coverage <= 1)
        if scores:
            self.assertTrue(min(scores) <= figure.score <= max(scores))
            self.assertEqual(figure.coverage == 1, not left_out)

    @given(parts)
    def test_weighted(self, quarters):
        """SAT-07 a part without a figure leaves its weight to the others"""
        figure = rollup.weighted(quarters)
        self.assertEqual(figure, rollup.weighted(reversed(quarters)))
        counted = [part for part in quarters if part.counts]
        self.assertEqual(figure.score is None, not counted)
        self.assertTrue(0 <= figure.coverage <= 1)
        self.assertEqual(figure.score, rollup.weighted(counted).score)
        if counted:
            values = [part.score for part in counted]
            self.assertTrue(min(values) <= figure.score <= max(values))
            better = [
                rollup.Part(part.name, part.weight, min(part.score + 1, 100))
                for part in counted
            ]
            self.assertGreaterEqual(rollup.weighted(better).score, figure.score)

    @given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
    def test_promoters(self, promoters, detractors, passives):
        """SAT-11 from all against to all for; who is most is the customer's attitude"""
        answers = promoters + detractors + passives
        net = rollup.net_promoters(promoters, detractors, answers)
        attitude = rollup.attitude(promoters, detractors, answers)
        if not answers:
            self.assertIsNone(net)
            self.assertEqual(attitude, "unknown")
            return
        self.assertTrue(-100 <= net <= 100)
        self.assertEqual(rollup.net_promoters(detractors, promoters, answers), -net)
        counts = {"promoter": promoters, "detractor": detractors, "passive": passives}
        self.assertEqual(counts[attitude], max(counts.values()))

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["Q1", "Q2"]),
                st.integers(1, 2),
                st.just(1),
                st.integers(1, 3),
                st.none() | points,
            ),
            max_size=20,
        )
    )
    def test_projects(self, measured):
        """SAT-07 a project counts once in a quarter, by its mean or its latest score"""
        known = [row for row in measured if row[-1] is not None]
        means = rollup.score_projects(measured)
        latest = rollup.score_projects(measured, last=True)
        self.assertEqual(set(means), {row[:-1] for row in known})
        self.assertEqual(latest, {row[:-1]: row[-1] for row in known})
        for key, value in means.items():
            own = [row[-1] for row in known if row[:-1] == key]
            self.assertTrue(min(own) <= value <= max(own))


class TestRoundingAgreement(TransactionCase):
    @given(
        st.lists(
            st.fractions(-1000, 1000, max_denominator=999), min_size=50, max_size=99
        )
    )
    @settings(phases=[Phase.generate], max_examples=10)
    def test_half_up(self, numbers):
        """SAT-03 SAT-07 the database rounds as Python does, halves and all"""
        numbers += [Fraction(number, 200) for number in range(-9, 10)]
        rows = self.env.execute_query(
            SQL(
                """SELECT ROUND(a::numeric / b, 2)::text
                     FROM unnest(%s, %s) WITH ORDINALITY AS given (a, b, position)
                    ORDER BY position""",
                [number.numerator for number in numbers],
                [number.denominator for number in numbers],
            )
        )
        found = [Decimal(text) for (text,) in rows]
        self.assertEqual(found, [rollup.half_up(number) for number in numbers])

    @given(scales, st.lists(points, min_size=50, max_size=99))
    @settings(phases=[Phase.generate], max_examples=10)
    def test_levels(self, scale, values):
        """SAT-02 the database finds the same level for any score"""
        values += [levels.rounded(level.lower) for level in scale]
        rows = self.env.execute_query(
            SQL(
                """SELECT (SELECT key
                             FROM unnest(%s, %s::numeric[]) AS level (key, lower)
                            WHERE level.lower <= given.score
                            ORDER BY level.lower DESC LIMIT 1)
                     FROM unnest(%s::numeric[])
                          WITH ORDINALITY AS given (score, position)
                    ORDER BY position""",
                [level.key for level in scale],
                [level.lower for level in scale],
                values,
            )
        )
        self.assertEqual(
            [key for (key,) in rows], [levels.level_of(scale, one) for one in values]
        )


class TestTimingProperties(BaseCase):
    dates = st.dictionaries(
        st.sampled_from(timing.DATES),
        st.none() | days | st.sampled_from([date.max, date(9999, 11, 5)]),
    )
    rules = st.lists(
        st.builds(
            timing.Rule,
            st.sampled_from(["deeds", "quarter", "settlement", "warranty", "manual"]),
            st.integers(0, 6),
            st.integers(0, 24),
            st.integers(1, 9),
        ),
        max_size=4,
    )

    @given(dates, rules, days, days)
    @example(
        {"date_completion": date(2026, 1, 1), "date_warranty_end": date.max},
        [timing.Rule("warranty")],
        date(2026, 1, 1),
        date(2027, 1, 1),
    )
    @example(
        {"date_start": date(9999, 11, 5)},
        [timing.Rule("quarter")],
        date(2026, 1, 1),
        date(2027, 1, 1),
    )
    def test_found_again(self, dates, rules, one, other):
        """SAT-05 any dates, also for ever: a window is found again by its key"""
        first, last = sorted((one, other))
        for window in timing.due_windows(dates, rules, first, last):
            self.assertLessEqual(window.start, window.end)
            self.assertTrue(window.end >= first and window.start <= last)
            self.assertEqual(timing.find_window(dates, rules, window.key), window)

    @given(dates, rules, days, days)
    def test_phases(self, dates, rules, one, other):
        """SAT-05 an object has a phase on any day; ended, it stays so"""
        first, last = sorted((one, other))
        if timing.phase_of(dates, first) == "ended":
            self.assertEqual(timing.phase_of(dates, last), "ended")
        missing = timing.missing_dates(dates, rules, first)
        self.assertFalse(any(dates.get(name) for name in missing))
        self.assertLessEqual(
            set(missing), set(timing.missing_dates(dates, rules, last))
        )

    @given(days | st.just(date.max), st.integers(0, 200_000))
    def test_months(self, day, months):
        """SAT-05 months on, the calendar may end but never goes back"""
        self.assertGreaterEqual(timing.add_months(day, months), day)
