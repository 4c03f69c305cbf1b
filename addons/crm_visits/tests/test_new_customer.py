# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from ast import literal_eval

import openpyxl
from freezegun import freeze_time

from odoo.tests import tagged

from .common import NOW
from .intake_common import IntakeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestNewCustomer(IntakeCommon):
    """VIS-09 source and channel of every customer, reported."""

    def test_asked_at_intake(self):
        """VIS-09 each way in asks source and channel, and proposes its own source"""
        for model, code in (
            ("crm.visit.registration", "walk_in"),
            ("crm.visit.phone.order", "phone"),
        ):
            values = self.env[model].default_get(
                ["customer_source_id", "sales_channel_id"]
            )
            source = self.env["crm.customer.source"].browse(
                values["customer_source_id"]
            )
            self.assertEqual(source.code, code)
        self.assertEqual(self._new_show().customer_source_id.code, "exhibition")

    def test_work_list(self):
        """VIS-09 customers without source or channel are listed until they have both"""
        self.customer.customer_source_id = self.walk_in
        action = self.env.ref("crm_visits.res_partner_action_without_origin")
        self.assertEqual(
            action.context, "{'search_default_customer_without_origin': 1}"
        )
        domain = [
            "|",
            ("customer_source_id", "=", False),
            ("sales_channel_id", "=", False),
            *literal_eval(action.domain),
        ]
        bank = self._new_customer(
            "Bank",
            customer_kind_id=self.env.ref("crm_policy.crm_customer_kind_bank").id,
        )
        partners = self.env["res.partner"].with_user(self.officer)
        listed = partners.search(domain)
        self.assertIn(self.customer, listed)
        self.assertNotIn(bank, listed)
        self.customer.with_user(self.officer).sales_channel_id = self.branch
        self.assertNotIn(self.customer, partners.search(domain))

    def test_workbook(self):
        """VIS-09 new customers by month, source and channel, as a workbook"""
        registration = self._new_registration().with_user(self.accountant)
        registration.action_create_customer()
        contact = registration.partner_id.child_ids
        ids = (registration.partner_id | contact).ids
        report = self.env["report.crm_visits.new_customer_xlsx"].with_user(self.user)
        content, _kind = report.create_xlsx_report([], {"domain": [("id", "in", ids)]})
        book = openpyxl.load_workbook(io.BytesIO(content))
        rows = list(book.worksheets[0].values)
        month = f"{registration.partner_id.create_date:%Y-%m}"
        self.assertIn((month, "Walk-in", "Branch", 1), rows)
        self.assertEqual(book.worksheets[1]["B2"].value, "Suzhou Valve Co., Ltd.")
        self.assertNotIn("Li Wei", [row[1] for row in book.worksheets[1].values])

    def test_campaign_follows(self):
        """VIS-11 contacts carry the campaign of their company"""
        campaign = self.env["utm.campaign"].create({"title": "Fair"})
        self.customer.visit_campaign_id = campaign
        contact = self.env["res.partner"].create(
            {"name": "Person", "parent_id": self.customer.id}
        )
        self.assertEqual(contact.visit_campaign_id, campaign)
