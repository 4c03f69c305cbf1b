# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
import re

import openpyxl
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from ..engine.levels import rounded
from .common import NOW
from .score_common import ScoreCommon

CELL = re.compile(
    r"(?:'([^']+)'!)?(\$?[A-Z]+\$?[0-9]+(?::\$?[A-Z]+\$?[0-9]+)?)(?![A-Z(])"
)


class Vector(list):
    """A range of cells, multiplied cell by cell."""

    def __mul__(self, other):
        return Vector(a * b for a, b in zip(self, other, strict=True))


class Calculator:
    """Computes the formulas of a workbook anew, from what stands in its cells."""

    def __init__(self, book):
        self.book = book

    def value(self, sheet, address):
        content = self.book[sheet][address].value
        if isinstance(content, str) and content.startswith("="):
            return self._compute(sheet, content[1:])
        return content

    def _compute(self, sheet, formula):
        values = {}

        def put(match):
            name = f"c{len(values)}"
            values[name] = self._read(match[1] or sheet, match[2].replace("$", ""))
            return name

        expression = CELL.sub(put, formula)
        try:
            return safe_eval(expression, {**values, **self._functions()})
        except ValueError as error:
            # "IF" computes both of its ways here; nothing known: an empty text
            if "division by zero" in str(error) or "DivisionByZero" in str(error):
                return ""
            raise

    def _read(self, sheet, reference):
        if ":" not in reference:
            return self.value(sheet, reference)
        rows = self.book[sheet][reference]
        return Vector(
            self.value(sheet, cell.coordinate) for row in rows for cell in row
        )

    def _functions(self):
        def number(value):
            return value if isinstance(value, (int, float)) else 0

        return {
            "ROUND": lambda value, _digits: float(rounded(value)),
            "IF": lambda condition, yes, no: yes if condition else no,
            "ISNUMBER": lambda cells: Vector(
                isinstance(one, (int, float)) for one in cells
            ),
            "SUM": lambda cells: sum(map(number, cells)),
            "MIN": min,
            "SUMPRODUCT": lambda cells, *others: sum(
                self._product(map(number, terms))
                for terms in zip(cells, *others, strict=True)
            ),
        }

    @staticmethod
    def _product(numbers):
        result = 1
        for one in numbers:
            result *= one
        return result


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestScoreSheetXlsx(ScoreCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls._award("municipal", name="=1+1")
            cls._award("company", date="2020-01-01")
            cls.full = cls._open()
            cls._answer(cls.full, [90, "na", 70.25])
            cls._answer(
                cls.full, [100, 60.5, None], contact_id=cls.inspector.id, role_weight=3
            )
            cls._judge(cls.full, [90, 85, None, "na"])
            bare = cls._new_subject(name="Bare Bridge")
            cls.bare = cls._open(subject_id=bare.id)

    def _print(self, measurements, user=None):
        reports = self.env["report.crm_satisfaction.score_sheet_xlsx"]
        reports = reports.with_user(user or self.user)
        content, _kind = reports.create_xlsx_report(measurements.ids, {})
        return openpyxl.load_workbook(io.BytesIO(content))

    def _find(self, sheet, label):
        """The cell of the figure that stands in the line of a label, the last one."""
        [*_before, row] = [
            row for row in sheet.iter_rows() if row[0].value == label and row[2].value
        ]
        return row[2].coordinate

    def test_formulas(self):
        """SAT-14 the sheet computes from its cells what is stored"""
        book = self._print(self.full)
        name = self.full.reference.replace("/", "-")
        sheet = book[name]
        calculator = Calculator(book)
        for label, expected in (
            ("Contact A", self.full.answer_ids.sorted("id")[0].score),
            ("Inspector", self.full.answer_ids.sorted("id")[1].score),
            ("Questionnaire", self.full.score_questionnaire),
            ("Contract Performance", self.full.score_contract),
            ("Awards", self.full.score_award),
            ("Score", self.full.score),
        ):
            address = self._find(sheet, label)
            self.assertTrue(sheet[address].value.startswith("="), label)
            self.assertEqual(calculator.value(name, address), expected, label)
        # another answer, another score: the formulas live
        judged = self._find(sheet, "Dates Kept")
        sheet[judged].value = 0
        score = calculator.value(name, self._find(sheet, "Score"))
        self.assertLess(score, self.full.score)
        texts = [cell for row in sheet.iter_rows() for cell in row]
        [typed] = [cell for cell in texts if cell.value == "=1+1"]
        self.assertEqual(typed.data_type, "s")

    def test_overview(self):
        """SAT-14 several measurements: one sheet each, and all of them at a glance"""
        planned = self._new_measurement()
        book = self._print(self.full | self.bare | planned)
        self.assertEqual(book.sheetnames[0], "Overview")
        self.assertEqual(len(book.sheetnames), 5)
        overview = book["Overview"]
        lines = {row[0].value: row for row in overview.iter_rows(min_row=2)}
        cell = lines[self.full.reference][-1]
        self.assertEqual(
            Calculator(book).value("Overview", cell.coordinate), self.full.score
        )
        self.assertIsNone(lines[self.bare.reference][-1].value)

    def test_nothing_answered(self):
        """SAT-14 a form where nothing applies leaves the workbook readable"""
        self._answer(self.bare, ["na", "na", "na"])
        reports = self.env["report.crm_satisfaction.score_sheet_xlsx"]
        content, _kind = reports.create_xlsx_report(self.bare.ids, {})
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
        self.assertNotIn("None", [str(cell.value) for cell in cells if cell.value])

    def test_rights(self):
        """SAT-09 SAT-14 colleagues print nothing, nobody prints names of anonymous"""
        with self.assertRaises(UserError):
            self._print(self.full, self.colleague)
        with self.assertRaises(AccessError):
            self._print(self.full, self.employee)
        self._print(self.full, self.auditor)
        self.full._decide({"is_anonymous": True})
        book = self._print(self.full, self.officer)
        values = [
            cell
            for sheet in book.worksheets
            for row in sheet.iter_rows(values_only=True)
            for cell in row
        ]
        self.assertNotIn("Inspector", values)

    def test_pdf(self):
        """SAT-14 the score sheet on paper, with lines to sign"""
        html = (
            self.env["ir.actions.report"]
            .with_user(self.auditor)
            ._render_qweb_html(
                "crm_satisfaction.report_score_sheet", (self.full | self.bare).ids
            )[0]
        )
        text = html.decode()
        for expected in (
            self.full.reference,
            "Signature, date",
            "expired",
            "60 + 20",
            # the checklist and the awards have headings of their own
            ">Item</th>",
            ">Counted</th>",
        ):
            self.assertIn(expected, text)
