# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from unittest import SkipTest

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged
from odoo.tools.pdf import PdfFileReader

from odoo.addons.base.models.ir_actions_report import _wkhtml
from odoo.addons.crm_policy.tests.pdf import get_page_text

from .common import TODAY
from .report_common import CHINESE_NAME, FORMULA_NAME, ReportCommon

# Width and height in points.
A4 = (595, 842)


@tagged("post_install", "-at_install")
class TestReportsPdf(HttpCase, ReportCommon):
    """The printed pages themselves, where a program that prints is installed."""

    @classmethod
    def setUpClass(cls):
        if not _wkhtml().is_patched_qt:
            raise SkipTest("wkhtmltopdf with headers and footers is not installed")
        super().setUpClass()

    def _print(self, name, records):
        """:return: each page's text, as `get_page_text` reads it"""
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("report.url", self.base_url())
        reports = self._reports(self.manager)
        content, kind = reports.with_context(
            force_report_rendering=True
        )._render_qweb_pdf(f"crm_grading.{name}", records.ids)
        self.assertEqual(kind, "pdf")
        pages = PdfFileReader(io.BytesIO(content)).pages
        for page in pages:
            for side, length in zip(page.mediabox[2:], A4, strict=True):
                self.assertAlmostEqual(float(side), length, delta=2)
        return [get_page_text(page) for page in pages]

    def test_grade_list(self):
        """GRD-18 the list on A4: Chinese names, signatures, numbered pages; the header
        of the table on every page."""
        with freeze_time(TODAY):
            for number in range(40):
                self._assess_all(
                    self._new_customer(f"Customer {number:02}"), 60, "2026-05-01"
                )
            record = self._publish("2026-07-01")
        pages = self._print("report_grade_list", record)
        self.assertGreater(len(pages), 1)
        text = "\n".join(pages)
        for word in (CHINESE_NAME, FORMULA_NAME, self.company.name, "Approved by"):
            self.assertIn(word.replace(" ", ""), text)
        for number, page in enumerate(pages, 1):
            self.assertIn(f"Page{number}/{len(pages)}", page)
        self.assertGreater(text.count("Salesperson"), len(pages))

    def test_score_sheets(self):
        """GRD-18 two customers, a page each."""
        records = self._result(self.best) | self._result(self.riser)
        pages = self._print("report_score_sheet", records)
        self.assertEqual(len(pages), 2)
        for name in (CHINESE_NAME, FORMULA_NAME):
            self.assertTrue([page for page in pages if name in page])
