# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from unittest import SkipTest

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged
from odoo.tools.pdf import PdfFileReader

from odoo.addons.base.models.ir_actions_report import _wkhtml
from odoo.addons.crm_policy.tests.pdf import get_page_text

from .common import NOW, VisitCommon

CHINESE_NAME = "上海远航贸易有限公司"


@tagged("post_install", "-at_install")
class TestVisitPdf(VisitCommon, HttpCase):
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
        reports = (
            self.env["ir.actions.report"]
            .with_user(self.officer)
            .with_context(
                force_report_rendering=True, allowed_company_ids=self.company.ids
            )
        )
        content, kind = reports._render_qweb_pdf(f"crm_visits.{name}", records.ids)
        self.assertEqual(kind, "pdf")
        pages = PdfFileReader(io.BytesIO(content)).pages
        return [get_page_text(page) for page in pages]

    def test_booklet(self):
        """VIS-04 a form a page, each with its number and the name of its holder"""
        self.user.name = "刘洋"
        booklet = self.env["crm.visit.booklet"].create(
            {"number_from": 7, "number_to": 9, "user_id": self.user.id}
        )
        pages = self._print("report_booklet", booklet)
        self.assertEqual(len(pages), 3)
        for number, page in enumerate(pages, 7):
            self.assertIn(f"No.{number:06}", page)
            self.assertIn("刘洋", page)
            self.assertIn("StrategyfortheNextVisit", page)

    def test_filled_form(self):
        """VIS-04 the filled form on one page, in Chinese"""
        self.customer.name = CHINESE_NAME
        with freeze_time(NOW):
            visit = self._new_made_visit(objective="质量与交货期")
        [page] = self._print("report_visit_form", visit)
        for text in (CHINESE_NAME, "质量与交货期", "Trialorderagreed"):
            self.assertIn(text, page)
