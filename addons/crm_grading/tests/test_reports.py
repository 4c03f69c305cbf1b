# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from freezegun import freeze_time
from lxml import html

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import format_date

from ..report import report_grade_list
from .common import TODAY
from .report_common import CHINESE_NAME, FORMULA_NAME, ReportCommon


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestReportsHtml(ReportCommon):
    """What the PDF reports print, before they are turned into PDF."""

    def _render(self, name, records, user=None):
        reports = self._reports(user or self.manager)
        content, _type = reports._render_qweb_html(f"crm_grading.{name}", records.ids)
        return html.fromstring(content)

    def _texts(self, tree, path):
        return [" ".join(node.text_content().split()) for node in tree.xpath(path)]

    def test_grade_list(self):
        """GRD-18 for signature: by grade, counts, scheme, approver, those left out."""
        tree = self._render("report_grade_list", self.round, self.employee)
        text = " ".join(tree.text_content().split())
        for word in (
            self.company.name,
            self.scheme.display_name,
            self.manager.name,
            FORMULA_NAME,
            CHINESE_NAME,
            "<b>Harbour</b> Trading",
            "Special partner, not a trade customer",
        ):
            self.assertIn(word, text)
        groups = self._texts(tree, "//tr[@class='o_grading_group']")
        grades = self.results.filtered("grade_id").grade_id.sorted()
        self.assertEqual([group[6] for group in groups[:-1]], grades.mapped("code"))
        self.assertEqual(groups[-1], "Excluded (1)")
        self.assertEqual(
            self._texts(tree, "//div[@class='o_grading_signature_role']"),
            ["Drafted by", "Reviewed by", "Approved by"],
        )

    def test_grade_list_before_approval(self):
        """GRD-09 GRD-18 the list that is signed in review says it is not approved."""
        draft = self._new_round(date="2026-05-31")
        draft.action_compute()
        tree = self._render("report_grade_list", draft, self.officer)
        self.assertIn("not approved yet", tree.text_content())
        for user in (self.user, self.accountant, self.portal, self.stranger):
            with self.assertRaises(AccessError):
                self._render("report_grade_list", draft, user)

    def test_grade_list_too_long_for_paper(self):
        """GRD-18 refused with the way out, not cut off."""
        with (
            patch.object(report_grade_list, "MAX_CUSTOMERS", 2),
            self.assertRaisesRegex(UserError, "XLSX"),
        ):
            self._render("report_grade_list", self.round)

    def test_score_sheet(self):
        """GRD-16 GRD-18 figures, points, weights, band, former grades."""
        tree = self._render(
            "report_score_sheet", self._result(self.riser), self.accountant
        )
        rows = {
            row.split()[0]: row for row in self._texts(tree, "//tr[td and not(@class)]")
        }
        text = " ".join(tree.text_content().split())
        self.assertIn(CHINESE_NAME, text)
        self.assertIn("95 points 95.00 10 % 9.50", text)
        self.assertIn(format_date(self.env, self.former.date), rows)
        self.assertIn(format_date(self.env, self.round.date), rows)

    def test_score_sheet_of_a_former_round(self):
        """GRD-16 a former sheet shows what was known then."""
        tree = self._render("report_score_sheet", self._result(self.riser, self.former))
        past = self._texts(tree, "//table[@class='o_grading_halves']")[0]
        self.assertIn(format_date(self.env, self.former.date), past)
        self.assertNotIn(format_date(self.env, self.round.date), past)

    def test_override(self):
        """GRD-12 an override shows; its reason to those who may read overrides."""
        self._override(self.riser)
        result = self._result(self.riser)
        for user, sees_reason in ((self.auditor, True), (self.accountant, False)):
            text = self._render("report_score_sheet", result, user).text_content()
            self.assertIn("Set by hand", text)
            self.assertEqual("Strategic agreement" in text, sees_reason)
        text = self._render("report_grade_list", self.round).text_content()
        self.assertIn("* [A]", " ".join(text.split()))

    def test_score_sheet_is_refused(self):
        """GRD-09 GRD-16 no figures for employees, portal users, other companies."""
        for user in (self.employee, self.portal, self.stranger):
            with self.assertRaises(AccessError):
                self._render("report_score_sheet", self._result(self.riser), user)

    def test_customers_without_figures(self):
        """GRD-18 excluded customers and newcomers have a sheet that says why."""
        new = self._new_customer("Newcomer")
        tree = self._render("report_partner_score_sheet", self.bank | new)
        self.assertIn("Special partner", tree.text_content())
        self.assertIn("no published grading result", tree.text_content())

    def test_offered_to_whom(self):
        """GRD-18 print menus: grades for employees, figures for the figures' groups."""
        actions = self.env["ir.actions.actions"]

        def offered(user, model):
            bindings = actions.with_user(user).get_bindings(model)
            names = {action["name"] for action in bindings.get("report", ())}
            return {name for name in names if "Grade" in name or "Score" in name}

        rounds = {
            "Grade List (PDF)",
            "Grade List (XLSX)",
            "Grade Migration (XLSX)",
        }
        self.assertEqual(offered(self.employee, "crm.grading.round"), rounds)
        self.assertEqual(
            offered(self.employee, "crm.grading.result"), {"Grade List (XLSX)"}
        )
        self.assertEqual(
            offered(self.accountant, "crm.grading.result"),
            {"Grade List (XLSX)", "Score Sheet (PDF)", "Score Sheets (XLSX)"},
        )
        self.assertFalse(offered(self.employee, "res.partner"))
        self.assertEqual(len(offered(self.user, "res.partner")), 2)
