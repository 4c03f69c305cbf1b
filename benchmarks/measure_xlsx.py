# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The grade list of a round as XLSX against bare xlsxwriter with the same cells."""

import tempfile
from unittest.mock import patch

import database
import xlsxwriter
from measuring import Line, interleaved, peak_memory, ratio_line, stopwatch

from odoo.addons.crm_policy.engine.xlsx import Formats, SheetWriter

REPORT = "report.crm_grading.grade_list_xlsx"
GOAL = 1.2
MEMORY_GOAL = 50
# Writing millions of cells takes a minute: three turns are enough.
TURNS = 3


def measure(bench):
    # Memory first, before this process has kept any cells itself.
    memory = _memory(bench)
    columns, rows = _cells(bench)
    ours, bare = interleaved(
        min(TURNS, bench.repeat),
        lambda: _time_report(bench),
        lambda: _time_bare(columns, rows),
    )
    what = f"XLSX of {len(rows)} rows × {len(columns)} columns / bare xlsxwriter"
    return [ratio_line(what, ours, bare, GOAL), memory]


def _memory(bench):
    _write(bench, tenth=True)  # what is loaded once must not count
    few, many = (_grown(bench, tenth) for tenth in (True, False))
    more = many - few
    return Line(
        "Memory of the XLSX at its peak, all rows / a tenth",
        f"+{many:.0f} MB",
        f"+{few:.0f} MB",
        f"{more:.0f} MB",
        f"≤ {MEMORY_GOAL} MB more",
        more <= MEMORY_GOAL,
    )


def _grown(bench, tenth):
    with peak_memory() as grown:
        _write(bench, tenth)
    return grown[0]


def _time_report(bench):
    with stopwatch() as elapsed:
        _write(bench)
    return elapsed[0]


def _write(bench, tenth=False):
    """Print the report of the round in effect to a file on the disk."""
    with database.transaction(bench.registry) as env:
        domain = [("round_id", "=", bench.round_id)]
        if tenth:
            domain.append(("id", "<", _end_of_tenth(env, domain)))
        env[REPORT]._open_xlsx_file([], {"domain": domain}).close()


def _end_of_tenth(env, domain):
    """The id behind a tenth of the results: a round writes them in one go."""
    results = env["crm.grading.result"]
    [(first, count)] = results._read_group(domain, [], ["id:min", "__count"])
    tenth = first + count // 10
    if not 0 < results.search_count([*domain, ("id", "<", tenth)]) <= count // 10:
        raise AssertionError("this is not a tenth of the results")
    return tenth


def _cells(bench):
    """The columns of the report and the values of all its rows."""
    columns, rows = [], []
    write_rows = SheetWriter.write_rows

    def remember(writer, batch):
        columns[:] = writer.columns
        batch = list(batch)
        rows.extend(batch)
        write_rows(writer, batch)

    with patch.object(SheetWriter, "write_rows", remember):
        _write(bench)
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
