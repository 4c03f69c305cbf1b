# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
import tracemalloc
import zipfile
from unittest.mock import patch

from openpyxl import load_workbook

from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from ..engine.xlsx import Column

FEW = 10_000
MANY = 100_000
COLUMNS = [
    Column("Reference", field="reference"),
    Column("Measure", field="measure"),
    Column("Due Date", "date", field="date_deadline"),
    Column("Cycle", "int", field="cycle", total=True),
]


@tagged("post_install", "-at_install")
class TestXlsxMemory(TransactionCase):
    """The proof that an export needs the same memory for any number of rows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        company = cls.env.company
        # raw SQL: 100 000 records in a moment instead of minutes
        cls.env.cr.execute(
            SQL(
                """
                INSERT INTO crm_improvement (
                    company_id, reference, name, root_cause, measure, state, cycle,
                    user_id, date_deadline, create_date
                )
                SELECT %s, 'MEM/' || n, 'Subject ' || n, repeat('cause ', 10),
                       '=1+' || n, 'planned', n, %s, DATE '2026-01-01' + n %% 365,
                       TIMESTAMP '2026-01-01 00:00:00'
                  FROM generate_series(1, %s) AS n
                """,
                company.id,
                cls.env.uid,
                MANY,
            )
        )

    def _write(self, count):
        """:return: the open file and the peak of Python's memory, in bytes"""
        report = self.env["report.crm_policy.crm_improvement_xlsx"]
        report = report.with_context(lang="en_US")
        domain = [("reference", "=like", "MEM/%"), ("cycle", "<=", count)]
        self.env.invalidate_all()
        columns = patch.object(type(report), "_get_columns", lambda *args: COLUMNS)
        tracemalloc.start()
        try:
            with columns:
                file = report._open_xlsx_file([], {"domain": domain})
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        self.addCleanup(file.close)
        return file, peak

    def test_memory_does_not_grow_with_the_rows(self):
        """100 000 rows need no more memory than 10 000, and all of them arrive"""
        self._write(10)  # what is loaded once must not count
        few_file, few = self._write(FEW)
        many_file, many = self._write(MANY)
        self.assertLess(many, few * 1.1, f"{few} bytes became {many}")
        self._assert_content(few_file)
        self._assert_row_count(many_file, MANY)

    def _assert_content(self, file):
        """Read the workbook back, cell by cell."""
        book = load_workbook(io.BytesIO(file.read()), read_only=True)
        rows = book["Improvement Register"].iter_rows(values_only=True)
        self.assertEqual(next(rows), tuple(column.header for column in COLUMNS))
        *data, total = rows
        self.assertEqual(len({row[0] for row in data}), FEW)
        self.assertTrue(all(row[1] == f"=1+{row[3]}" for row in data))
        self.assertTrue(total[3].startswith("=SUBTOTAL"))

    def _assert_row_count(self, file, expected):
        """Count the rows in the file itself: quicker than reading a million cells."""
        with zipfile.ZipFile(file) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml")
        # Beside the data: the header and the totals.
        self.assertEqual(sheet.count(b"<row "), expected + 2)
        self.assertIn(f"MEM/{expected}<".encode(), sheet)
