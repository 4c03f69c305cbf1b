# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import random
from decimal import Decimal

from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from ..engine import methods, points, scorecard
from ..engine.spec import Band, Indicator, Scorecard, Threshold


@tagged("post_install", "-at_install")
class TestEngineAgreement(TransactionCase):
    """The statement and the Python arithmetic say the same, on random schemes."""

    def _decimal(self, rng, low, high, digits=2):
        return Decimal(rng.randint(low * 10**digits, high * 10**digits)).scaleb(-digits)

    def _indicator(self, rng, position, weight):
        method = rng.choice(["bands", "linear", "assessed"])
        lowers = rng.sample(range(-500, 5000), rng.randint(2, 8))
        floor = self._decimal(rng, -100, 100)
        return Indicator(
            code=f"i{position}",
            weight=weight,
            method=method,
            fact="any",
            missing=rng.choice(["skip", "skip", "zero", "block"]),
            digits=rng.randint(0, 3),
            bands=tuple(
                Band(Decimal(lower), self._decimal(rng, 0, 100)) for lower in lowers
            ),
            floor=floor,
            cap=floor + rng.choice([-1, 1]) * self._decimal(rng, 1, 200),
        )

    def _scorecard(self, rng):
        cuts = sorted(rng.sample(range(1, 10000), 4))
        weights = [
            Decimal(high - low).scaleb(-2)
            for low, high in zip([0, *cuts], [*cuts, 10000], strict=True)
        ]
        bounds = sorted(rng.sample(range(1, 10000), 3), reverse=True)
        return Scorecard(
            tuple(self._indicator(rng, i, weight) for i, weight in enumerate(weights)),
            tuple(
                Threshold(grade, Decimal(bound).scaleb(-2))
                for grade, bound in enumerate([*bounds, 0], start=1)
            ),
            self._decimal(rng, 0, 100),
        )

    def _raw(self, rng, indicator):
        if rng.random() < 0.2:
            return None
        edge = rng.choice(
            [band.lower for band in indicator.bands] + [indicator.floor, indicator.cap]
        )
        return rng.choice(
            [edge, edge - Decimal("0.005"), self._decimal(rng, -600, 6000, 4)]
        )

    def test_same_points_scores_and_grades(self):
        """GRD-01 GRD-02 GRD-04 SQL and Python agree to the cent on 2 000 customers."""
        rng = random.Random(20260630)
        for _scheme in range(20):
            card = self._scorecard(rng)
            rows = [
                [self._raw(rng, indicator) for indicator in card.indicators]
                for _customer in range(100)
            ]
            for figures, got in zip(rows, self._run_sql(card, rows), strict=True):
                points = {
                    indicator.code: scorecard.points(indicator, raw)
                    for indicator, raw in zip(card.indicators, figures, strict=True)
                }
                score, coverage = scorecard.score(card.indicators, points)
                expected = {
                    "score": score,
                    "coverage": coverage,
                    "grade_id": scorecard.grade(card.thresholds, score),
                    "status": scorecard.status(card, score, coverage),
                    **{f"p_{code}": value for code, value in points.items()},
                }
                # the cursor gives numbers with two decimals as floats
                expected = {
                    key: float(value) if isinstance(value, Decimal) else value
                    for key, value in expected.items()
                }
                self.assertEqual(got, expected, (card, figures))

    def _run_sql(self, card, rows):
        """The compiler's own steps on given figures instead of documents."""
        count = range(len(card.indicators))
        columns = SQL(", ").join(SQL.identifier(f"raw_{i}") for i in count)
        values = SQL(", ").join(
            SQL(
                "(%s, %s)",
                position,
                SQL(", ").join(SQL("%s::numeric", raw) for raw in figures),
            )
            for position, figures in enumerate(rows)
        )
        measured = SQL(", ").join(
            SQL(
                "ROUND(%s, %s) AS %s",
                SQL.identifier(f"raw_{i}"),
                indicator.digits,
                SQL.identifier(f"raw_{i}"),
            )
            for i, indicator in enumerate(card.indicators)
        )
        query = SQL(
            """WITH given (position, %(columns)s) AS (VALUES %(values)s),
                measured AS (
                    SELECT position, NULL::text AS excluded, %(measured)s FROM given),
                pointed AS (%(pointed)s), scored AS (%(scored)s), ranked AS (%(ranked)s)
            SELECT points AS score, known AS coverage, grade_id, status, %(points)s
              FROM ranked ORDER BY position""",
            columns=columns,
            values=values,
            measured=measured,
            pointed=points.pointed(card.indicators),
            scored=methods.scored(card),
            ranked=methods.ranked(card),
            points=SQL(", ").join(
                SQL(
                    "%s AS %s",
                    SQL.identifier(f"points_{i}"),
                    SQL.identifier(f"p_i{i}"),
                )
                for i in count
            ),
        )
        return self.env.execute_query_dict(query)
