# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from datetime import date, datetime

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import AllocationCommon

# Monday 6 July 2026, 08:05 in Shanghai
MONDAY = "2026-07-06 00:05:00"
NOON = "2026-07-03 04:00:00"
WEEK = (date(2026, 6, 29), date(2026, 7, 5))


@tagged("post_install", "-at_install")
@freeze_time(MONDAY)
class TestSummary(AllocationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.summaries = cls.env["crm.allocation.summary"]
        cls.company.allocation_summary_user_ids = cls.manager
        # the last minute of Sunday in Shanghai, and the first of Monday
        with freeze_time("2026-07-05 15:59:00"):
            cls.registered = cls._new_customer("A") | cls._new_customer("B")
            cls._transfer(cls.registered, "registration", user_id=cls.user.id)
            cls.claimed = cls._new_customer("C")
            cls._transfer(cls.claimed, "claim", user_id=cls.colleague.id)
            cls.released = cls._new_customer("D")
            cls._transfer(cls.released, "opening", user_id=cls.user.id)
        with freeze_time("2026-07-05 15:59:30"):
            cls._transfer(cls.released, "release", pool_id=cls.pool.id)
        with freeze_time("2026-07-05 16:00:00"):
            cls.next_week = cls._new_customer("E")
            cls._transfer(cls.next_week, "registration", user_id=cls.user.id)

    def _make(self):
        return self.summaries._make(self.company, *WEEK)

    def _line(self, summary, user):
        return summary.line_ids.filtered(lambda line: line.user_id == user)

    def test_figures_of_the_week(self):
        """ALC-17: each salesperson's week by the clock of the company."""
        summary = self._make()
        mine = self._line(summary, self.user)
        self.assertEqual(mine.registered, 2)
        self.assertEqual(mine.released, 1)
        self.assertEqual(mine.owned, 2)
        self.assertEqual(mine.team_id, self.team)
        theirs = self._line(summary, self.colleague)
        self.assertEqual((theirs.claimed, theirs.owned), (1, 1))
        self.assertEqual(theirs.registered, 0)

    def test_contacts_and_penalties(self):
        """ALC-17: first contacts in time, late, missed, open; what came of them."""
        with freeze_time("2026-07-03 02:00:00"):
            customers = self.env["res.partner"]
            for name in ("Soon", "Late", "Missed", "Open"):
                customer = self._new_customer(name)
                customers += customer
                line = self._transfer(customer, "allocation", user_id=self.user.id)
                clock = self.env["crm.allocation.contact"].search(
                    [("ownership_id", "=", line.id)]
                )
                self.assertTrue(clock)
                clock.sudo().write(
                    {
                        "Soon": {"state": "contacted", "contacted_at": NOON},
                        "Late": {
                            "state": "reported",
                            "contacted_at": "2026-07-03 09:00:00",
                        },
                        "Missed": {"state": "missed", "missed_at": NOON},
                        "Open": {"state": "open"},
                    }[name]
                )
                if name == "Soon":
                    clock.sudo().contact_due = "2026-07-03 05:00:00"
            customers[0]._get_open_ownership(self.company).developed_on = WEEK[1]
        line = self._line(self._make(), self.user)
        self.assertEqual(
            [line[name] for name in ("in_time", "late", "missed", "still_open")],
            [1, 1, 1, 2],
        )
        self.assertEqual((line.developed, line.allocated), (1, 4))

    def test_each_figure_opens_its_records(self):
        """ALC-17: the link behind a figure opens exactly those records."""
        line = self._line(self._make(), self.user).with_user(self.manager)
        action = line.action_open_figure("registered")
        ledger = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(ledger.partner_id, self.registered)
        action = line.action_open_figure("owned")
        ledger = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(ledger.partner_id, self.registered)
        with self.assertRaisesRegex(UserError, "does not count"):
            line.action_open_figure("create_uid")

    def test_figures_never_change(self):
        """ALC-17: what happens later changes neither the figures nor what they open."""
        line = self._line(self._make(), self.user)
        self._transfer(self.registered, "release", pool_id=self.pool.id)
        line.invalidate_recordset()
        self.assertEqual((line.registered, line.owned), (2, 2))
        action = line.action_open_figure("owned")
        ledger = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(ledger.partner_id, self.registered)
        for user in (self.manager, self.officer):
            with self.assertRaises(AccessError):
                line.with_user(user).write({"registered": 5})

    def test_once_a_week(self):
        """ALC-17: the scheduled action makes and mails one summary a week."""
        own = [("company_id", "=", self.company.id)]
        cron = self.env.ref("crm_allocation.ir_cron_make_summaries")
        with freeze_time("2026-07-05 23:59:00"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertFalse(self.summaries.search(own))
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
            cron.method_direct_trigger()
        summary = self.summaries.search(own)
        self.assertEqual((summary.date_from, summary.date_to), WEEK)
        self.assertEqual(summary.sent_on, datetime(2026, 7, 6, 0, 5))
        self.assertEqual(summary.recipient_ids, self.manager)
        self.assertFalse(self._make())

    def test_mail_to_management(self):
        """ALC-17: each in the own language, with a link behind every figure."""
        chairman = self._new_user("alloc_chairman", "crm_policy.group_auditor")
        self.env["res.lang"]._activate_lang("zh_CN")
        chairman.lang = "zh_CN"
        self.company.allocation_summary_user_ids += chairman
        summary = self._make()
        summary._send()
        mails = self.env["mail.message"].search(
            [("model", "=", summary._name), ("res_id", "=", summary.id)]
        )
        mails = mails.filtered("partner_ids")
        self.assertEqual(mails.partner_ids, (self.manager | chairman).partner_id)
        self.assertEqual(len(mails), 2)
        line = self._line(summary, self.user)
        body = mails.filtered(
            lambda mail: mail.partner_ids == self.manager.partner_id
        ).body
        self.assertIn(f"line={line.id}&amp;figure=registered", body)
        self.assertIn(self.colleague.name, body)

    def test_who_reads(self):
        """ALC-17: management reads: recipients, managers, auditors; nobody else."""
        summary = self._make()
        chairman = self._new_user("alloc_chairman", "crm_policy.group_user")
        self.company.allocation_summary_user_ids = chairman
        for user, reads in (
            (chairman, True),
            (self.manager, True),
            (self.auditor, True),
            (self.officer, False),
            (self.user, False),
            (self.leader, False),
        ):
            with self.subTest(user=user.login):
                found = self.summaries.with_user(user).search([("id", "=", summary.id)])
                self.assertEqual(bool(found), reads)
                lines = found.line_ids.with_user(user)
                self.assertEqual(bool(lines.search([("id", "in", lines.ids)])), reads)

    def test_made_by_hand(self):
        """ALC-17: the director makes a missing one and sends it; others do not."""
        with self.assertRaises(AccessError):
            self.summaries.with_user(self.officer).action_make_last()
        action = self.summaries.with_user(self.manager).action_make_last()
        summary = self.summaries.with_user(self.manager).browse(action["res_id"])
        self.assertEqual((summary.date_from, summary.date_to), WEEK)
        self.assertFalse(summary.sent_on)
        again = self.summaries.with_user(self.manager).action_make_last()
        self.assertEqual(again["res_id"], summary.id)
        summary.action_send()
        self.assertTrue(summary.sent_on)
        self.company.allocation_summary_user_ids = False
        with self.assertRaisesRegex(UserError, "settings"):
            summary.action_send()

    def test_sent_by_the_director_only(self):
        """ALC-17: who reads the summary does not mail it again."""
        self.company.allocation_summary_user_ids = self.officer
        summary = self._make()
        for user in (self.officer, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                summary.with_user(user).action_send()
        self.assertFalse(summary.sent_on)

    def test_statements_do_not_grow_with_people(self):
        """ALC-17: one query a figure, however many salespeople and customers."""

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            summary = self._make()
            self.env.flush_all()
            used = self.env.cr.sql_log_count - before
            summary.unlink()
            return used

        count()
        few = count()
        people = self.env["res.users"]
        for number in range(20):
            people |= self._new_user(f"alloc_more_{number}", "crm_policy.group_user")
        with freeze_time("2026-07-03 02:00:00"):
            for person in people:
                customers = self._new_customer(f"F {person.id}")
                self._transfer(customers, "registration", user_id=person.id)
        # one insert a hundred lines at most
        self.assertLessEqual(count() - few, 3)

    def test_archived_people_and_customers_count(self):
        """ALC-17: who left during the week is in it still."""
        self.colleague.active = False
        self.claimed.active = False
        self.assertEqual(self._line(self._make(), self.colleague).claimed, 1)

    def test_on_paper(self):
        """ALC-17: the week on paper, with its totals."""
        summary = self._make()
        report = self.env["ir.actions.report"].with_user(self.manager)
        html, _kind = report._render_qweb_html(
            "crm_allocation.report_summary", summary.ids
        )
        self.assertIn(self.colleague.name, html.decode())
        self.assertIn("Contacted in Time", html.decode())

    def test_workbook(self):
        """ALC-17: the week as a workbook."""
        self._let_export(self.manager)
        summary = self._make()
        report = self.env["report.crm_allocation.summary_xlsx"].with_user(self.manager)
        content, _kind = report.create_xlsx_report(summary.ids, {})
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True))
        self.assertIn("Registered", rows[0])
        column = rows[0].index("Registered")
        self.assertEqual([row[column] for row in rows[1:-1]], [0, 2])
