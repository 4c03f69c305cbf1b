# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""The score sheet of a measurement as cells with live formulas (SAT-14).

Plain values in, rows of cells out; no workbook, no database. What somebody typed is
only ever a text; formulas are made here alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell


@dataclass(frozen=True)
class Cell:
    """
    :param value: what is shown; of a formula its result as it is stored
    :param str formula: without a sign of equality
    :param str style: text, number, total, label, section, header or title
    """

    value: object = None
    style: str = "text"
    formula: str | None = None


@dataclass(frozen=True)
class ScoreTable:
    """What one sheet is made of.

    :param facts: pairs of label and text
    :param components: (label, weight, stored score or None, note) in the order
        questionnaire, contract, award
    :param score: as stored, None without one
    :param award: base and cap
    :param awards: lines of name, points, points counted, grade, note
    :param checks: lines of item, weight, score or None, note
    :param factors: pairs of name and weight
    :param answers: lines of respondent, weight, way, role, stored score, and one figure
        or text for each factor
    :param dict words: headers and titles
    """

    title: str
    facts: Sequence
    components: Sequence
    score: float | None
    award: tuple
    awards: Sequence
    checks: Sequence
    factors: Sequence
    answers: Sequence
    words: dict = field(default_factory=dict)


# Columns of the block of answers before the factors begin
ANSWER_COLUMNS = 5
WEIGHT, FIGURE = 1, 2


class ScoreTableBuilder:
    """Rows of cells of one table; positions are known before they are written."""

    def __init__(self, table: ScoreTable):
        self.table = table
        self.rows = []
        # the components stand above what they are made of
        first = len(table.facts) + 3
        self.component_rows = range(first, first + len(table.components))
        self.score_row = first + len(table.components)
        below = self.score_row + 2
        self.award_rows = self._span(below, table.awards)
        self.base_row = below + 1
        below = self.award_rows.stop + 1
        self.check_rows = self._span(below, table.checks, lead=2)
        below = self.check_rows.stop + 1
        self.weight_row = below + 2
        self.answer_rows = range(below + 3, below + 3 + len(table.answers))

    @staticmethod
    def _span(top, lines, lead=3):
        """Rows of the lines of a block that begins at the row given."""
        return range(top + lead, top + lead + len(lines))

    def build(self) -> list[list[Cell]]:
        table, words = self.table, self.table.words
        self._add(Cell(table.title, "title"))
        for label, value in table.facts:
            self._add(Cell(label, "label"), Cell(value))
        self._add()
        self._add_headers("component", "weight", "score", "note")
        sources = (
            self._get_questionnaire_formula(),
            self._get_contract_formula(),
            self._get_award_formula(),
        )
        for (label, weight, score, note), formula in zip(
            table.components, sources, strict=True
        ):
            self._add(
                Cell(label),
                Cell(weight, "number"),
                Cell(score, "number", formula if score is not None else None),
                Cell(note),
            )
        self._add(Cell(words["total"], "label"), Cell(), self._get_total())
        self._add()
        self._add_awards()
        self._add()
        self._add_checks()
        self._add()
        self._add_answers()
        return self.rows

    @property
    def score_cell(self) -> str:
        return xl_rowcol_to_cell(self.score_row, FIGURE)

    @property
    def component_cells(self) -> list[str]:
        return [xl_rowcol_to_cell(row, FIGURE) for row in self.component_rows]

    # Blocks

    def _add_awards(self):
        words, (base, cap) = self.table.words, self.table.award
        self._add(Cell(words["awards"], "section"))
        self._add(
            Cell(words["base"], "label"),
            Cell(),
            Cell(base, "number"),
            Cell(words["cap"], "label"),
            Cell(cap, "number"),
        )
        self._add_headers("award", "points", "counted", "grade", "note")
        for name, points, counted, grade, note in self.table.awards:
            self._add(
                Cell(name),
                Cell(points, "number"),
                Cell(counted, "number"),
                Cell(grade),
                Cell(note),
            )

    def _add_checks(self):
        self._add(Cell(self.table.words["checks"], "section"))
        self._add_headers("item", "weight", "score", "note")
        for name, weight, score, note in self.table.checks:
            self._add(
                Cell(name),
                Cell(weight, "number"),
                Cell(score, "number"),
                Cell(note),
            )

    def _add_answers(self):
        words, factors = self.table.words, self.table.factors
        self._add(Cell(words["answers"], "section"))
        names = ("respondent", "weight", "score", "way", "role")
        self._add(
            *(Cell(words[name], "header") for name in names),
            *(Cell(name, "header") for name, _weight in factors),
        )
        self._add(
            Cell(words["factor_weight"], "label"),
            *(Cell() for _column in range(ANSWER_COLUMNS - 1)),
            *(Cell(weight, "number") for _name, weight in factors),
        )
        for row, (name, weight, way, role, score, figures) in zip(
            self.answer_rows, self.table.answers, strict=True
        ):
            self._add(
                Cell(name),
                Cell(weight, "number"),
                Cell(score, "number", self._get_answer_formula(row)),
                Cell(way),
                Cell(role),
                *(
                    Cell(one, "text" if isinstance(one, str) else "number")
                    for one in figures
                ),
            )

    def _add(self, *cells):
        self.rows.append(list(cells))

    def _add_headers(self, *names):
        self._add(*(Cell(self.table.words[name], "header") for name in names))

    # Formulas

    def _get_total(self):
        score = self.table.score
        if score is None:
            return Cell(None, "total")
        formula = self._mean(
            self._column(self.component_rows, WEIGHT),
            self._column(self.component_rows, FIGURE),
        )
        return Cell(score, "total", formula)

    def _get_questionnaire_formula(self):
        return self._get_lines_formula(self.answer_rows)

    def _get_contract_formula(self):
        return self._get_lines_formula(self.check_rows)

    def _get_lines_formula(self, rows):
        if not rows:
            return None
        return self._mean(self._column(rows, WEIGHT), self._column(rows, FIGURE))

    def _get_award_formula(self):
        if not self.award_rows:
            return None
        base = xl_rowcol_to_cell(self.base_row, FIGURE)
        cap = xl_rowcol_to_cell(self.base_row, FIGURE + 2)
        counted = self._column(self.award_rows, FIGURE)
        return f"MIN({cap},{base}+SUM({counted}))"

    def _get_answer_formula(self, row):
        last = ANSWER_COLUMNS + len(self.table.factors) - 1
        if last < ANSWER_COLUMNS:
            return None
        weights = xl_range_abs(self.weight_row, ANSWER_COLUMNS, self.weight_row, last)
        return self._mean(weights, xl_range_abs(row, ANSWER_COLUMNS, row, last))

    @staticmethod
    def _column(rows, column):
        return xl_range_abs(rows.start, column, rows.stop - 1, column)

    @staticmethod
    def _mean(weights, values):
        """The mean of what is a number, by its weights; empty when nothing is."""
        known = f"SUMPRODUCT({weights}*ISNUMBER({values}))"
        return f'IF({known}>0,ROUND(SUMPRODUCT({weights},{values})/{known},2),"")'
