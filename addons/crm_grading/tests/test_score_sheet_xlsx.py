# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..report import score_sheet_xlsx
from .common import TODAY
from .report_common import CHINESE_NAME, FORMULA_NAME, XlsxCommon


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestScoreSheetXlsx(XlsxCommon):
    def test_sheet_a_customer(self):
        """GRD-18 a sheet a customer: figures, points, weights, contributions, sums."""
        pair = self._result(self.best) | self._result(self.riser)
        book = self._print_xlsx("score_sheet_xlsx", pair, self.accountant)
        self.assertEqual(
            set(book.sheetnames), {'=cmd("calc")', CHINESE_NAME, "Parameters"}
        )
        sheet = book[FORMULA_NAME]
        self.assertEqual(sheet["A1"].value, FORMULA_NAME)
        self.assertEqual(sheet["A1"].data_type, "s")
        rows = {row[1]: row for row in sheet.iter_rows(values_only=True)}
        amount = rows["Annual Purchase Amount"]
        self.assertEqual(
            amount[2:7], (1_600_000, self.company.currency_id.name, 100, 30, 30)
        )
        self.assertEqual(len(self._formulas(sheet)), 2)
        facts = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
        self.assertEqual(facts["Score"], self._result(self.best).score)
        self.assertEqual(facts["Approved by"], self.manager.name)

    def test_many_customers_in_one_sheet(self):
        """GRD-18 beyond a sensible number of sheets, one below the other."""
        with patch.object(score_sheet_xlsx, "MAX_SHEETS", 2):
            book = self._print_xlsx("score_sheet_xlsx", self.results)
        self.assertEqual(book.sheetnames, ["Score Sheets", "Parameters"])
        titles = [row[0] for row in book["Score Sheets"].iter_rows(values_only=True)]
        for customer in self.customers | self.bank:
            self.assertEqual(titles.count(customer.name), 1)

    def test_too_many_customers(self):
        """GRD-18 refused with the way out, not cut off."""
        with (
            patch.object(score_sheet_xlsx, "MAX_CUSTOMERS", 2),
            self.assertRaisesRegex(UserError, "grade list"),
        ):
            self._print_xlsx("score_sheet_xlsx", self.results)

    def test_figures_are_for_those_who_work_with_them(self):
        """GRD-09 GRD-18 employees, portal users and other companies are refused."""
        for user in (self.employee, self.portal):
            with self.assertRaises(AccessError):
                self._print_xlsx("score_sheet_xlsx", self.results, user)
        with self.assertRaises(UserError):
            self._print_xlsx("score_sheet_xlsx", self.results, self.stranger)

    def test_of_customers(self):
        """GRD-18 from customers: the latest published result; others are named."""
        new = self._new_customer("Newcomer")
        book = self._print_xlsx(
            "partner_score_sheet_xlsx", self.riser | new, self.accountant
        )
        self.assertEqual(book.sheetnames, [CHINESE_NAME, "Parameters"])
        facts = {
            row[0]: row[1] for row in book[CHINESE_NAME].iter_rows(values_only=True)
        }
        self.assertEqual(facts["Round"], self.round.name)
        self.assertEqual(
            self._parameters(book)["Without a published result"], "Newcomer"
        )
        with self.assertRaises(UserError):
            self._print_xlsx("partner_score_sheet_xlsx", new, self.accountant)
