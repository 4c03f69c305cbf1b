# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from datetime import date
from unittest import SkipTest

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged
from odoo.tools.pdf import PdfFileReader

from odoo.addons.base.models.ir_actions_report import _wkhtml
from odoo.addons.crm_policy.tests.pdf import get_page_text

from .common import NOW
from .quality_common import QualityCommon

CHINESE_NAME = "上海远航贸易有限公司"


@tagged("post_install", "-at_install")
class TestQualityPdf(QualityCommon, HttpCase):
    """The printed pages themselves, where a program that prints is installed."""

    @classmethod
    def setUpClass(cls):
        if not _wkhtml().is_patched_qt:
            raise SkipTest("wkhtmltopdf with headers and footers is not installed")
        super().setUpClass()
        cls.customer.name = CHINESE_NAME
        with freeze_time(NOW):
            cls.complaint = cls._new_case(
                description="<p>窗户漏水</p>" + "<p>Since the rain</p>" * 60,
                cause_id=cls.material.id,
                cause_unit_id=cls.quality.id,
            )
            cls._sign_all(cls.complaint)
            cls.reply = cls._reply(cls.complaint)
            cls._new_execution(cls.complaint, cost=500)

    def _print(self, name, records, user):
        """:return: each page's text, as `get_page_text` reads it"""
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("report.url", self.base_url())
        reports = (
            self.env["ir.actions.report"]
            .with_user(user)
            .with_context(
                force_report_rendering=True, allowed_company_ids=self.company.ids
            )
        )
        content, kind = reports._render_qweb_pdf(f"crm_complaints.{name}", records.ids)
        self.assertEqual(kind, "pdf")
        pages = PdfFileReader(io.BytesIO(content)).pages
        return [get_page_text(page) for page in pages]

    def test_record(self):
        """CMP-12 the handling record stands on one page, with three lines to sign"""
        [page] = self._print("report_record", self.complaint, self.user)
        number = self.complaint.reference
        for text in (CHINESE_NAME, number, "漏水", "QualityInspection"):
            self.assertIn(text, page)
        for text in ("Receivedby", "Responsibledepartment", "Signature,date"):
            self.assertIn(text, page)

    def test_letter(self):
        """CMP-03 the reply as a letter with the name of who approved it"""
        [page] = self._print("report_reply_letter", self.reply, self.user)
        for text in (f"Dear{CHINESE_NAME}", self.complaint.reference, "cmp_head"):
            self.assertIn(text, page)

    def test_monthly_report(self):
        """CMP-12 the monthly report with figures and charts"""
        with freeze_time("2026-07-15 01:00:00"):
            summaries = self.env["crm.complaint.summary"]
            summary = summaries._make(self.company, date(2026, 7, 1))
        pages = self._print("report_summary", summary, self.officer)
        text = "".join(pages)
        for part in ("Received", "Material", "LeakingWindows", "26-07"):
            self.assertIn(part, text)
