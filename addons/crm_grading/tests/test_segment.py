# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval
from datetime import date

import psycopg2
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY
from .report_common import XlsxCommon


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestSegment(XlsxCommon):
    """Classes of customers by need and behaviour, own lists, problem customers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.members = cls.env["crm.grading.segment.member"]
        cls.falling = cls._new_customer("Falling", user_id=cls.user.id)
        cls.idle = cls._new_customer("Idle", user_id=cls.officer.id)
        cls._invoice(cls.falling, "2025-05-10", 1000)
        cls._invoice(cls.falling, "2026-05-10", 500)
        cls._invoice(cls.idle, "2025-11-10", 1000)
        cls._credit(cls.bank, "2025-11-10", 10)
        cls.segments = cls.env["crm.grading.segment"]

    def _segment(self, name):
        return self.env.ref(f"crm_grading.segment_{name}")

    def _open(self, segment):
        return self.members.search(
            [
                ("segment_id", "=", segment.id),
                ("company_id", "=", self.company.id),
                ("until", "=", False),
            ]
        )

    def _refresh(self, segment, user=None):
        segment.with_user(user or self.officer).action_refresh()
        return self._open(segment).partner_id

    def test_problem_customers_with_reason(self):
        """GRD-08 S1-78 found by their behaviour, one line a reason, since when."""
        falling, idle = self._segment("falling"), self._segment("idle")
        self.assertIn(self.falling, self._refresh(falling))
        self.assertIn(self.idle, self._refresh(idle))
        self.assertNotIn(self.falling, self._open(idle).partner_id)
        row = self._open(falling).filtered(lambda row: row.partner_id == self.falling)
        self.assertEqual(row.since, date(2026, 7, 1))
        self.assertIn("30 %", row.reason)
        self.assertEqual(row.figure_text, "Purchase Growth (%): -50.00")
        self.assertFalse(self._open(falling).filtered("is_manual"))

    def test_history_is_kept(self):
        """GRD-08 who leaves a segment was in it until that day; who returns, anew."""
        falling = self._segment("falling")
        self._refresh(falling)
        self._refresh(falling)
        rows = self.members.search(
            [("segment_id", "=", falling.id), ("partner_id", "=", self.falling.id)]
        )
        self.assertEqual(len(rows), 1)
        with freeze_time("2026-07-15"):
            self._invoice(self.falling, "2026-07-10", 5000)
            self.assertNotIn(self.falling, self._refresh(falling))
        self.assertEqual(rows.until, date(2026, 7, 15))
        with freeze_time("2027-07-15"):
            self.assertIn(self.falling, self._refresh(falling))
        again = self.members.search(
            [("segment_id", "=", falling.id), ("partner_id", "=", self.falling.id)]
        )
        self.assertEqual(len(again), 2)

    def test_by_need(self):
        """GRD-08 S1-76 by size, and by any field of the customer, kept current."""
        large = self.env.ref("crm_policy.crm_customer_size_large")
        self.falling.customer_size_id = large
        self.assertEqual(self._refresh(self._segment("large")), self.falling)
        region = self.segments.with_user(self.manager).create(
            {
                "name": "Chinese Machinery",
                "kind": "need",
                "domain": "[('country_id.code', '=', 'CN')]",
            }
        )
        self.idle.country_id = self.env.ref("base.cn")
        self.assertEqual(self._refresh(region), self.idle)

    def test_special_partners_stay_out(self):
        """GRD-08 S1-80 special partners are no problem customers, and are listed."""
        everybody = self.segments.create(
            {"name": "All", "kind": "behaviour", "domain": "[]"}
        )
        found = self._refresh(everybody)
        self.assertIn(self.falling, found)
        self.assertNotIn(self.bank, found)
        action = self.env.ref("crm_grading.res_partner_action_special")
        partners = self.env["res.partner"].with_user(self.user)
        special = partners.search(literal_eval(action.domain))
        self.assertIn(self.bank, special)
        self.assertNotIn(self.falling, special)

    def test_own_list(self):
        """GRD-08 S1-48 kept by hand by officers; a condition leaves it alone."""
        own = self._segment("special_need")
        values = {"segment_id": own.id, "partner_id": self.idle.id, "since": False}
        row = self.members.with_user(self.officer).create(values)
        self.assertTrue(row.is_manual)
        self.assertEqual(row.since, date(2026, 7, 1))
        self.assertEqual(self._refresh(own), self.idle)
        for user in (self.user, self.auditor, self.employee):
            with self.assertRaises(AccessError):
                self.members.with_user(user).create(
                    {"segment_id": own.id, "partner_id": self.falling.id}
                )
        row.note = "Needs a cold chain"
        with self.assertRaises(UserError):
            row.until = "2026-01-01"
        with self.assertRaises(UserError):
            row.sudo().unlink()
        with freeze_time("2026-07-09"):
            row.action_take_off()
        self.assertEqual(row.until, date(2026, 7, 9))
        self._refresh(self._segment("idle"))
        with self.assertRaisesRegex(UserError, "by itself"):
            self._open(self._segment("idle")).with_user(self.officer).action_take_off()

    def test_once_on_a_list(self):
        """GRD-08 the database lets a customer be on a list once at a time."""
        own = self._segment("special_need")
        members = self.members.with_user(self.officer)
        values = {"segment_id": own.id, "partner_id": self.idle.id}
        members.create(values)
        with (
            self.assertRaises(psycopg2.IntegrityError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            members.create(values)

    def test_who_sees(self):
        """GRD-08 own customers for salespeople, all for officers and auditors."""
        for name in ("falling", "idle"):
            self._refresh(self._segment(name))
        ours = [("partner_id", "in", (self.falling | self.idle).ids)]
        for user, expected in (
            (self.user, self.falling),
            (self.officer, self.falling | self.idle),
            (self.auditor, self.falling | self.idle),
        ):
            found = self.members.with_user(user).search(ours)
            self.assertEqual(set(found.partner_id.ids), set(expected.ids), user.login)
        self.assertFalse(self.members.with_user(self.employee).has_access("read"))
        elsewhere = self.members.with_user(self.stranger).with_context(
            allowed_company_ids=self.stranger.company_ids.ids
        )
        self.assertFalse(elsewhere.search(ours))
        for user in (self.user, self.auditor):
            with self.assertRaises(AccessError):
                self._refresh(self._segment("idle"), user)
        with self.assertRaises(AccessError):
            self._segment("idle").with_user(self.officer).name = "Renamed"

    def test_on_the_customer(self):
        """GRD-08 a customer and its contacts carry the segments, and are found."""
        falling = self._segment("falling")
        self._refresh(falling)
        partners = self.env["res.partner"].with_user(self.user)
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.falling.id}
        )
        self.assertIn(falling, self.falling.with_user(self.user).grading_segment_ids)
        self.assertIn(falling, contact.with_user(self.user).grading_segment_ids)
        ours = ("id", "in", (self.falling | contact | self.idle).ids)
        for domain, expected in (
            (("grading_segment_ids", "=", falling.id), self.falling | contact),
            (("grading_segment_ids", "!=", falling.id), self.idle),
            (("grading_segment_ids", "=", False), self.idle),
            (("grading_segment_ids.kind", "=", "problem"), self.falling | contact),
        ):
            found = partners.search([ours, domain])
            self.assertEqual(set(found.ids), set(expected.ids), domain)

    def test_condition_is_checked(self):
        """GRD-08 a condition that cannot be read is refused, one is needed."""
        for domain in ("[('no_such_field', '=', 1)]", "nonsense", False):
            with self.assertRaises(ValidationError):
                self.segments.create(
                    {"name": "Wrong", "kind": "behaviour", "domain": domain}
                )

    def test_companies(self):
        """GRD-08 each company has its own figures and rows."""
        other = self.env["res.company"].create({"name": "Other"})
        falling = self._segment("falling")
        falling._refresh(self.company | other)
        rows = self.members.search(
            [("segment_id", "=", falling.id), ("partner_id", "=", self.falling.id)]
        )
        self.assertEqual(rows.company_id, self.company)

    def test_scheduled(self):
        """GRD-08 brought up to date every day, a second run adds nothing."""
        cron = self.env.ref("crm_grading.ir_cron_refresh_segments")
        counts = []
        for _run in range(2):
            with self.enter_registry_test_mode():
                cron.with_user(self.env.ref("base.user_root")).method_direct_trigger()
            self.env.invalidate_all()
            self.assertIn(self.idle, self._open(self._segment("idle")).partner_id)
            counts.append(self.members.search_count([]))
        self.assertEqual(*counts)

    def test_merge(self):
        """GRD-08 merged customers are on a list once; the history of both is kept."""
        own = self._segment("special_need")
        for customer in (self.falling, self.idle):
            self.members.with_user(self.officer).create(
                {"segment_id": own.id, "partner_id": customer.id}
            )
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.falling | self.idle).ids, self.falling)
        self.assertEqual(self._open(own).partner_id, self.falling)
        self.assertEqual(len(own.member_ids), 2)

    def test_statements_do_not_grow(self):
        """GRD-08 two statements a segment and company, however many customers."""
        segment = self._segment("frequent")

        def count():
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            segment._refresh(self.company)
            return self.env.cr.sql_log_count - before

        segment.domain = "[('customer_invoice_count', '>=', 0)]"
        count()
        small = count()
        for position in range(9):
            self._new_customer(f"Crowd {position}")
        self.assertEqual(count(), small)
        self.assertGreater(len(self._open(segment)), 9)

    def test_workbook(self):
        """GRD-08 GRD-18 problem customers as a workbook, own ones for a salesperson."""
        self._refresh(self._segment("falling"))
        book = self._print_xlsx(
            "segment_member_xlsx",
            self.members.browse(),
            self.user,
            {"domain": [("segment_id.kind", "=", "problem")]},
        )
        rows = self._rows(book["Customers of Segments"])
        self.assertIn("30 %", rows["Falling"]["Reason"])
        self.assertEqual(rows["Falling"]["Salesperson"], self.user.name)
