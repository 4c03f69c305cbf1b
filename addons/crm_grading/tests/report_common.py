# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io

from freezegun import freeze_time
from openpyxl import load_workbook

from .common import TODAY, InvoicingCommon

FORMULA_NAME = '=cmd("calc")'
CHINESE_NAME = "上海远航贸易有限公司"


@freeze_time(TODAY)
class ReportCommon(InvoicingCommon):
    """Two published rounds of three customers who moved, and a bank left out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.accountant = cls._new_user(
            "report_accountant", "base.group_user,account.group_account_readonly"
        )
        cls.portal = cls._new_user("report_portal", "base.group_portal")
        cls.stranger = cls._new_user(
            "report_stranger",
            "crm_policy.group_manager",
            company=cls.env["res.company"].create({"name": "Elsewhere"}),
        )
        cls.best = cls._new_customer(FORMULA_NAME, user_id=cls.user.id)
        cls.riser = cls._new_customer(CHINESE_NAME)
        cls.faller = cls._new_customer("<b>Harbour</b> Trading")
        cls.bank = cls._new_customer(
            "Bank",
            customer_kind_id=cls.env["crm.customer.kind"]
            .search([("is_special", "=", True)], limit=1)
            .id,
        )
        cls.customers = cls.best | cls.riser | cls.faller
        cls.scheme.appeal_days = 0
        for customer, points in ((cls.best, 90), (cls.riser, 20), (cls.faller, 95)):
            cls._assess_all(customer, points, "2026-01-01")
        # leaves the twelve months between the two rounds
        cls._invoice(cls.faller, "2025-04-10", 1_600_000)
        cls._invoice(cls.best, "2026-02-10", 1_600_000)
        cls.former = cls._publish("2026-03-31")
        for customer, points in ((cls.riser, 95), (cls.faller, 30)):
            cls._assess_all(customer, points, "2026-05-01")
        cls._invoice(cls.riser, "2026-05-05", 1_600_000)
        cls.round = cls._publish("2026-06-30")
        cls.results = cls.round.result_ids

    @classmethod
    def _assess_all(cls, customer, points, on):
        for line in cls.scheme.line_ids:
            if line.method == "assessed":
                cls._assess(cls, customer, line.code, points, on=on)

    @classmethod
    def _publish(cls, date):
        record = cls._new_round(date=date)
        record.action_compute()
        record.with_user(cls.officer).action_submit()
        record.with_user(cls.manager).action_approve()
        return record

    def _result(self, customer, record=None):
        return (record or self.round).result_ids.filtered(
            lambda result: result.partner_id == customer
        )

    def _reports(self, user):
        """The report service, for a person who is logged in to the own company."""
        return (
            self.env["ir.actions.report"]
            .with_user(user)
            .with_context(allowed_company_ids=user.company_ids.ids)
        )

    def _override(self, customer):
        override = self.env["crm.grading.override"].create(
            {
                "partner_id": customer.id,
                "grade_id": self.grades["A"].id,
                "reason": "Strategic agreement",
                "valid_until": "2026-12-31",
            }
        )
        override.with_user(self.manager).action_approve()


class XlsxCommon(ReportCommon):
    """Prints workbooks and reads them back."""

    def _print_xlsx(self, name, records, user=None, data=None, **options):
        """Print through the report action, as a person does.

        :return: the workbook, read back
        """
        reports = self._reports(user or self.manager)
        content, extension = reports._render_xlsx(
            f"crm_grading.{name}", records.ids, data or {}
        )
        self.assertEqual(extension, "xlsx")
        return load_workbook(io.BytesIO(content), **options)

    def _rows(self, sheet):
        """:return: one dict a customer, by column title"""
        header, *rows = sheet.iter_rows(values_only=True)
        rows = [dict(zip(header, row, strict=True)) for row in rows]
        return {row["Customer"]: row for row in rows if row["Customer"] != "Total"}

    def _parameters(self, book):
        return dict(book["Parameters"].iter_rows(values_only=True))

    def _formulas(self, sheet):
        return {
            cell.coordinate: cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
