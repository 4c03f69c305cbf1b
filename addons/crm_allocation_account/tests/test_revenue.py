# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

from freezegun import freeze_time

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.common import NOW
from odoo.addons.crm_allocation.tests.handover_common import HandoverCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRevenue(HandoverCommon):
    """Revenue of the owner on the invoice date, or of the department (ALC-13)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["account.chart.template"].try_loading(
            "generic_coa", company=cls.company, install_demo=False
        )
        cls.env.cr.precommit.run()
        cls.customer = cls.env["res.partner"].create(
            {"name": "Customer A", "is_company": True}
        )
        cls._transfer_at("2026-05-10 04:00:00", user_id=cls.user.id)

    @classmethod
    def _transfer_at(cls, moment, customer=None, **values):
        with freeze_time(moment):
            return cls._transfer(customer or cls.customer, **values)

    @classmethod
    def _invoice(cls, on, amount=1000, customer=None, **values):
        move = cls.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": (customer or cls.customer).id,
                "invoice_date": on,
                "invoice_line_ids": [
                    Command.create(
                        {"name": "Valve", "price_unit": amount, "tax_ids": False}
                    )
                ],
                **values,
            }
        )
        move.action_post()
        return move

    def _get_row(self, move, user=None):
        self.env.flush_all()
        rows = self.env["crm.allocation.revenue"].with_user(user or self.auditor)
        return rows.search([("move_id", "=", move.id)])

    def test_owner_on_the_invoice_date(self):
        """ALC-13: history is by date; later changes alter nothing."""
        before = self._invoice("2026-06-10")
        self._transfer_at("2026-06-15 04:00:00", user_id=self.colleague.id)
        after = self._invoice("2026-06-20")
        late = self._invoice("2026-06-14")
        for move, owner in (
            (before, self.user),
            (after, self.colleague),
            (late, self.user),
        ):
            row = self._get_row(move)
            self.assertEqual(row.user_id, owner)
            self.assertEqual(row.team_id, self.team)
            self.assertEqual(row.counts_for, "person")
            self.assertEqual(row.why, "owner")
            self.assertEqual(row.amount, 1000)

    def test_day_of_the_company(self):
        """ALC-13: who holds at the end of the day by the company's clock; once only."""
        # 23:30 and 00:30 in Shanghai
        self._transfer_at("2026-06-15 15:30:00", user_id=self.colleague.id)
        self._transfer_at("2026-06-15 16:30:00", user_id=self.leader.id)
        self.assertEqual(
            self._get_row(self._invoice("2026-06-15")).user_id, self.colleague
        )
        self.assertEqual(
            self._get_row(self._invoice("2026-06-16")).user_id, self.leader
        )
        self.assertEqual(self._get_row(self._invoice("2026-06-14")).user_id, self.user)

    def test_several_on_one_moment(self):
        """ALC-13: a line that began and ended at once counts for nobody."""
        self._transfer_at("2026-06-15 04:00:00", user_id=self.colleague.id)
        self._transfer_at("2026-06-15 04:00:00", user_id=self.leader.id)
        row = self._get_row(self._invoice("2026-06-15"))
        self.assertEqual(len(row), 1)
        self.assertEqual(row.user_id, self.leader)

    def test_department(self):
        """ALC-12 ALC-13: unapproved changes, pools and gaps are the department's."""
        with freeze_time("2026-06-15 04:00:00"):
            self.customer.with_user(self.officer).write({"user_id": self.colleague.id})
        row = self._get_row(self._invoice("2026-06-20"))
        self.assertFalse(row.user_id)
        self.assertEqual(row.holder_id, self.colleague)
        self.assertEqual((row.counts_for, row.why), ("department", "unapproved"))
        line = row.ownership_id.with_user(self.manager)
        self._answer(line.action_approve_change(), self.manager, attribution="person")
        row.invalidate_recordset()
        self.assertEqual(row.user_id, self.colleague)
        self._transfer_at("2026-06-25 04:00:00", pool_id=self.pool.id)
        row = self._get_row(self._invoice("2026-06-26"))
        self.assertEqual((row.counts_for, row.why), ("department", "unowned"))
        row = self._get_row(
            self._invoice("2026-05-01", invoice_user_id=self.colleague.id)
        )
        self.assertEqual((row.counts_for, row.why), ("department", "unrecorded"))
        self.assertEqual(row.team_id, self.team)

    def test_not_registered(self):
        """ALC-01 ALC-13: for the department from the deadline on, not before."""
        with freeze_time("2026-06-15 04:00:00"):
            customer = self._new_customer("Entered", self.user)
            line = customer._get_open_ownership(self.company)
            line.write(
                {
                    "registration_deadline": "2026-06-16 04:00:00",
                    "is_registration_told": True,
                }
            )
        with freeze_time("2026-06-18 04:00:00"):
            self.ledger._cron_registration()
        self.assertEqual(line.attribution, "department")
        before = self._get_row(self._invoice("2026-06-15", customer=customer))
        self.assertEqual((before.user_id, before.why), (self.user, "owner"))
        after = self._get_row(self._invoice("2026-06-16", customer=customer))
        self.assertFalse(after.user_id)
        self.assertEqual((after.counts_for, after.why), ("department", "department"))

    def test_credit_notes_drafts_and_contacts(self):
        """ALC-13: credit notes are negative, drafts do not count, contacts follow."""
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id}
        )
        refund = self._invoice("2026-06-10", 300, move_type="out_refund")
        self.assertEqual(self._get_row(refund).amount, -300)
        row = self._get_row(self._invoice("2026-06-10", customer=contact))
        self.assertEqual((row.partner_id, row.user_id), (self.customer, self.user))
        draft = refund.copy()
        self.assertFalse(self._get_row(draft))

    def test_currency(self):
        """ALC-13: in the currency of the company."""
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.env["res.currency.rate"].create(
            {
                "currency_id": euro.id,
                "company_id": self.company.id,
                "name": "2026-01-01",
                "rate": 0.125,
            }
        )
        row = self._get_row(self._invoice("2026-06-10", 100, currency_id=euro.id))
        self.assertEqual(row.amount, 800)

    def test_rights(self):
        """ALC-13: one's own, the leader the team's, officers and auditors all."""
        move = self._invoice("2026-06-10")
        for user, sees in (
            (self.user, True),
            (self.colleague, False),
            (self.leader, True),
            (self.officer, True),
            (self.auditor, True),
        ):
            self.assertEqual(bool(self._get_row(move, user)), sees, user.name)

    def test_workbook(self):
        """ALC-13: revenue by salesperson and department as a workbook."""
        self._let_export(self.auditor)
        move = self._invoice("2026-06-10")
        report = self.env["report.crm_allocation_account.revenue_xlsx"]
        content, _kind = report.with_user(self.auditor).create_xlsx_report(move.ids, {})
        self.assertTrue(content.startswith(b"PK"))

    def test_worth_of_customers(self):
        """ALC-14: shares by worth go by the invoices of the last months."""
        customers = self._new_customers(4)
        self._transfer(self.customer, user_id=self.leader.id)
        self._invoice("2026-06-01", 9000, customers[0])
        for customer in customers[1:]:
            self._invoice("2026-06-01", 3000, customer)
        self._invoice("2024-06-01", 90000, customers[1])
        handover = self._new_handover(method="amount")
        handover.action_prepare()
        placed = {one.partner_id: one.user_id for one in handover.customer_ids}
        self.assertNotEqual(placed[customers[0]], placed[customers[1]])
        self.assertEqual(len({placed[customer] for customer in customers[1:]}), 1)

    def test_query_reads_each_invoice_once(self):
        """ALC-13: one row an invoice, however long the ledger of its customer."""
        for day in range(1, 11):
            self._transfer_at(
                datetime(2026, 6, day, 4),
                user_id=(self.colleague if day % 2 else self.leader).id,
            )
        moves = [
            self._invoice(fields.Date.to_date(f"2026-06-{d:02}")) for d in range(1, 11)
        ]
        rows = self.env["crm.allocation.revenue"].search(
            [("partner_id", "=", self.customer.id)]
        )
        self.assertEqual(len(rows), len(moves))
        self.assertEqual(rows.user_id, self.colleague | self.leader)
