# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
import json
from urllib.parse import quote

from openpyxl import load_workbook

from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

REPORT = "crm_policy.crm_improvement_xlsx"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@tagged("post_install", "-at_install")
class TestXlsxHttp(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.officer = new_test_user(
            cls.env,
            login="policy_http",
            groups="crm_policy.group_officer",
            lang="en_US",
        )
        new_test_user(cls.env, login="policy_http_no", groups="base.group_user")
        cls.improvements = cls.env["crm.improvement"].create(
            [{"name": f"Improvement {number}"} for number in range(3)]
        )

    def _subjects(self, response):
        sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
        return {row[1] for row in sheet.iter_rows(min_row=2, values_only=True)}

    def _download(self, url):
        """As the web client asks for a report."""
        return self.url_open(
            "/report/download",
            data={
                "data": json.dumps([url, "xlsx"]),
                "context": json.dumps({"lang": "en_US"}),
                "csrf_token": Request.csrf_token(self),
            },
        )

    def test_selected_records(self):
        self.authenticate("policy_http", "policy_http")
        ids = self.improvements[:2].ids
        response = self._download(f"/report/xlsx/{REPORT}/{ids[0]},{ids[1]}")
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.headers["Content-Type"], XLSX_TYPE)
        self.assertEqual(int(response.headers["Content-Length"]), len(response.content))
        self.assertIn(
            "Improvement%20Register.xlsx", response.headers["Content-Disposition"]
        )
        self.assertEqual(self._subjects(response), {"Improvement 0", "Improvement 1"})

    def test_by_domain(self):
        self.authenticate("policy_http", "policy_http")
        options = {"domain": [["id", "in", self.improvements[2:].ids]]}
        url = (
            f"/report/xlsx/{REPORT}?options={quote(json.dumps(options))}"
            f"&context={quote(json.dumps({'lang': 'en_US'}))}"
        )
        self.assertEqual(self._subjects(self._download(url)), {"Improvement 2"})

    def test_without_rights(self):
        self.authenticate("policy_http_no", "policy_http_no")
        with mute_logger("odoo.http", "odoo.addons.report_xlsx.controllers.main"):
            response = self._download(
                f"/report/xlsx/{REPORT}/{self.improvements[0].id}"
            )
        self.assertNotEqual(response.headers["Content-Type"], XLSX_TYPE)
        self.assertIn("AccessError", response.text)
