# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""A grade migration matrix in a worksheet: counts as numbers, sums as formulas."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from odoo.addons.crm_policy.engine.xlsx import clean_text

FILLS = {"same": "#EDEDED", "up": "#DDF0E0", "down": "#F8E0DE"}
MOVES = ("up", "down", "same", "new", "out", None)


@dataclass(frozen=True)
class Line:
    """A row or a column of the matrix.

    :param key: what counts are found by
    :param str label: as the reader sees it
    :param int rank: place of the grade, the best is 0; None when it is no grade
    """

    key: object
    label: str
    rank: int | None = None


@dataclass(frozen=True)
class Labels:
    """The translated words of a matrix."""

    corner: str
    total: str
    share: str
    moves: dict


class MigrationWriter:
    """Writes one matrix below the other, row by row, as constant memory demands."""

    def __init__(self, workbook, sheet, formats):
        self.sheet = sheet
        self.header = formats.header
        self.title = workbook.add_format({"bold": True, "font_size": 13})
        self.bold = workbook.add_format({"bold": True})
        self.total = workbook.add_format(
            {"bold": True, "top": 1, "bg_color": "#EAF2F5", "num_format": "#,##0"}
        )
        self.share = workbook.add_format({"num_format": "0.0%"})
        self.number = workbook.add_format({"num_format": "#,##0"})
        self.cells = {
            move: workbook.add_format(
                {"num_format": "#,##0", "border": 1, "border_color": "#C9D6DB"}
                | ({"bg_color": FILLS[move]} if move in FILLS else {})
            )
            for move in MOVES
        }
        self.row = 0
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 20, 13)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def draw(self, title, before, after, counts, labels):
        """
        :param str title: of this matrix
        :param before: the :class:`Line` of each row
        :param after: the :class:`Line` of each column
        :param dict counts: numbers of customers by pair of keys
        :param Labels labels: translated words
        """
        self._text(0, title, self.title)
        self.row += 1
        for column, line in enumerate(after, 1):
            self._text(column, line.label, self.header)
        self._text(0, labels.corner, self.header)
        self._text(len(after) + 1, labels.total, self.header)
        top = self.row = self.row + 1
        for line in before:
            self._write_row(line, after, counts)
        self._write_totals(top, before, after, counts, labels)
        self._write_moves(top, before, after, counts, labels)
        self.row += 2

    def _write_row(self, line, after, counts):
        self._text(0, line.label, self.bold)
        for column, other in enumerate(after, 1):
            self.sheet.write_number(
                self.row,
                column,
                counts.get((line.key, other.key), 0),
                self.cells[_move(line, other)],
            )
        total = sum(counts.get((line.key, other.key), 0) for other in after)
        cells = xl_range(self.row, 1, self.row, len(after))
        self._formula(len(after) + 1, f"=SUM({cells})", self.total, total)
        self.row += 1

    def _write_totals(self, top, before, after, counts, labels):
        bottom, last = self.row - 1, len(after) + 1
        sums = [
            sum(counts.get((line.key, other.key), 0) for line in before)
            for other in after
        ]
        sums.append(sum(sums))
        self._text(0, labels.total, self.total)
        for column, value in enumerate(sums, 1):
            cells = xl_range(top, column, bottom, column)
            self._formula(column, f"=SUM({cells})", self.total, value)
        self.row += 1
        self._text(0, labels.share, self.bold)
        whole = xl_rowcol_to_cell(self.row - 1, last)
        for column, value in enumerate(sums, 1):
            part = xl_rowcol_to_cell(self.row - 1, column)
            self._formula(
                column,
                f"=IF({whole}=0,0,{part}/{whole})",
                self.share,
                value / sums[-1] if sums[-1] else 0,
            )
        self.row += 2

    def _write_moves(self, top, before, after, counts, labels):
        """How many moved which way, as sums of the cells above."""
        for move, label in labels.moves.items():
            pairs = [
                (row, column, counts.get((line.key, other.key), 0))
                for row, line in enumerate(before, top)
                for column, other in enumerate(after, 1)
                if _move(line, other) == move
            ]
            cells = "+".join(xl_rowcol_to_cell(*pair[:2]) for pair in pairs)
            self._text(0, label, self.bold)
            value = sum(pair[2] for pair in pairs)
            self._formula(1, f"={cells or 0}", self.number, value)
            self.row += 1

    def _text(self, column, text, style):
        self.sheet.write_string(self.row, column, clean_text(text), style)

    def _formula(self, column, formula, style, value):
        self.sheet.write_formula(self.row, column, formula, style, value)


def _move(before, after):
    """Which way a cell of the matrix points; None where nobody was or is graded."""
    if before.rank is None:
        return "new" if after.rank is not None else None
    if after.rank is None:
        return "out"
    if before.rank == after.rank:
        return "same"
    return "up" if after.rank < before.rank else "down"
