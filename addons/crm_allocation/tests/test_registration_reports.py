# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io

import openpyxl
from freezegun import freeze_time

from odoo.tests import tagged

from .common import NOW
from .registration_common import RegistrationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRegistrationReports(RegistrationCommon):
    """The register as a workbook, one registration and a review on paper."""

    def test_workbook(self):
        """ALC-02 ALC-20 the columns of the register, by the reader's own rights"""
        self._new_registered(demand="=HYPERLINK(1)")
        self._new_registration(self.colleague, customer_name="Other Ltd")
        report = self.env["report.crm_allocation.registration_xlsx"]
        domain = [("company_id", "=", self.company.id)]
        content, _type = report.with_user(self.user).create_xlsx_report(
            [], {"domain": domain}
        )
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True))
        header, row = rows[0], rows[1]
        values = dict(zip(header, row, strict=True))
        self.assertEqual(len(rows), 2)
        self.assertEqual(values["Company or Person"], "Suzhou Valve Co., Ltd.")
        self.assertEqual(values["Demand"], "=HYPERLINK(1)")
        self.assertEqual(values["Expected Price"], 450000)
        self.assertEqual(str(values["Protected Until"])[:10], "2027-01-01")

    def _render(self, name, records, user):
        reports = self.env["ir.actions.report"].with_user(user)
        html, _type = reports._render_qweb_html(f"crm_allocation.{name}", records.ids)
        return html.decode()

    def test_paper(self):
        """ALC-02 one registration on paper"""
        registration = self._new_registered()
        html = self._render("report_registration", registration, self.user)
        for text in ("Suzhou Valve", "500 ball valves", "alloc_officer", "2027-01-01"):
            self.assertIn(text, html)

    def test_minutes(self):
        """ALC-03 minutes of a review"""
        self._new_registered()
        self._run_cron("ir_cron_protection", "2027-01-02 01:00:00")
        with freeze_time("2027-01-02 01:00:00"):
            review = self.env["crm.allocation.review"].search(
                [("company_id", "=", self.company.id)]
            )
            review.statement = "Budget in March"
            review.with_user(self.manager).write(
                {"result": "extend", "reason": "Wait for the budget"}
            )
            review.with_user(self.manager).action_decide()
            html = self._render("report_review", review, self.manager)
        for text in ("Budget in March", "Wait for the budget", "2027-07-02"):
            self.assertIn(text, html)
