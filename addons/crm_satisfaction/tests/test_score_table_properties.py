# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re
from collections import defaultdict
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.utility import xl_cell_to_rowcol

from odoo.tests import BaseCase

from ..engine import score
from ..engine.score_table import Cell, ScoreTable, ScoreTableBuilder

DAY = date(2026, 6, 30)
MEAN = re.compile(
    r"IF\(SUMPRODUCT\((?P<weights>[^*]+)\*ISNUMBER\((?P<values>[^)]+)\)\)>0,"
    r"ROUND\(SUMPRODUCT\((?P=weights),(?P=values)\)/"
    r"SUMPRODUCT\((?P=weights)\*ISNUMBER\((?P=values)\)\),2\),\"\"\)"
)
SUM = re.compile(r"MIN\((?P<cap>\w+),(?P<base>\w+)\+SUM\((?P<points>[^)]+)\)\)")

points = st.decimals(0, 100, places=2)
weights = st.integers(0, 9)
texts = st.text(max_size=5)


class Sheet:
    """Rows of cells that calculate as a spreadsheet program does."""

    def __init__(self, rows):
        self.rows = rows

    def get_values(self, area):
        first, last = (area.replace("$", "").split(":") * 2)[:2]
        (top, left), (bottom, right) = map(xl_cell_to_rowcol, (first, last))
        return [
            self._get(row, column)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]

    def _get(self, row, column):
        cells = self.rows[row]
        return cells[column].value if column < len(cells) else None

    def calculate(self, formula):
        if mean := MEAN.fullmatch(formula):
            pairs = zip(
                *map(self.get_values, mean.group("weights", "values")), strict=True
            )
            return score.weighted_mean(
                (weight, value)
                for weight, value in pairs
                if isinstance(value, (int, Decimal))
            ).score
        found = SUM.fullmatch(formula)
        [cap], [base], added = map(
            self.get_values, found.group("cap", "base", "points")
        )
        return min(cap, base + sum(added))


@st.composite
def tables(draw):
    """A sheet whose figures are what the engine makes of each other."""
    factors = draw(st.lists(st.tuples(texts, weights), max_size=4))
    answers, means = [], []
    for weight in draw(st.lists(weights, max_size=4)):
        figures = [draw(points | texts) for _factor in factors]
        mean = score.weighted_mean(
            (own, figure)
            for (_name, own), figure in zip(factors, figures, strict=True)
            if isinstance(figure, Decimal)
        ).score
        answers.append(("=1+1", weight, "phone", "role", mean, figures))
        means.append((weight, mean))
    checks = [
        ("item", weight, value, "")
        for weight, value in draw(
            st.lists(st.tuples(weights, st.none() | points), max_size=4)
        )
    ]
    awards = [
        score.Award(number, value, DAY)
        for number, value in enumerate(draw(st.lists(points, max_size=3)))
    ]
    counted = score.count_awards(awards, DAY, 60, 100)
    scores = (
        score.weighted_mean(pair for pair in means if pair[1] is not None).score,
        score.weighted_mean(
            (weight, value)
            for _name, weight, value, _note in checks
            if value is not None
        ).score,
        score.award_score(counted, 60, 100),
    )
    components = [("source", draw(weights), value, "") for value in scores]
    total = score.weighted_mean(
        (weight, value)
        for _label, weight, value, _note in components
        if value is not None
    ).score
    return ScoreTable(
        title="Title",
        facts=draw(st.lists(st.tuples(texts, texts), max_size=3)),
        components=components,
        score=total,
        award=(60, 100),
        awards=[("prize", one.points, one.counted, "", "") for one in counted],
        checks=checks,
        factors=factors,
        answers=answers,
        words=defaultdict(str),
    )


class TestScoreTableProperties(BaseCase):
    @given(tables())
    def test_formulas(self, table):
        """SAT-14 calculated again, each formula gives the figure that is stored"""
        builder = ScoreTableBuilder(table)
        sheet = Sheet(builder.build())
        cells = [cell for row in sheet.rows for cell in row if cell.formula]
        for cell in cells:
            self.assertEqual(sheet.calculate(cell.formula), cell.value, cell.formula)
        known = [one for one in table.components if one[2] is not None]
        known += [answer for answer in table.answers if table.factors]
        self.assertEqual(len(cells), len(known) + (table.score is not None))
        self.assertEqual(sheet.get_values(builder.score_cell), [table.score])
        self.assertEqual(
            [sheet.get_values(cell) for cell in builder.component_cells],
            [[one[2]] for one in table.components],
        )

    @given(tables())
    def test_typed_text(self, table):
        """SAT-14 what somebody typed never becomes a formula"""
        for row in ScoreTableBuilder(table).build():
            for cell in row:
                self.assertIsInstance(cell, Cell)
                self.assertNotEqual(cell.formula, "1+1")
