# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Writing of large Excel workbooks row by row: plain values, no database.

Every row goes to the disk before the next one comes (``constant_memory`` of
xlsxwriter), so that the memory needed does not depend on the number of rows. Texts are
always written as texts: what a user typed never becomes a formula, a link or markup.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from .texts import text_width

# Limits of the file format (Excel specifications and limits).
MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
MAX_SHEET_NAME = 31
# Excel counts days from 1900 on and cannot show a date before.
FIRST_DATE = date(1900, 1, 1)

KINDS = ("text", "int", "float", "money", "percent", "bool", "date", "datetime")
WIDTHS = {
    "text": 24,
    "int": 10,
    "float": 12,
    "money": 16,
    "percent": 10,
    "bool": 8,
    "date": 12,
    "datetime": 18,
}

# How much of a title stands on one line, and the room of the filter's arrow beside it.
TITLE_WIDTH = 18
ARROW_WIDTH = 3

# What XML 1.0 cannot hold: control characters, surrogates and two non-characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ILLEGAL_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True)
class Column:
    """One column, declared once: what it is called, where it comes from, how it looks.

    The value comes from ``field`` or from ``sql``; a sheet with its own ``rows`` needs
    neither, its rows bring the values in the order of the columns.

    :param str header: title, translated by the caller
    :param str kind: one of :data:`KINDS`; decides the cell type and number format.
        ``percent`` takes a fraction (0.25 is shown as 25 %), ``datetime`` a value in
        UTC as the database has it, ``bool`` the reader's words for yes and no
    :param str field: a field of the sheet's model, or a path along many2one fields
        ("partner_id.vat"). A many2one gives the name, a selection its label,
        HTML its text
    :param Callable sql: ``f(model, alias, query) -> SQL`` for what no field gives,
        such as a part of a JSON field. Use ``model._field_to_sql(alias, name, query)``
        inside, so that rights and pending changes are respected
    :param Callable convert: ``f(values) -> values`` on the raw values of one batch in
        one call, for what SQL cannot do; look things up once for the batch
    :param float width: at least, in characters; by default what suits the kind
    :param bool total: sum this column in the totals row
    :param int decimals: digits after the point of a float or money column
    """

    header: str
    kind: str = "text"
    field: str | None = None
    sql: Callable | None = None
    convert: Callable[[Sequence], Sequence] | None = None
    width: float | None = None
    total: bool = False
    decimals: int = 2

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"Unknown kind {self.kind!r} of column {self.header!r}")


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: records of a model, or rows made elsewhere.

    :param str name: title; shortened and made unique when the workbook is written
    :param columns: the :class:`Column` list
    :param str model: name of the model whose records are the rows
    :param domain: which records, always within what the reader may see
    :param str order: as in ``search``; the model's own order by default
    :param bool archived: archived records too
    :param rows: iterable of tuples, one value a column, instead of a model: for
        aggregates such as a matrix
    """

    name: str
    columns: Sequence[Column]
    model: str | None = None
    domain: Any = ()
    order: str | None = None
    archived: bool = False
    rows: Iterable[Sequence] | None = None


@dataclass
class SheetResult:
    """What was written, for the parameters sheet: nothing is left out silently."""

    name: str
    rows: int = 0
    shortened: int = 0
    hidden_columns: list[str] = field(default_factory=list)


class Formats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, workbook):
        self.workbook = workbook
        self.header = workbook.add_format(
            {
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": "#1F6F8B",
                "border": 1,
                "border_color": "#C9D6DB",
                "text_wrap": True,
                "valign": "vcenter",
            }
        )
        self.label = workbook.add_format({"bold": True, "valign": "top"})
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self._cells = {}

    def of(self, column: Column, total: bool = False):
        """The format of a column's cells, or of its total."""
        number_format = self._number_format(column)
        key = (number_format, total)
        if key not in self._cells:
            properties = {"num_format": number_format} if number_format else {}
            if total:
                properties.update(bold=True, top=1, bg_color="#EAF2F5")
            self._cells[key] = self.workbook.add_format(properties)
        return self._cells[key]

    @staticmethod
    def _number_format(column):
        digits = "." + "0" * column.decimals if column.decimals else ""
        return {
            "int": "#,##0",
            "float": "#,##0" + digits,
            "money": "#,##0" + digits,
            "percent": "0.0%",
            "date": "yyyy-mm-dd",
            "datetime": "yyyy-mm-dd hh:mm",
        }.get(column.kind)


