# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from decimal import Decimal

from odoo.tests import BaseCase, tagged

from ..engine import correction, spec


def _indicator(code, **values):
    return spec.Indicator(
        code=code, weight=Decimal(50), **{"method": "assessed", **values}
    )


@tagged("post_install", "-at_install")
class TestCorrectionEngine(BaseCase):
    """The arithmetic of a corrected result, without a database."""

    bands = (
        spec.Band(Decimal(0), Decimal(20)),
        spec.Band(Decimal(1000), Decimal(60)),
        spec.Band(Decimal(5000), Decimal(100)),
    )
    thresholds = (
        spec.Threshold(1, Decimal(85)),
        spec.Threshold(2, Decimal(55)),
        spec.Threshold(3, Decimal(0)),
    )

    def _card(self, *indicators):
        return spec.Scorecard(indicators, self.thresholds, Decimal(60))

    def test_figure(self):
        """GRD-10 points follow from the corrected figure, at its precision"""
        indicator = _indicator("amount", method="bands", bands=self.bands, digits=0)
        entry = {"raw": 400, "points": 20, "weight": 50, "parts": {"total": 400}}
        self.assertEqual(
            correction.corrected_entry(indicator, entry, Decimal("999.6")),
            {"raw": 1000, "points": 60, "weight": 50},
        )

    def test_percentile(self):
        """GRD-10 a percentile comes from the others, none where there are none"""
        indicator = _indicator("amount", method="percentile")
        entry = {"raw": 1, "points": 0, "weight": 50}
        corrected = correction.corrected_entry(indicator, entry, Decimal(9), (3, 4))
        self.assertEqual(corrected["points"], 75)
        corrected = correction.corrected_entry(indicator, entry, Decimal(9), (0, 0))
        self.assertIsNone(corrected["points"])

    def test_sources(self):
        """GRD-10 assessed points that stood in are corrected as points"""
        indicator = _indicator(
            "growth", method="bands", bands=self.bands, fact="own", fallback="assessed"
        )
        assessed = {"raw": None, "points": 40, "weight": 50, "source": "assessed"}
        self.assertEqual(
            correction.corrected_entry(indicator, assessed, Decimal(120)),
            {"raw": None, "points": 100, "weight": 50, "source": "assessed"},
        )
        unknown = {"raw": None, "points": None, "weight": 50, "source": None}
        self.assertEqual(
            correction.corrected_entry(indicator, unknown, Decimal(2000)),
            {"raw": 2000, "points": 60, "weight": 50, "source": "own"},
        )

    def test_regraded(self):
        """GRD-10 score, grade, status, reason and movement follow as in a round"""
        card = self._card(_indicator("a"), _indicator("b", missing="block"))

        def regraded(first, second, before=None):
            breakdown = {"a": {"points": first}, "b": {"points": second}}
            graded = correction.regraded(card, breakdown, before)
            return tuple(
                graded[name]
                for name in ("score", "grade_id", "status", "reason", "movement")
            )

        self.assertEqual(regraded(80, 90, 2), (85, 1, "graded", None, "up"))
        self.assertEqual(regraded(10, 90, 1), (50, 3, "graded", None, "down"))
        self.assertEqual(regraded(60, 50, 2), (55, 2, "graded", None, "same"))
        self.assertEqual(regraded(60, 50), (55, 2, "graded", None, "new"))
        self.assertEqual(
            regraded(None, 90, 1), (90, 1, "provisional", "coverage", "same")
        )
        blocked = (None, None, "blocked", "missing", None)
        self.assertEqual(regraded(80, None, 1), blocked)
        steps = correction.regraded(
            card, {"a": {"points": 10}, "b": {"points": 90}}, 1
        )["steps"]
        self.assertEqual(steps, -2)
        loose = self._card(_indicator("a"))
        graded = correction.regraded(loose, {"a": {"points": None}}, 1)
        self.assertEqual((graded["status"], graded["reason"]), ("blocked", "no_data"))
