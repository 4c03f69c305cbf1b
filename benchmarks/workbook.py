# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A workbook of the suite against bare xlsxwriter with the same cells."""

import tempfile
from unittest.mock import patch

import xlsxwriter
from measuring import Line, interleaved, peak_memory, ratio_line, stopwatch

from odoo.addons.crm_policy.engine.xlsx import Formats, SheetWriter

GOAL = 1.2
MEMORY_GOAL = 50
# Writing millions of cells takes a minute: three turns are enough.
TURNS = 3


def measure_workbook(what, repeat, write):
    """Time against the bare library, and memory against a tenth of the rows.

    :param str what: name of the workbook
    :param int repeat: how often it is timed at most
    :param write: ``f(tenth=False)`` that writes it to the disk
    """
    # Memory first, before this process has kept any cells itself.
    memory = _memory(what, write)
    columns, rows = _cells(write)
    ours, bare = interleaved(
        min(TURNS, repeat),
        lambda: _time(write),
        lambda: _time_bare(columns, rows),
    )
    size = f"{what} of {len(rows)} rows × {len(columns)} columns / bare xlsxwriter"
    return [ratio_line(size, ours, bare, GOAL), memory]


def _memory(what, write):
    write(tenth=True)  # what is loaded once must not count
    few, many = (_grown(write, tenth) for tenth in (True, False))
    more = many - few
    return Line(
        f"Memory of the {what} at its peak, all rows / a tenth",
        f"+{many:.0f} MB",
        f"+{few:.0f} MB",
        f"{more:.0f} MB",
        f"≤ {MEMORY_GOAL} MB more",
        more <= MEMORY_GOAL,
    )


def _grown(write, tenth):
    with peak_memory() as grown:
        write(tenth)
    return grown[0]


def _time(write):
    with stopwatch() as elapsed:
        write()
    return elapsed[0]


def _cells(write):
    """The columns of the workbook and the values of all its rows."""
    columns, rows = [], []
    write_rows = SheetWriter.write_rows

    def remember(writer, batch):
        columns[:] = writer.columns
        batch = list(batch)
        rows.extend(batch)
        write_rows(writer, batch)

    with patch.object(SheetWriter, "write_rows", remember):
        write()
    return columns, rows


def _time_bare(columns, rows):
    """The same cells with the same formats, by the least code that does it."""
    with stopwatch() as elapsed, tempfile.TemporaryFile(suffix=".xlsx") as file:
        workbook = xlsxwriter.Workbook(file, {"constant_memory": True})
        sheet = workbook.add_worksheet()
        formats = Formats(workbook)
        kinds = {
            "text": sheet.write_string,
            "bool": sheet.write_boolean,
            "date": sheet.write_datetime,
            "datetime": sheet.write_datetime,
        }
        writers = [
            (index, kinds.get(column.kind, sheet.write_number), formats.of(column))
            for index, column in enumerate(columns)
        ]
        for index, _write_cell, _style in writers:
            sheet.write_string(0, index, columns[index].header, formats.header)
        for row, values in enumerate(rows, 1):
            for (index, write_cell, style), value in zip(writers, values, strict=True):
                if value is not None:
                    write_cell(row, index, value, style)
        workbook.close()
    return elapsed[0]
