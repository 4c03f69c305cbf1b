# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .quality_common import QualityCommon

NEXT_MONTH = "2026-08-01 01:00:00"


@tagged("post_install", "-at_install")
@freeze_time("2026-07-15 01:00:00")
class TestSummary(QualityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-07-15 01:00:00"):
            cls.complaint = cls._new_case(cause_id=cls.material.id, cost_other=300)
            cls._sign_all(cls.complaint)
            cls._reply(cls.complaint)
            cls._new_complaint(severity="grave")
            cls._new_complaint(received_on="2026-06-10 01:00:00")
            cls.complaint.action_ask_confirmation()
            cls.complaint.action_reopen("It leaks again")

    def _make(self, user=None):
        summaries = self.env["crm.complaint.summary"].with_user(user or self.officer)
        return summaries._make(self.company, date(2026, 7, 20))

    def test_figures(self):
        """CMP-12 what came, why, what is open, reopened and what it cost"""
        summary = self._make()
        self.assertEqual(summary.month, date(2026, 7, 1))
        self.assertEqual(summary.received, 2)
        self.assertEqual(summary.figures["received_before"], 1)
        self.assertEqual((summary.closed, summary.left_open), (0, 3))
        self.assertEqual(summary.reopened, 1)
        self.assertEqual(summary.cost, 300)
        self.assertEqual(summary.figures["causes"][0][:2], ["Material", 1])
        self.assertIn(["Grave", 1], summary.figures["severities"])
        self.assertEqual(summary.figures["trend"][-2:], [["26-06", 1], ["26-07", 2]])

    def test_no_customers_no_rate(self):
        """CMP-12 a rate of nobody is not 0.00"""
        self.env.cr.execute("UPDATE res_partner SET create_date = '2026-07-10'")
        self.env.invalidate_all()
        tiles = {name: rest for name, *rest in self._make()._get_key_figures()}
        self.assertNotEqual(tiles["Per 100 Customers"][0], "—")
        self.assertEqual(tiles["Per 100 Customers"][1], "before: —")

    def test_counted_again_until_the_month_is_over(self):
        """CMP-12 the running month is counted again, a month that is over is kept"""
        summary = self._make()
        self.assertFalse(summary.is_final)
        self._new_complaint()
        self.assertEqual(self._make(), summary)
        self.assertEqual(summary.received, 3)
        with freeze_time(NEXT_MONTH):
            self._make()
            self.assertTrue(summary.is_final)
            self._new_complaint(received_on="2026-07-30 01:00:00")
            self._make()
        self.assertEqual(summary.received, 3)

    def test_made_and_mailed(self):
        """CMP-12 made and mailed by itself after the month, once"""
        self.company.complaint_summary_user_ids = self.manager
        self.company.complaint_summary_day = 3
        cron = self.env.ref("crm_complaints.ir_cron_complaint_summary")
        summaries = self.env["crm.complaint.summary"]
        mine = [("company_id", "=", self.company.id)]
        with self.enter_registry_test_mode():
            with freeze_time("2026-08-02 01:00:00"):
                cron.method_direct_trigger()
            self.assertFalse(summaries.search(mine))
            with freeze_time("2026-08-03 01:00:00"):
                cron.method_direct_trigger()
                cron.method_direct_trigger()
        summary = summaries.search(mine)
        self.assertEqual(summary.month, date(2026, 7, 1))
        self.assertTrue(summary.is_final)
        self.assertEqual(summary.recipient_ids, self.manager)
        mails = (
            self.env["mail.message"]
            .search([("model", "=", summary._name), ("res_id", "=", summary.id)])
            .filtered("partner_ids")
        )
        self.assertEqual(len(mails), 1)
        self.assertIn("Complaints 2026-07", mails.subject)

    def test_month_dialog(self):
        """CMP-12 officers open the month they choose, not one to come"""
        dialog = self.env["crm.complaint.summary.month"].with_user(self.officer)
        self.assertEqual(dialog.create({}).month, "2026-06-01")
        action = dialog.create({"month": "2026-07-01"}).action_open()
        self.assertEqual(action["res_model"], "crm.complaint.summary")
        with self.assertRaises(UserError):
            dialog.create({"month": "2026-08-01"}).action_open()

    def test_months_by_name(self):
        """CMP-12 the dialog names months, back to that of the first complaint"""
        self.env["crm.complaint"].search([], order="received_on", limit=1).write(
            {"received_on": "2026-04-30 10:00:00"}
        )
        dialog = self.env["crm.complaint.summary.month"].with_context(lang="en_US")
        months = dialog._selection_month()
        self.assertEqual(months[0], ("2026-07-01", "July 2026"))
        self.assertEqual(months[-1], ("2026-04-01", "April 2026"))

    def test_rights(self):
        """CMP-12 users do not see the report, and nobody writes it"""
        summary = self._make()
        for user in (self.officer, self.manager, self.auditor):
            self.assertTrue(summary.with_user(user).has_access("read"))
            self.assertFalse(summary.with_user(user).has_access("write"))
        self.assertFalse(summary.with_user(self.user).has_access("read"))
        with self.assertRaises(AccessError):
            summary.with_user(self.officer).action_send()
