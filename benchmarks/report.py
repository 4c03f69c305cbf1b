# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The figures as a table, for the terminal and for RESULTS.md."""

from datetime import date

HEADER = ("Measured", "Suite", "Reference", "Result", "Goal", "Met")
INTRODUCTION = """\
# Measured

Written by `make bench` on {day}; see [README.md](README.md) for what is compared with
what. Times are medians, taken in turn with their reference in the same run; the ratio
says more than the times.

A company of {customers:,} customers and {invoices:,} invoices with lines, payments and
reconciliations. Round, statements and memory: {repeat} turns.
"""


def as_text(lines):
    rows = _rows(lines)
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )


def as_markdown(lines, machine, sizes, options):
    header, *rows = _rows(lines)
    introduction = INTRODUCTION.format(
        day=date.today().isoformat(), repeat=options.repeat, **sizes
    )
    return "\n".join(
        [
            introduction,
            *_table(header, rows),
            "",
            "## Machine",
            "",
            *_table(("", ""), machine),
            "",
        ]
    )


def _rows(lines):
    return [
        HEADER,
        *(
            (
                line.what,
                line.ours,
                line.reference,
                line.result,
                line.goal,
                {True: "yes", False: "**no**", None: ""}[line.met],
            )
            for line in lines
        ),
    ]


def _table(header, rows):
    separator = ["---"] * len(header)
    return [f"| {' | '.join(row)} |" for row in (header, separator, *rows)]
