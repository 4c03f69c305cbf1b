# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
import random
from collections import defaultdict
from decimal import Decimal

from freezegun import freeze_time

from odoo.tests import tagged

from ..engine import rollup
from .common import NOW
from .rollup_common import RollupCommon

QUARTERS = ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"]


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRollupEngine(RollupCommon):
    """The arithmetic by itself, and against what the database does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        units = cls.env["crm.policy.unit"]
        cls.branch = units.create({"name": "Branch", "satisfaction_weight": 2.5})
        cls.team = units.create({"name": "Team", "parent_id": cls.branch.id})
        cls.far = units.create({"name": "Far", "satisfaction_weight": 0})
        cls.units = cls.works | cls.service | cls.quality
        cls.units |= cls.branch | cls.team | cls.far
        cls.other_kind = cls.env["crm.satisfaction.kind"].create(
            {"name": "Roads", "code": "roads"}
        )
        cls.subjects = [
            cls._new_subject(
                name=f"Object {number}",
                unit_id=unit.id,
                kind_id=kind.id,
                respondent_ids=[],
            )
            for number, unit in enumerate([*cls.units, *cls.units])
            for kind in (cls.kind, cls.other_kind)
        ]

    def test_examples(self):
        """SAT-07 SAT-11 the arithmetic does what its examples say"""
        result = doctest.testmod(rollup)
        self.assertTrue(result.attempted)
        self.assertFalse(result.failed)

    def test_edges(self):
        """SAT-07 no figure is not 0; a part without figure leaves it to the others"""
        nothing = rollup.weighted([rollup.Part("Q1", 1, None)])
        self.assertEqual((nothing.score, nothing.coverage), (None, 0))
        self.assertIsNone(rollup.weighted([rollup.Part("Q1", 0, 90)]).score)
        self.assertIsNone(rollup.weighted([]).score)
        zero = rollup.mean([0, 0])
        self.assertEqual((zero.score, zero.denominator), (0, 2))
        half = rollup.weighted([rollup.Part("Q1", 1, 80), rollup.Part("Q2", 1, None)])
        self.assertEqual((half.score, half.coverage), (80, Decimal("0.5")))
        self.assertEqual(rollup.mean([80, 80.01]).score, Decimal("80.01"))
        self.assertIsNone(rollup.net_promoters(0, 0, 0))

    def _write_measurements(self, rng):
        """Random measurements of four quarters, done in random order."""
        periods = self.env["crm.satisfaction.period"]
        measurements = self.env["crm.satisfaction.measurement"]
        vals_list = [
            {"subject_id": subject.id, "date_from": day, "date_to": day}
            for subject in self.subjects
            for day in QUARTERS
            for _each in range(rng.choice((0, 0, 1, 1, 2, 3)))
        ]
        rows = measurements.create(vals_list)
        for row in rows:
            asked = rng.randrange(4)
            promoters = rng.randint(0, asked)
            row._decide(
                {
                    "state": "done",
                    "has_score": rng.random() < 0.85,
                    "score": rng.randrange(4000, 10001) / 100,
                    "is_rolled_up": rng.random() < 0.9,
                    "done_on": f"2026-01-{rng.randint(1, 28):02d} 01:00:00",
                    "rollup_period_id": periods._take(self.company, row.date_to).id,
                    "recommend_count": asked,
                    "promoter_count": promoters,
                    "detractor_count": rng.randint(0, asked - promoters),
                }
            )
        return rows

    def _expect(self, rows, last):
        """Score and coverage of every row of each period, in plain Python."""
        # sudo: the settings of the company
        company = self.company
        rows = rows.sorted(lambda row: (row.done_on, row.id))
        projects = rollup.score_projects(
            [
                (
                    row.rollup_period_id.name,
                    row.unit_id,
                    row.kind_id,
                    row.subject_id,
                    row.score if row.has_score and row.is_rolled_up else None,
                )
                for row in rows
            ],
            last=last,
        )
        means = defaultdict(list)
        level = company.satisfaction_unit_level
        for (quarter, unit, kind, _subject), score in projects.items():
            path = [int(part) for part in unit.parent_path.split("/")[:-1]]
            own = path[level - 1] if len(path) >= level else unit.id
            keys = [("company", 0), ("kind", kind.id), ("subsidiary", own)]
            for key in keys + [("unit", above) for above in path]:
                means[quarter, key].append(score)
        quarters = [f"2025-Q{number}" for number in range(1, 5)]
        figures = {key: rollup.mean(scores) for key, scores in means.items()}
        weights = [company[f"satisfaction_weight_q{number}"] for number in range(1, 5)]
        years, counts = {}, {}
        at_level = self.units.filtered(
            lambda unit: unit.parent_path.count("/") == level
        )
        keys = {key for _quarter, key in figures}
        keys |= {("subsidiary", unit.id) for unit in at_level}
        for key in keys:
            found = [figures.get((quarter, key)) for quarter in quarters]
            counts[key] = sum(one.denominator for one in found if one)
            years[key] = rollup.weighted(
                rollup.Part(quarter, weight, one.score if one else None)
                for quarter, weight, one in zip(quarters, weights, found, strict=True)
            )
        manual = {unit.id: unit.satisfaction_weight for unit in self.units}
        years["company", 0] = rollup.weighted(
            rollup.Part(
                key,
                rollup.weigh_units(
                    company.satisfaction_unit_weighting, counts[key], manual[key[1]]
                ),
                year.score,
            )
            for key, year in years.items()
            if key[0] == "subsidiary"
        )
        return figures, years

    def test_agreement(self):
        """SAT-07 the statement of the database and plain Python say the same"""
        rng = random.Random(7)
        rows = self._write_measurements(rng)
        periods = self.env["crm.satisfaction.period"].search(
            [("company_id", "=", self.company.id)]
        )
        year = self._period("2025")
        for weighting, level, repeated in (
            ("equal", 1, "mean"),
            ("projects", 2, "last"),
            ("manual", 1, "mean"),
        ):
            self.company.write(
                {
                    "satisfaction_unit_weighting": weighting,
                    "satisfaction_unit_level": level,
                    "satisfaction_repeated": repeated,
                    "satisfaction_weight_q2": rng.choice((0, 1, 2.5)),
                    "satisfaction_weight_q4": rng.choice((0.5, 3)),
                }
            )
            periods._roll_up()
            self.assertEqual(periods._roll_up(), 0, "nothing changed, nothing written")
            figures, years = self._expect(rows, repeated == "last")
            for quarter in periods.filtered(lambda one: one.kind == "quarter"):
                for row in quarter.rollup_ids:
                    figure = figures.get((quarter.name, self._key(row)))
                    self._compare(row, figure)
            for row in year.rollup_ids:
                self._compare(row, years.get(self._key(row)))
            counted = rows.filtered(lambda row: row.has_score and row.is_rolled_up)
            self.assertEqual(self._row(year).project_count, len(counted.subject_id))

    def _key(self, row):
        return (row.scope, row.unit_id.id or row.kind_id.id or 0)

    def _compare(self, row, figure):
        what = f"{row.display_name} {row.formula}"
        score = figure and figure.score
        self.assertEqual(row.has_score, score is not None, what)
        self.assertEqual(row.score, float(score or 0), what)
        if score is not None:
            self.assertAlmostEqual(row.numerator, float(figure.numerator), 2, what)
            self.assertEqual(row.denominator, float(figure.denominator), what)
        if row.period_kind == "year" and row.scope != "company" and figure:
            self.assertEqual(row.coverage, float(figure.coverage), what)
        promoters = rollup.net_promoters(
            row.promoter_count, row.detractor_count, row.recommend_count
        )
        self.assertEqual(row.nps, float(promoters or 0))
