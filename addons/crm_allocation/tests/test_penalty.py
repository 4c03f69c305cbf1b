# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date
from io import BytesIO
from unittest.mock import patch

import psycopg2
from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import mute_logger

from .common import NOW
from .discipline_common import DisciplineCommon


@freeze_time(NOW)
class TestPenalty(DisciplineCommon):
    def _confirm(self, penalty):
        penalty.with_user(self.manager).action_confirm()
        return penalty

    def _settle(self, month, moment, user=None):
        with freeze_time(moment):
            wizard = (
                self.env["crm.allocation.payroll"]
                .with_user(user or self.manager)
                .create({"month": month})
            )
            wizard.action_settle()
        return wizard.settlement_id

    def test_types(self):
        """ALC-11 twenty for a late entry; the second fine waits for its name"""
        late, unnamed = (
            self.env.ref(f"crm_allocation.crm_allocation_penalty_type_{name}")
            for name in ("late_entry", "unnamed")
        )
        self.assertEqual((late.amount, late.active), (20, True))
        self.assertEqual((unnamed.amount, unnamed.active), (20, False))

    def test_propose(self):
        """ALC-11 rule, date, evidence, state; the amount stays when the type changes"""
        penalty = self._new_penalty()
        self.assertEqual(penalty.state, "proposed")
        self.assertTrue(penalty.name.startswith("PEN/2026/"))
        self.assertEqual((penalty.amount, penalty.rule), (20, "ALC-11"))
        self.assertIn(self.manager, penalty.activity_ids.user_id)
        penalty.sudo().type_id.amount = 50
        self.assertEqual(penalty.amount, 20)

    def test_confirm(self):
        """ALC-11 managers confirm, nobody on themselves, officers do not"""
        penalty = self._new_penalty()
        for user in (self.officer, self.leader, self.user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                penalty.with_user(user).action_confirm()
        self._confirm(penalty)
        self.assertEqual(penalty.state, "confirmed")
        self.assertEqual(penalty.appeal_until, date(2026, 7, 8))
        with self.assertRaisesRegex(UserError, "Confirmed"):
            penalty.with_user(self.manager).action_confirm()
        own = self._new_penalty(user_id=self.manager.id)
        with self.assertRaisesRegex(AccessError, "yourself"):
            own.with_user(self.manager).action_confirm()
        with self.assertRaisesRegex(AccessError, "yourself"):
            self._new_penalty(user_id=self.officer.id)

    def test_many(self):
        """ALC-11 a manager confirms many at once"""
        penalties = self._new_penalty() | self._new_penalty(user_id=self.colleague.id)
        self._confirm(penalties)
        self.assertEqual(set(penalties.mapped("state")), {"confirmed"})

    def test_appeal(self):
        """ALC-11 the person appeals in own words, within the days of the settings"""
        penalty = self._confirm(self._new_penalty())
        with self.assertRaises(AccessError):
            self._reason(penalty.with_user(self.leader), "appeal")
        with freeze_time("2026-07-08 15:00:00"):
            self.assertTrue(penalty.with_user(self.user).can_appeal)
            self._reason(penalty.with_user(self.user), "appeal", "It was a holiday")
        self.assertEqual(penalty.state, "appealed")
        self.assertEqual(penalty.appeal, "It was a holiday")
        self._reason(penalty.with_user(self.manager), "uphold", "It was not")
        self.assertEqual(penalty.state, "confirmed")
        self.assertTrue(penalty.is_upheld)
        # once
        with self.assertRaisesRegex(UserError, "is over"):
            self._reason(penalty.with_user(self.user), "appeal")

    def test_too_late(self):
        """ALC-11 after the days of the settings there is no appeal"""
        penalty = self._confirm(self._new_penalty())
        with freeze_time("2026-07-08 16:00:00"):
            with self.assertRaisesRegex(UserError, "is over"):
                self._reason(penalty.with_user(self.user), "appeal")

    def test_waive(self):
        """ALC-11 waived with a reason"""
        penalty = self._confirm(self._new_penalty())
        self._reason(penalty.with_user(self.user), "appeal", "Not me")
        self._reason(penalty.with_user(self.manager), "waive", "Right")
        self.assertEqual(penalty.state, "waived")
        self.assertEqual(penalty.decision_reason, "Right")

    def test_own_only(self):
        """ALC-11 people see their own, and rewrite nothing of it"""
        penalty = self._confirm(self._new_penalty())
        self.assertTrue(penalty.with_user(self.user).has_access("read"))
        self.assertFalse(penalty.with_user(self.colleague).has_access("read"))
        self.assertTrue(penalty.with_user(self.auditor).has_access("read"))
        proposed = self._new_penalty()
        with self.assertRaises(AccessError):
            proposed.with_user(self.user).write({"amount": 0})
        proposed.with_user(self.officer).write({"amount": 10})
        for values in ({"state": "waived"}, {"appeal_until": "2027-01-01"}):
            with self.assertRaisesRegex(UserError, "by its buttons"):
                proposed.with_user(self.user).write(values)
        with self.assertRaises(UserError):
            penalty.with_user(self.manager).unlink()

    def test_bad_input(self):
        """ALC-11 no day to come, no negative amount"""
        with self.assertRaisesRegex(ValidationError, "happened already"):
            self._new_penalty(date="2026-07-02")
        with mute_logger("odoo.sql_db"):
            with self.assertRaises(psycopg2.errors.CheckViolation):
                self._new_penalty(amount=-1)

    # -- the month ---------------------------------------------------------------------

    def test_settle(self):
        """ALC-11 a month is settled once, when it is over; then it is locked"""
        confirmed = self._confirm(self._new_penalty())
        proposed = self._new_penalty()
        with self.assertRaisesRegex(UserError, "when it is over"):
            self._settle("2026-07-05", "2026-07-31 15:00:00")
        settlement = self._settle("2026-07-05", "2026-07-31 16:00:00")
        self.assertEqual(settlement.month, date(2026, 7, 1))
        self.assertEqual(settlement.penalty_ids, confirmed)
        self.assertEqual(confirmed.state, "settled")
        self.assertEqual(proposed.state, "proposed")
        for step in ("waive", "uphold"):
            with self.assertRaisesRegex(UserError, "Settled"):
                self._reason(confirmed.with_user(self.manager), step)
        with self.assertRaisesRegex(UserError, "is settled"):
            self._settle("2026-07-05", "2026-08-02 02:00:00")
        # what is confirmed later goes to the next month
        with freeze_time("2026-08-03 02:00:00"):
            self._confirm(proposed)
        later = self._settle("2026-08-01", "2026-09-01 02:00:00")
        self.assertEqual(proposed.settlement_id, later)
        self.assertEqual(settlement.count, 1)

    def test_month_in_words(self):
        """ALC-11 a month is chosen by its name, the last that is over by itself"""
        wizards = self.env["crm.allocation.payroll"].with_user(self.manager)
        wizard = wizards.create({})
        self.assertEqual(wizard.month, date(2026, 6, 1))
        months = dict(wizards.fields_get(["month_key"])["month_key"]["selection"])
        self.assertEqual(months["2026-06"], "June 2026")
        self.assertEqual(wizards.create({"month_key": "2025-10"}).month.year, 2025)

    def test_appealable_waits(self):
        """ALC-11 what may still be appealed is not settled"""
        with freeze_time("2026-07-30 02:00:00"):
            penalty = self._confirm(self._new_penalty())
        settlement = self._settle("2026-07-01", "2026-08-01 02:00:00")
        self.assertEqual(penalty.state, "confirmed")
        self.assertFalse(settlement.penalty_ids)

    def test_who_settles(self):
        """ALC-11 only managers settle a month"""
        with self.assertRaises(AccessError):
            self._settle("2026-06-01", "2026-07-02 02:00:00", self.officer)

    def test_statement(self):
        """ALC-11 a statement a person, which says that nothing is deducted"""
        self._confirm(self._new_penalty())
        self._new_penalty(user_id=self.colleague.id)
        statements = self._print(self.manager)
        self.assertEqual(statements.count("Statement of Penalties"), 2)
        self.assertIn("Nothing is deducted by itself", statements)
        mine = self._print(self.user)
        self.assertIn(self.user.name, mine)
        self.assertNotIn(self.colleague.name, mine)
        with self.assertRaisesRegex(UserError, "no penalties"):
            self._print(self.agent)

    def _print(self, user):
        wizard = (
            self.env["crm.allocation.payroll"]
            .with_user(user)
            .create({"month": "2026-07-15"})
        )
        html, _kind = (
            self.env["ir.actions.report"]
            .with_user(user)
            ._render_qweb_html("crm_allocation.report_penalty_statement", wizard.ids)
        )
        return html.decode()

    def test_language(self):
        """ALC-11 everybody's statement is in the own language"""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.user.lang = "zh_CN"
        self._confirm(self._new_penalty())
        report = self.env["report.crm_allocation.report_penalty_statement"]
        wizard = self.env["crm.allocation.payroll"].create({"month": "2026-07-15"})
        pages = report._get_pages(wizard)
        self.assertEqual(pages[0]["lang"], "zh_CN")
        self.assertEqual(pages[0]["penalties"].env.lang, "zh_CN")

    def test_mail(self):
        """ALC-11 with the setting, each person gets the own statement"""
        self.company.allocation_statement_mail = True
        self._confirm(self._new_penalty())
        settlement = self._settle("2026-07-01", "2026-08-10 02:00:00").sudo()
        self.assertEqual(settlement.untold_user_ids, self.user)
        self.assertFalse(self._get_statements())
        self._send_statements()
        self._send_statements()
        message = self._get_statements()
        self.assertEqual(len(message.attachment_ids), 1)
        self.assertFalse(settlement.untold_user_ids)

    def test_mail_trouble(self):
        """ALC-11 a statement that fails is sent later, those of others all the same"""
        self.company.allocation_statement_mail = True
        self._confirm(self._new_penalty())
        self._confirm(self._new_penalty(user_id=self.colleague.id))
        settlement = self._settle("2026-07-01", "2026-08-10 02:00:00").sudo()
        render = type(self.env["ir.actions.report"])._render_qweb_pdf
        reason = "No paper"

        def fail_for_user(report, name, ids):
            wizard = self.env["crm.allocation.payroll"].browse(ids)
            if wizard.user_ids == self.user:
                raise UserError(reason)
            return render(report, name, ids)

        with (
            patch.object(
                type(self.env["ir.actions.report"]), "_render_qweb_pdf", fail_for_user
            ),
            self.assertLogs("odoo.addons.crm_allocation.stepping", "WARNING"),
        ):
            self._send_statements()
        self.assertEqual(settlement.untold_user_ids, self.user)
        self.assertFalse(self._get_statements())
        self._send_statements()
        self.assertEqual(len(self._get_statements()), 1)

    def _send_statements(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("crm_allocation.ir_cron_statements").method_direct_trigger()
        self.env.invalidate_all()

    def _get_statements(self):
        return self.env["mail.message"].search(
            [
                ("partner_ids", "in", self.user.partner_id.ids),
                ("subject", "like", "Statement of penalties"),
            ]
        )

    def test_xlsx(self):
        """ALC-11 for payroll: a row a penalty and totals by person"""
        self._let_export(self.officer)
        self._confirm(self._new_penalty())
        self._new_penalty()
        self._new_penalty(user_id=self.colleague.id)
        wizard = (
            self.env["crm.allocation.payroll"]
            .with_user(self.officer)
            .create({"month": "2026-07-15"})
        )
        data = wizard.action_export_xlsx()["data"]
        report = self.env["report.crm_allocation.penalty_xlsx"]
        content, _kind = report.with_user(self.officer).create_xlsx_report([], data)
        book = load_workbook(BytesIO(content))
        rows, totals, _parameters = book.worksheets
        self.assertEqual(rows.max_row - 1, 3)
        by_person = {row[0]: row for row in totals.iter_rows(2, values_only=True)}
        mine = by_person[self.user.name]
        self.assertEqual(mine[2:6], (2, 20, 20, 0))
        self.assertEqual(by_person[self.colleague.name][2:6], (1, 0, 20, 0))

    def test_found_once(self):
        """ALC-11 what was found out is proposed once, whatever runs at once"""
        vals = {
            "user_id": self.user.id,
            "company_id": self.company.id,
            "date": "2026-07-01",
            "evidence": "Found",
            "origin_model": "res.partner",
            "origin_id": self.user.partner_id.id,
        }
        penalties = self.env["crm.allocation.penalty"]
        self.assertEqual(len(penalties._propose("late_entry", [vals, vals])), 1)
        self.assertFalse(penalties._propose("late_entry", [vals]))
