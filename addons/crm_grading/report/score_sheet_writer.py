# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Score sheets in a worksheet: plain values in, one block of rows a customer."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_range

from odoo.addons.crm_policy.engine.xlsx import WIDTHS, clean_text


@dataclass(frozen=True)
class ScoreSheet:
    """One customer's score sheet.

    :param str title: name of the customer
    :param facts: pairs of label and value, a text or a number
    :param lines: one tuple an indicator, in the order of the columns
    :param digits: decimals of each line's figure
    """

    title: str
    facts: list
    lines: list
    digits: list


class ScoreSheetWriter:
    """Writes score sheets one below the other, row by row for constant memory."""

    # Position of the raw figure, whose decimals differ from line to line
    FIGURE = 2

    def __init__(self, workbook, sheet, formats, columns, total_label):
        """
        :param formats: :class:`Formats` of the workbook
        :param columns: the :class:`Column` of each value of a line
        :param str total_label: translated word for the row of sums
        """
        self.workbook = workbook
        self.sheet = sheet
        self.formats = formats
        self.columns = columns
        self.total_label = total_label
        self.row = 0
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width or WIDTHS[column.kind])
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)

    def draw(self, score_sheet, styles):
        """
        :param ScoreSheet score_sheet: what to write
        :param dict styles: formats of the workbook, kept from block to block
        """
        self._write_text(0, score_sheet.title, styles["title"])
        self.row += 1
        for label, value in score_sheet.facts:
            self._write_text(0, label, self.formats.label)
            self._write_value(1, value, styles["fact"])
            self.row += 1
        for index, column in enumerate(self.columns):
            self._write_text(index, column.header, self.formats.header)
        self.row += 1
        top = self.row
        for line, digits in zip(score_sheet.lines, score_sheet.digits, strict=True):
            for index, value in enumerate(line):
                style = self.formats.of(self.columns[index])
                if index == self.FIGURE:
                    style = styles["figures"][digits]
                self._write_value(index, value, style)
            self.row += 1
        if score_sheet.lines:
            self._write_totals(top, score_sheet.lines)
        self.row += 2

    def _write_totals(self, top, lines):
        bottom = self.row - 1
        for index, column in enumerate(self.columns):
            style = self.formats.of(column, total=True)
            if not column.total:
                self._write_text(index, "" if index else self.total_label, style)
                continue
            cells = xl_range(top, index, bottom, index)
            value = sum(line[index] or 0 for line in lines)
            self.sheet.write_formula(self.row, index, f"=SUM({cells})", style, value)
        self.row += 1

    def _write_value(self, column, value, style):
        """Numbers as numbers; whatever else as a text and never as a formula."""
        if value is None or value == "":
            return
        if isinstance(value, (int, float)):
            self.sheet.write_number(self.row, column, value, style)
        else:
            self._write_text(column, value, style)

    def _write_text(self, column, text, style):
        self.sheet.write_string(self.row, column, clean_text(text), style)


def make_styles(workbook, most_digits=6):
    """The formats that all blocks of a workbook share."""
    return {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "fact": workbook.add_format({"align": "left", "valign": "top"}),
        "figures": [
            workbook.add_format(
                {"num_format": "#,##0" + ("." + "0" * digits if digits else "")}
            )
            for digits in range(most_digits + 1)
        ],
    }
