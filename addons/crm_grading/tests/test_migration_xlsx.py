# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TODAY
from .report_common import CHINESE_NAME, XlsxCommon


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestMigrationXlsx(XlsxCommon):
    def test_matrix(self):
        """GRD-11 GRD-18 from grade x to grade, with totals that are formulas."""
        book = self._print_xlsx("migration_xlsx", self.round, self.employee)
        sheet = book["Grade Migration"]
        rows = list(sheet.iter_rows(values_only=True))
        self.assertIn(self.round.name, rows[0][0])
        header = rows[1]
        matrix = {
            row[0][0]: dict(zip(header[1:], row[1:], strict=True)) for row in rows[2:6]
        }
        before, after = self._grades_of(self.riser)
        self.assertEqual(matrix[before][self._column(header, after)], 1)
        total = rows[7]
        self.assertEqual(total[0], "Total")
        self.assertEqual(total[1], "=SUM(B3:B7)")
        self.assertEqual(total[-1], "=SUM(I3:I7)")
        self.assertEqual(rows[2][-1], "=SUM(B3:H3)")

    def _grades_of(self, customer):
        result = self._result(customer)
        return result.previous_grade_id.code, result.grade_id.code

    def _column(self, header, code):
        return next(title for title in header[1:] if title.startswith(f"{code} ·"))

    def test_results_of_formulas(self):
        """GRD-11 viewers that do not calculate show every result counted once."""
        book = self._print_xlsx("migration_xlsx", self.round, data_only=True)
        cells = {
            row[0]: row for row in book["Grade Migration"].iter_rows(values_only=True)
        }
        self.assertEqual(cells["Total"][-1], len(self.results))
        self.assertEqual(cells["No grade before"][-2], 1, "the bank")
        self.assertEqual(cells["Moved up"][1], self.round.up_count)
        self.assertEqual(cells["Moved down"][1], self.round.down_count)
        self.assertEqual(cells["First grade"][1], 0)
        self.assertEqual(cells["No longer graded"][1], 0)

    def test_movers(self):
        """GRD-11 who moved, from where to where."""
        rows = self._rows(self._print_xlsx("migration_xlsx", self.round)["Movers"])
        self.assertEqual(set(rows), {CHINESE_NAME, self.faller.name})
        row = rows[self.faller.name]
        self.assertEqual(
            (row["From Grade"], row["To Grade"]), self._grades_of(self.faller)
        )
        self.assertEqual(row["Movement"], "Moved down")
        self.assertLess(row["Grades Moved"], 0)

    def test_no_longer_graded(self):
        """GRD-11 a customer that lost its grade is a mover too, with the reason."""
        self.faller.active = False
        later = self._publish("2026-07-01")
        rows = self._rows(self._print_xlsx("migration_xlsx", later)["Movers"])
        self.assertEqual(rows[self.faller.name]["Status"], "Excluded")
        self.assertEqual(rows[self.faller.name]["Reason"], "Archived customer")

    def test_rounds_one_below_the_other(self):
        """GRD-11 several rounds: a matrix each, in one sheet."""
        book = self._print_xlsx("migration_xlsx", self.round | self.former)
        titles = [row[0] for row in book["Grade Migration"].iter_rows(values_only=True)]
        for record in (self.round, self.former):
            self.assertTrue(
                [title for title in titles if title and record.name in title]
            )

    def test_not_for_everybody(self):
        """GRD-16 portal users and other companies are refused."""
        for user in (self.portal, self.stranger):
            with self.assertRaises(AccessError):
                self._print_xlsx("migration_xlsx", self.round, user)
