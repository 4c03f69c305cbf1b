# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TODAY
from .report_common import CHINESE_NAME, FORMULA_NAME, XlsxCommon


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestGradeListXlsx(XlsxCommon):
    def test_every_figure(self):
        """GRD-18 GRD-16 one row a customer: raw figure, points, weight, contribution of
        every indicator, typed, as the result keeps them."""
        book = self._print_xlsx("round_grade_list_xlsx", self.round, self.accountant)
        rows = self._rows(book["Grade List"])
        self.assertEqual(
            set(rows), {FORMULA_NAME, CHINESE_NAME, self.faller.name, "Bank"}
        )
        result = self._result(self.best)
        currency = self.company.currency_id.name
        row = rows[FORMULA_NAME]
        self.assertEqual(row["Salesperson"], self.user.name)
        self.assertEqual(row["Grade"], result.grade_id.code)
        self.assertEqual(row["Score"], result.score)
        self.assertEqual(row["Coverage (%)"], result.coverage)
        self.assertEqual(row["Figures until"], datetime(2026, 6, 30))
        self.assertEqual(row[f"Annual Purchase Amount ({currency})"], 1_600_000)
        self.assertEqual(row["Purchase Frequency (number)"], 1)
        for line in self.scheme.line_ids:
            figures = result.breakdown[line.code]
            points, weight = figures["points"], figures["weight"]
            self.assertEqual(row[f"{line.name}: points"], points)
            self.assertEqual(row[f"{line.name}: weight (%)"], weight)
            self.assertEqual(
                row[f"{line.name}: contribution"],
                None if points is None else round(points * weight / 100, 2),
            )

    def test_status_and_movement(self):
        """GRD-11 GRD-18 movement, and the reason of whoever is left out."""
        rows = self._rows(
            self._print_xlsx("round_grade_list_xlsx", self.round)["Grade List"]
        )
        self.assertEqual(rows[CHINESE_NAME]["Movement"], "Moved up")
        self.assertEqual(rows[self.faller.name]["Movement"], "Moved down")
        self.assertEqual(rows["Bank"]["Status"], "Excluded")
        self.assertEqual(
            rows["Bank"]["Reason"], "Special partner, not a trade customer"
        )
        self.assertIsNone(rows["Bank"]["Score"])

    def test_parameters(self):
        """GRD-16 round, scheme, version, thresholds, weights and approver are told."""
        parameters = self._parameters(
            self._print_xlsx("round_grade_list_xlsx", self.round)
        )
        self.assertEqual(parameters["Scheme"], self.scheme.display_name)
        self.assertIn("v1", parameters["Scheme"])
        self.assertEqual(
            parameters["Grades from Score"], "A ≥ 85, B ≥ 70, C ≥ 55, D ≥ 0"
        )
        self.assertIn("weight 30 %", parameters["Indicator: Annual Purchase Amount"])
        self.assertEqual(parameters["Submitted by"], self.officer.name)
        self.assertEqual(parameters["Approved by"], self.manager.name)
        self.assertEqual(parameters["Published on"], "2026-07-01")
        self.assertEqual(parameters["State of the Round"], "In Effect")

    def test_user_text_is_no_formula(self):
        """GRD-18 a customer's name never becomes a formula; sums are formulas."""
        sheet = self._print_xlsx("round_grade_list_xlsx", self.round)["Grade List"]
        formulas = self._formulas(sheet)
        self.assertEqual(
            {int(key.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for key in formulas}, {6}
        )
        for formula in formulas.values():
            self.assertTrue(formula.startswith("=SUBTOTAL(109,'Grade List'!"))

    def test_what_if_says_so(self):
        """GRD-18 a what-if or unapproved list cannot be taken for the real one."""
        what_if = self._new_round(kind="what_if")
        what_if.action_compute()
        parameters = self._parameters(
            self._print_xlsx("round_grade_list_xlsx", what_if, self.officer)
        )
        self.assertIn("never takes effect", parameters["State of the Round"])
        self.assertEqual(parameters["Approved by"], "not approved yet")

    def test_employee_gets_no_figures(self):
        """GRD-09 GRD-18 employees print grades; that figures are left out is said."""
        book = self._print_xlsx("round_grade_list_xlsx", self.round, self.employee)
        row = self._rows(book["Grade List"])[CHINESE_NAME]
        self.assertEqual(row["Grade"], self._result(self.riser).grade_id.code)
        self.assertFalse([title for title in row if "points" in title])
        self.assertNotIn(
            f"Annual Purchase Amount ({self.company.currency_id.name})", row
        )
        self.assertIn("figures", self._parameters(book)["Columns left out: no access"])

    def test_not_before_publication(self):
        """GRD-09 an unpublished round is printed by those who may see it."""
        draft = self._new_round(date="2026-05-31")
        draft.action_compute()
        book = self._print_xlsx("round_grade_list_xlsx", draft, self.auditor)
        self.assertEqual(len(self._rows(book["Grade List"])), 4)
        for user in (self.user, self.employee, self.accountant):
            with self.assertRaises(AccessError):
                self._print_xlsx("round_grade_list_xlsx", draft, user)
            book = self._print_xlsx("grade_list_xlsx", draft.result_ids, user)
            self.assertFalse(self._rows(book["Grade List"]))

    def test_portal_and_other_company(self):
        """GRD-16 portal users and other companies print nothing of it."""
        for user in (self.portal, self.stranger):
            with self.assertRaises(AccessError):
                self._print_xlsx("round_grade_list_xlsx", self.round, user)
        with self.assertRaises(AccessError):
            self._print_xlsx("grade_list_xlsx", self.results, self.portal)
        book = self._print_xlsx("grade_list_xlsx", self.results, self.stranger)
        self.assertFalse(self._rows(book["Grade List"]))

    def test_override(self):
        """GRD-12 GRD-18 the grade set by hand stands beside the computed one."""
        self._override(self.riser)
        rows = self._rows(
            self._print_xlsx("round_grade_list_xlsx", self.round, self.employee)[
                "Grade List"
            ]
        )
        self.assertEqual(rows[CHINESE_NAME]["Grade by Override"], "A")
        self.assertEqual(
            rows[CHINESE_NAME]["Grade"], self._result(self.riser).grade_id.code
        )
        self.assertIsNone(rows[FORMULA_NAME]["Grade by Override"])

    def test_selection_and_domain(self):
        """GRD-18 selected results, or without a selection what the list shows."""
        results = self.results.with_user(self.accountant)
        action = self._result(self.best).with_user(self.accountant)
        action = action.action_export_grade_list()
        self.assertEqual(action["context"]["active_ids"], self._result(self.best).ids)

        domain = [("round_id", "=", self.round.id), ("movement", "=", "up")]
        listed = results.browse().with_context(active_domain=domain)
        data = listed.action_export_grade_list()["data"]
        book = self._print_xlsx(
            "grade_list_xlsx", results.browse(), self.accountant, data
        )
        self.assertEqual(set(self._rows(book["Grade List"])), {CHINESE_NAME})

    def test_select_all_of_a_long_list(self):
        """GRD-18 the web client sends no more than so many ids: the filter decides."""
        self.env["ir.config_parameter"].set_param("web.active_ids_limit", 2)
        domain = [("round_id", "=", self.round.id)]
        first = self.results[:2].with_context(active_domain=domain)
        action = first.with_user(self.accountant).action_export_grade_list()
        self.assertEqual(action["data"], {"domain": domain})
        self.assertFalse(action["context"]["active_ids"])

    def test_rounds_of_two_versions(self):
        """GRD-16 GRD-18 results of several rounds: each with the weights of its own."""
        draft = self._new_version()
        self._line("purchase_amount", draft).weight = 25
        self._line("new_business", draft).weight = 15
        what_if = self._new_round(kind="what_if", scheme_id=draft.id)
        what_if.action_compute()
        both = self._result(self.best) | self._result(self.best, what_if)
        sheet = self._print_xlsx("grade_list_xlsx", both)["Grade List"]
        header, *rows = sheet.iter_rows(values_only=True, max_row=3)
        position = header.index("Annual Purchase Amount: weight (%)")
        self.assertEqual({row[position] for row in rows}, {25, 30})

    def test_queries_do_not_grow(self):
        """GRD-18 no query for a customer: a longer list needs as many statements."""

        def count(results):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._print_xlsx("grade_list_xlsx", results)
            return self.env.cr.sql_log_count - before

        count(self.results)
        self.assertEqual(count(self.results[:1]), count(self.results))