class SheetWriter:
    """Writes one :class:`Sheet`; goes on in further worksheets when one is full."""

    def __init__(self, workbook, formats, name, columns, max_rows=MAX_ROWS):
        """
        :param workbook: an xlsxwriter workbook in constant-memory mode
        :param Formats formats: formats of that workbook
        :param str name: title of the sheet
        :param columns: the :class:`Column` list
        :param int max_rows: rows of one worksheet, smaller only in tests
        """
        self.workbook = workbook
        self.formats = formats
        self.columns = columns
        self.name = name
        # Beside the data: the header and, on the last worksheet, the totals.
        self.capacity = max_rows - 2
        self.result = SheetResult(name)
        self.full_worksheets = []
        self.sums = {i: 0 for i, column in enumerate(columns) if column.total}
        self._cell_writers = []
        self._open_worksheet()

    def write_rows(self, rows: Iterable[Sequence]):
        """Append rows: one value a column, already converted."""
        for row in rows:
            if self.row > self.capacity:
                self._close_worksheet()
                self._open_worksheet()
            index = self.row
            for column, value in enumerate(row):
                # Odoo and SQL say "nothing" with None.
                if value is not None:
                    self._cell_writers[column](index, column, value)
            self.row = index + 1
            self.result.rows += 1

    def close(self, total_label: str) -> SheetResult:
        """Write the totals and finish.

        :param str total_label: translated word for the totals row
        """
        if self.sums and self.result.rows:
            self._write_totals(total_label)
        self._close_worksheet()
        return self.result

    # Worksheets

    def _open_worksheet(self):
        taken = [sheet.get_name() for sheet in self.workbook.worksheets()]
        sheet = self.workbook.add_worksheet(sheet_name(self.name, taken))
        self.sheet = sheet
        for index, column in enumerate(self.columns):
            sheet.set_column(index, index, column_width(column))
            sheet.write_string(0, index, clean_text(column.header), self.formats.header)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        self.row = 1
        self._cell_writers = [
            self._cell_writer(index, column)
            for index, column in enumerate(self.columns)
        ]

    def _close_worksheet(self):
        last_row = self.row - 1
        self.sheet.autofilter(0, 0, last_row, len(self.columns) - 1)
        self.full_worksheets.append((self.sheet, last_row))

    def _write_totals(self, label):
        """Formulas that follow the reader's filter, with their result for viewers
        that do not calculate."""
        ranges = [*self.full_worksheets, (self.sheet, self.row - 1)]
        for index, column in enumerate(self.columns):
            style = self.formats.of(column, total=True)
            if not column.total:
                text = label if index == self._label_column() else ""
                self.sheet.write_string(self.row, index, text, style)
                continue
            letter = xl_col_to_name(index)
            references = ",".join(
                f"{_quote(sheet.get_name())}!{letter}2:{letter}{last + 1}"
                for sheet, last in ranges
            )
            self.sheet.write_formula(
                self.row,
                index,
                f"=SUBTOTAL(109,{references})",
                style,
                self.sums[index],
            )

    def _label_column(self):
        return next(
            (i for i, column in enumerate(self.columns) if not column.total), None
        )

    # Cells

    def _cell_writer(self, index, column):
        """One function a column, chosen once and not for each cell.

        :return: ``f(row, column, value)``
        """
        style = self.formats.of(column)
        if column.kind in ("text", "bool"):
            return self._text_writer(style)
        if column.kind in ("date", "datetime"):
            return self._date_writer(style)
        return self._number_writer(index if column.total else None, style)

    def _text_writer(self, style):
        write_string, result = self.sheet.write_string, self.result

        def write(row, column, value):
            text = clean_text(value)
            if len(text) > MAX_TEXT // 2 and text != str(value):
                result.shortened += 1
            write_string(row, column, text, style)

        return write

    def _number_writer(self, total_index, style):
        write_number, write_string = self.sheet.write_number, self.sheet.write_string
        sums = self.sums

        def write(row, column, value):
            # Excel has neither NaN nor infinity.
            if not math.isfinite(value):
                write_string(row, column, str(value), style)
                return
            if total_index is not None:
                sums[total_index] += value
            write_number(row, column, value, style)

        return write

    def _date_writer(self, style):
        write_datetime, write_string = (
            self.sheet.write_datetime,
            self.sheet.write_string,
        )

        def write(row, column, value):
            day = value.date() if isinstance(value, datetime) else value
            if day < FIRST_DATE:
                write_string(row, column, value.isoformat(), style)
            else:
                write_datetime(row, column, value, style)

        return write


