# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
import io
from datetime import date, datetime
from unittest import TestCase

import xlsxwriter
from openpyxl import load_workbook

from ..engine import texts, xlsx
from ..engine.xlsx import Column, Formats, SheetWriter, clean_text, sheet_name

HOSTILE_TEXTS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "{=1+1}",
    "http://example.com",
    "mailto:x@example.com",
    "<r><t>markup</t></r>",
    "_x0041_",
    "<&>\"'",
)


class TestXlsxEngine(TestCase):
    def _write(self, columns, rows, max_rows=xlsx.MAX_ROWS, name="Data"):
        """:return: the workbook as written, read back"""
        file = io.BytesIO()
        workbook = xlsxwriter.Workbook(file, {"constant_memory": True})
        writer = SheetWriter(workbook, Formats(workbook), name, columns, max_rows)
        writer.write_rows(rows)
        self.result = writer.close("Total")
        workbook.close()
        return load_workbook(file)

    def test_examples(self):
        """The examples in the documentation of the module hold."""
        for module in (xlsx, texts):
            self.assertFalse(doctest.testmod(module).failed)

    def test_typed_cells(self):
        columns = [Column(kind.title(), kind) for kind in xlsx.KINDS]
        row = (
            "Harbour",
            3,
            1.5,
            1234.5,
            0.25,
            "Yes",
            date(2026, 6, 30),
            datetime(2026, 6, 30, 8, 15),
        )
        sheet = self._write(columns, [row])["Data"]
        values = [cell.value for cell in sheet[2]]
        self.assertEqual(values[:6], ["Harbour", 3, 1.5, 1234.5, 0.25, "Yes"])
        self.assertEqual(values[6], datetime(2026, 6, 30))
        self.assertEqual(values[7], datetime(2026, 6, 30, 8, 15))
        self.assertEqual(sheet["D2"].number_format, "#,##0.00")
        self.assertEqual(sheet["E2"].number_format, "0.0%")
        self.assertEqual([cell.data_type for cell in sheet[2]], list("snnnnsdd"))

    def test_titles_have_room(self):
        columns = [Column("客户开发计划完成率（%）", "float"), Column("Day", "date")]
        sheet = self._write(columns, [(1.5, date(2026, 6, 30))])["Data"]
        widths = [sheet.column_dimensions[letter].width for letter in "AB"]
        self.assertGreater(widths[0], xlsx.TITLE_WIDTH + xlsx.ARROW_WIDTH)
        self.assertLess(widths[1], 13)

    def test_nothing_is_an_empty_cell(self):
        columns = [Column("Text"), Column("Number", "float"), Column("Day", "date")]
        sheet = self._write(columns, [(None, None, None), ("", 0, None)])["Data"]
        self.assertEqual([cell.value for cell in sheet[2]], [None, None, None])
        self.assertEqual(sheet["B3"].value, 0)

    def test_user_text_stays_text(self):
        """No text becomes a formula, a link or markup"""
        book = self._write(
            [Column(text) for text in HOSTILE_TEXTS], [HOSTILE_TEXTS] * 2
        )
        for row in book["Data"].iter_rows(max_row=3):
            for cell, text in zip(row, HOSTILE_TEXTS, strict=True):
                self.assertEqual(cell.data_type, "s")
                self.assertIsNone(cell.hyperlink)
                # The reader here does not undo the escape that Excel undoes.
                value = cell.value.replace("_x005F", "")
                self.assertEqual(value.strip(), text.strip())

    def test_limits_of_a_cell(self):
        texts = [
            "x" * 40000,
            "😀" * 20000,
            "a\x00\x0b\x1fb",
            "\ufffe\uffff",
            "中" * 32767,
        ]
        sheet = self._write([Column("Text")], [(text,) for text in texts])["Data"]
        values = [sheet.cell(row, 1).value for row in range(2, 7)]
        self.assertEqual(values[0], "x" * 32766 + "…")
        self.assertLessEqual(len(values[1].encode("utf-16-le")) // 2, 32767)
        self.assertEqual(values[2], "ab")
        self.assertFalse(values[3])
        self.assertEqual(values[4], texts[4])
        self.assertEqual(self.result.shortened, 2)

    def test_numbers_and_dates_out_of_range(self):
        columns = [Column("Number", "float", total=True), Column("Day", "date")]
        rows = [
            (float("nan"), date(1899, 12, 31)),
            (float("inf"), date(1, 1, 1)),
            (2.0, None),
        ]
        sheet = self._write(columns, rows)["Data"]
        self.assertEqual([sheet["A2"].value, sheet["A3"].value], ["nan", "inf"])
        self.assertEqual(sheet["B2"].value, "1899-12-31")
        self.assertEqual(sheet["B3"].value, "0001-01-01")

    def test_header_filter_and_total(self):
        columns = [Column("Name"), Column("Amount", "money", total=True)]
        book = self._write(columns, [("a", 1.25), ("b", 2.5)])
        sheet = book["Data"]
        self.assertEqual(sheet.freeze_panes, "A2")
        self.assertEqual(sheet.auto_filter.ref, "A1:B3")
        self.assertEqual(sheet["A4"].value, "Total")
        self.assertEqual(sheet["B4"].value, "=SUBTOTAL(109,'Data'!B2:B3)")

    def test_full_sheet_goes_on_in_the_next(self):
        """Further worksheets take what one cannot hold; the total covers all"""
        columns = [Column("Name"), Column("Number", "int", total=True)]
        rows = [(str(number), number) for number in range(20)]
        book = self._write(columns, rows, max_rows=10, name="It's data")
        names = ["It's data", "It's data (2)", "It's data (3)"]
        self.assertEqual(book.sheetnames, names)
        found = [
            row[0].value
            for name in names
            for row in book[name].iter_rows(min_row=2)
            if row[0].value != "Total"
        ]
        self.assertEqual(found, [str(number) for number in range(20)])
        self.assertTrue(all(book[name].max_row <= 10 for name in names))
        self.assertEqual(
            book[names[2]]["B6"].value,
            "=SUBTOTAL(109,'It''s data'!B2:B9,'It''s data (2)'!B2:B9,"
            "'It''s data (3)'!B2:B5)",
        )

    def test_no_rows(self):
        sheet = self._write([Column("Number", "int", total=True)], [])["Data"]
        self.assertEqual(sheet.max_row, 1)

    def test_sheet_names(self):
        self.assertEqual(sheet_name("a" * 40), "a" * 31)
        self.assertEqual(sheet_name("a" * 40, ["A" * 31]), "a" * 27 + " (2)")
        self.assertEqual(sheet_name("[x]:*?/\\"), "-x------")
        for name in ("", "'", "History", "HISTORY"):
            self.assertNotIn(sheet_name(name).lower(), ("", "history"))

    def test_kind_must_be_known(self):
        with self.assertRaises(ValueError):
            Column("X", "colour")

    def test_text_of_anything(self):
        self.assertEqual(clean_text(12), "12")
