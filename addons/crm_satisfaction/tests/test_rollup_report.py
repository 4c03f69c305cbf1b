# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
import re
from datetime import date

from freezegun import freeze_time
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from odoo.tests import HttpCase, tagged
from odoo.tools.pdf import PdfFileReader
from odoo.tools.safe_eval import safe_eval

from odoo.addons.base.models.ir_actions_report import _wkhtml
from odoo.addons.crm_policy.tests.pdf import get_page_text

from ..engine.rollup import half_up
from .common import NOW
from .rollup_common import RollupCommon

CELL = re.compile(r"(?:'([^']+)'!)?([A-Z]+[0-9]+)(?::([A-Z]+[0-9]+))?")


class Calculator:
    """Counts the formulas of our workbooks again, as a spreadsheet would."""

    def __init__(self, book):
        self.book = book

    def value(self, sheet, cell):
        found = self.book[sheet][cell]
        is_formula = found.data_type == "f"
        return self.count(sheet, found.value[1:]) if is_formula else found.value

    def _refer(self, sheet, match):
        name, first, last = match.groups()
        sheet = name or sheet
        if not last:
            return repr(self.value(sheet, first))
        left, top, right, bottom = range_boundaries(f"{first}:{last}")
        cells = self.book[sheet].iter_rows(top, bottom, left, right)
        return repr([self.value(sheet, one.coordinate) for row in cells for one in row])

    @staticmethod
    def _split(text):
        """What stands between commas outside of brackets."""
        parts, depth = [""], 0
        for letter in text:
            depth += (letter == "(") - (letter == ")")
            if letter == "," and not depth:
                parts.append("")
            else:
                parts[-1] += letter
        return parts

    def count(self, sheet, formula):
        if formula.startswith("IF("):
            test, yes, no = self._split(formula[3:-1])
            return self.count(sheet, yes if self.count(sheet, test) else no)
        formula = formula.replace('"<>"', "None").replace('""', "''")
        # names of functions have no digits, so that only cells are referred to
        formula = CELL.sub(lambda match: self._refer(sheet, match), formula)
        formula = re.sub(r"\bAND\(", "AND_(", formula)
        return safe_eval(formula, self.functions)

    functions = {
        "AND_": lambda *tests: all(tests),
        "ISNUMBER": lambda value: isinstance(value, (int, float)),
        "ROUND": lambda value, digits: float(half_up(f"{value:.9f}", digits)),
        "SUM": lambda values: sum(value or 0 for value in values),
        "SUMPRODUCT": lambda ones, others: sum(
            (one or 0) * (other or 0) for one, other in zip(ones, others, strict=True)
        ),
        "SUMIF": lambda tests, _criterion, values: sum(
            value for test, value in zip(tests, values, strict=True) if test is not None
        ),
    }


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRollupReport(RollupCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.company.satisfaction_weight_q1 = 3
            far = cls.env["crm.policy.unit"].create({"name": "=cmd(1)"})
            subject = cls._new_subject(name="Far", unit_id=far.id, respondent_ids=[])
            measured = cls._open(date_from="2026-06-01", date_to="2026-06-30")
            cls._answer(measured, [95, 70, 85])
            measured._decide(
                {"state": "done", "has_score": True, "score": 84.5, "is_passed": True}
            )
            measured._after_done()
            cls._done(61.33, day="2026-03-31", asked_count=3, feedback_count=1)
            cls.low = cls._done(
                50,
                subject=subject,
                recommend_count=3,
                promoter_count=2,
                detractor_count=1,
            )
            cls.env["crm.satisfaction.target"].create({"year": 2026, "score": 90})
            cls.env["crm.satisfaction.benchmark"].create(
                {
                    "name": "Rival Ltd",
                    "kind_id": cls.kind.id,
                    "date": "2026-05-15",
                    "score": 95.5,
                    "source": "Association",
                }
            )
            cls.periods = cls.env["crm.satisfaction.period"].search(
                [("company_id", "=", cls.company.id)]
            )
            cls.periods._filter_begun()._roll_up()
            cls.year, cls.quarter = cls._period("2026"), cls._period("2026-Q2")

    def _print_xlsx(self, rows, user):
        report = self.env["report.crm_satisfaction.rollup_xlsx"]
        report = report.with_user(user).with_context(
            allowed_company_ids=self.company.ids
        )
        content, kind = report.create_xlsx_report(rows.ids, {})
        self.assertEqual(kind, "xlsx")
        return load_workbook(io.BytesIO(content))

    def test_xlsx(self):
        """SAT-14 the formulas of the workbook give the figures that are stored"""
        rows = self.periods.rollup_ids
        book = self._print_xlsx(rows, self.user)
        sheets = ["Roll-ups", "Years", "Projects", "Parameters"]
        self.assertEqual(book.sheetnames, sheets)
        calculator = Calculator(book)
        stored = {(row.period_id.name, row.scope, row.name): row for row in rows}
        scopes = {"Company": "company", "Department": "unit"}
        scopes["Kind of Business"] = "kind"
        found = 0
        for line in range(2, book["Roll-ups"].max_row + 1):
            cells = {
                name: calculator.value("Roll-ups", f"{column}{line}")
                for name, column in zip(
                    ("period", "scope", "name", "score", "difference", "nps"),
                    "ABCFIO",
                    strict=True,
                )
            }
            feedback = calculator.value("Roll-ups", f"R{line}")
            again = calculator.value("Roll-ups", f"U{line}")
            key = (cells["period"], scopes[cells["scope"]], cells["name"])
            row = stored[key]
            self.assertEqual(cells["score"], row.score if row.has_score else "", key)
            both = row.has_previous and row.has_score
            self.assertAlmostEqual(
                cells["difference"] or 0, row.difference if both else 0
            )
            self.assertEqual(cells["nps"], row.nps if row.has_nps else "", key)
            self.assertEqual(feedback, row.feedback_rate if row.has_feedback else "")
            self.assertEqual(again, row.repeat_rate if row.repeat_base else "")
            found += row.has_score
        self.assertEqual(found, len(rows.filtered("has_score")))
        self.assertGreater(found, 10)
        names = [cell.value for cell in book["Roll-ups"]["C"]]
        self.assertIn("=cmd(1)", names)
        year = self._row(self.year)
        self.assertEqual(year.formula, "(1 × 50.00 + 1 × 67.12) ÷ (1 + 1) = 58.56")

    def test_xlsx_projects(self):
        """SAT-14 the measurements behind the quarters, as far as one may read them"""
        self._done(None, day="2026-03-31")
        self.low._decide({"user_id": self.colleague.id})
        other = self.env["res.company"].create({"name": "Other Company"})
        self.officer.company_ids |= other
        report = self.env["report.crm_satisfaction.rollup_xlsx"]
        rows = self.year.rollup_ids
        found = {}
        for user in (self.officer, self.user):
            report = report.with_user(user).with_context(
                allowed_company_ids=(self.company | user.company_ids).ids
            )
            content, _kind = report.create_xlsx_report(rows.ids, {})
            book = load_workbook(io.BytesIO(content))
            lines = list(book["Projects"].iter_rows(2, values_only=True))
            found[user] = {(line[0], line[8]) for line in lines if line[1]}
            parameters = dict(book["Parameters"].iter_rows(values_only=True))
            self.assertEqual(parameters["Company"], self.company.display_name)
        first = {("2026-Q1", 61.33), ("2026-Q1", None)}
        own = first | {("2026-Q2", 84.5)}
        self.assertEqual(found[self.officer], own | {("2026-Q2", 50)})
        self.assertEqual(found[self.user], own)

    def test_figures(self):
        """SAT-14 what the report shows: levels, factors, what is below, targets"""
        quarter = self.quarter.with_user(self.officer)
        tiles = {name: value for name, value, _remark in quarter._get_key_figures()}
        self.assertEqual(tiles["Satisfaction"], "67.25")
        self.assertEqual(tiles["Feedback Collected"], "50 %")
        factors = quarter._get_weak_factors()
        self.assertEqual(
            [factor[:3] for factor in factors],
            [("Schedule", 70, 1), ("Service", 85, 1), ("Quality", 95, 1)],
        )
        below, count = quarter._get_below()
        self.assertEqual((below, count), (self.low, 1))
        [target] = quarter._get_target_lines()
        self.assertEqual(target[1:], (90, 67.25, "none"))
        chart = quarter._get_trend_chart(self._row(self.quarter), 300, 100)
        self.assertEqual(chart["mark"], 20)
        self.assertEqual(chart["labels"][-1], ("2026-Q2", "67.2"))
        self.assertEqual(chart["columns"][-1]["height"], 67.25)
        self.assertEqual(quarter._get_comparisons().name, "Rival Ltd")
        self.assertEqual(quarter._get_quarter_name(date(2026, 5, 15)), "2026-Q2")
        service = self._row(self.quarter, self.service)
        self.assertEqual(quarter._get_row_label(service), ("Service", 1))
        self.assertEqual(service.name, "Works / Service")
        unit = self.service.with_context(crm_policy_short_name=True)
        self.assertEqual(unit.display_name, "Service")
        self.assertEqual(self.service.display_name, "Works / Service")
        company = self._row(self.quarter)
        self.assertEqual(quarter._get_row_label(company), (self.company.name, 0))
        # the one before is up to date when the next one is closed
        low = self._period("2026-Q1").rollup_ids
        low.unlink()
        self.quarter.with_user(self.manager)._close()
        self.assertEqual(company.previous_score, 61.33)

    def test_gaps(self):
        """SAT-12 SAT-14 a quarter without a figure is a gap, no line down to 0"""
        for name in ("comparison", "rollup"):
            view = self.env.ref(f"crm_satisfaction.crm_satisfaction_{name}_view_graph")
            self.assertEqual(etree.fromstring(view.arch).get("type"), "bar", name)

    def test_pdf(self):
        """SAT-14 quarterly and yearly report with charts, printed by officers"""
        if not _wkhtml().is_patched_qt:
            self.skipTest("wkhtmltopdf with headers and footers is not installed")
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("report.url", self.base_url())
        reports = self.env["ir.actions.report"].with_user(self.officer)
        reports = reports.with_context(
            force_report_rendering=True, allowed_company_ids=self.company.ids
        )
        content, kind = reports._render_qweb_pdf(
            "crm_satisfaction.report_period", (self.quarter | self.year).ids
        )
        self.assertEqual(kind, "pdf")
        pages = PdfFileReader(io.BytesIO(content)).pages
        text = "".join(get_page_text(page) for page in pages)
        for part in (
            "CustomerSatisfaction2026-Q2",
            "67.25",
            "(1×50.00+1×67.12)÷(1+1)=58.56",
            "Schedule",
            "RivalLtd",
            "Departments",
            "KindsofBusiness",
            "LevelMeasurements",
            "FactorMeanQuestionnaires",
            self.low.reference,
        ):
            self.assertIn(part, text)