def write_parameters(workbook, formats, name, parameters):
    """Add a sheet that says who made the workbook, when, from what and how.

    :param parameters: pairs of label and text
    """
    taken = [sheet.get_name() for sheet in workbook.worksheets()]
    sheet = workbook.add_worksheet(sheet_name(name, taken))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 80)
    for row, (label, value) in enumerate(parameters):
        sheet.write_string(row, 0, clean_text(label), formats.label)
        sheet.write_string(row, 1, clean_text(value), formats.wrapped)


def column_width(column: Column) -> float:
    """Room for the values, and for the title: a long one goes on in further lines.

    >>> column_width(Column("Due", "int")), column_width(Column("Weight (%)", "int"))
    (10, 13)
    >>> column_width(Column("年度购买金额：加权得分", "int"))
    21
    """
    title = min(text_width(column.header), TITLE_WIDTH) + ARROW_WIDTH
    return max(column.width or WIDTHS[column.kind], title)


def clean_text(value) -> str:
    """A text that every spreadsheet program accepts, at most as long as a cell holds.

    >>> clean_text("a\\x00b")
    'ab'
    >>> len(clean_text("x" * 40000)), clean_text("x" * 40000)[-1]
    (32767, '…')
    """
    text = str(value)
    # Most texts are printable throughout: asking that is quicker than searching.
    if not text.isprintable():
        text = _ILLEGAL.sub("", text)
    if len(text) > MAX_TEXT // 2:
        text = _shorten(text)
    # xlsxwriter passes a text of this very shape through as ready-made markup.
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "
    return text


def _shorten(text):
    """Excel counts UTF-16 units: a character outside the basic plane counts twice."""
    cut = _cut(text, MAX_TEXT)
    return text if cut == text else _cut(text, MAX_TEXT - 1) + "…"


def _cut(text, units):
    """The beginning of a text that is at most so many UTF-16 units long."""
    encoded = text.encode("utf-16-le")
    if len(encoded) <= 2 * units:
        return text
    return encoded[: 2 * units].decode("utf-16-le", errors="ignore")


def sheet_name(name: str, taken: Iterable[str] = ()) -> str:
    """A legal and unique sheet name.

    >>> sheet_name("Q1/2026: 'all'")
    "Q1-2026- 'all"
    >>> sheet_name("Grades", ["GRADES"])
    'Grades (2)'
    """
    name = _ILLEGAL_IN_SHEET_NAME.sub("-", _ILLEGAL.sub("", name)).strip("' ")
    # Excel keeps "History" for itself.
    if not name or name.lower() == "history":
        name = f"{name or 'Sheet'} 1"
    used = {other.lower() for other in taken}
    # no name may end with an apostrophe, also where it was cut
    unique, number = _cut(name, MAX_SHEET_NAME).rstrip("' "), 1
    while unique.lower() in used:
        number += 1
        suffix = f" ({number})"
        unique = _cut(name, MAX_SHEET_NAME - len(suffix)) + suffix
    return unique


def _quote(name):
    return "'" + name.replace("'", "''") + "'"
