# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time
from lxml import html

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, tagged

from ..engine import effect
from .common import TODAY
from .report_common import CHINESE_NAME, XlsxCommon


@tagged("post_install", "-at_install")
class TestEffectWindows(BaseCase):
    def test_whole_months_on_both_sides(self):
        """GRD-17 like is compared with like: so many months before as after."""
        span = effect.windows(date(2026, 7, 1), date(2026, 9, 30), 6)
        self.assertEqual(span.months, 2)
        self.assertEqual(span.first, date(2026, 5, 1))
        self.assertEqual(span.before, date(2026, 6, 30))
        self.assertEqual(span.after, date(2026, 8, 31))
        full = effect.windows(date(2026, 7, 1), date(2028, 1, 1), 6)
        self.assertEqual((full.months, full.after), (6, date(2026, 12, 31)))
        self.assertEqual(
            effect.windows(date(2026, 7, 1), date(2026, 7, 31), 6).months, 0
        )


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestEffect(XlsxCommon):
    """Before and after a round took effect on 2026-07-01."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.effects = cls.env["crm.grading.effect"]
        cls.best.user_id = cls.user
        # two months of the window after: July and August
        with freeze_time("2026-09-10"):
            cls._invoice(cls.riser, "2026-07-05", 400_000)
            cls._invoice(cls.riser, "2026-08-05", 600_000)
            cls._credit(cls.riser, "2026-08-20", 100_000)
            cls._invoice(cls.riser, "2026-09-05", 5_000_000)
            cls._invoice(cls.best, "2026-08-31", 200_000)

    def _measure(self, day):
        with freeze_time(day):
            self.effects._measure(self.round)

    def _row(self, customer):
        return self.round.effect_ids.filtered(lambda row: row.partner_id == customer)

    def test_before_and_after(self):
        """GRD-17 S4-25 purchases, profit and repeat rate of hand-posted invoices."""
        self._measure("2026-09-10")
        row = self._row(self.riser)
        # May and June: 1 600 000 on May 5; July and August: 1 000 000 less 100 000
        self.assertEqual((row.amount_before, row.amount_after), (1_600_000, 900_000))
        self.assertEqual((row.margin_before, row.margin_after), (640_000, 360_000))
        self.assertEqual((row.repeat_before, row.repeat_after), (50, 100))
        self.assertEqual(row.amount_change, -700_000)
        self.assertEqual(row.amount_growth, -43.75)
        self.assertEqual((row.months, row.is_complete), (2, False))
        self.assertEqual(row.movement, "up")
        self.assertEqual(row.grade_id, self._result(self.riser).grade_id)
        best = self._row(self.best)
        self.assertEqual((best.amount_before, best.amount_after), (0, 200_000))
        self.assertEqual(best.user_id, self._result(self.best).user_id)
        self.assertFalse(self._row(self.bank), "special partners are out")

    def test_measured_again_until_complete(self):
        """GRD-17 brought up to date each month; closed when the window is over."""
        self._measure("2026-09-10")
        self._measure("2026-10-01")
        row = self._row(self.riser)
        self.assertEqual(len(row), 1)
        self.assertEqual(row.months, 3)
        self.assertEqual(row.amount_after, 5_900_000)
        self._measure("2027-01-01")
        self.assertEqual((row.months, row.is_complete), (6, True))
        # 1 600 000 in May; the one of February to the best customer is in as well
        self.assertEqual(row.amount_before, 1_600_000)
        self.assertEqual(self._row(self.best).amount_before, 1_600_000)
        with freeze_time("2027-01-05"):
            self._invoice(self.riser, "2026-12-30", 77_000)
        self._measure("2027-02-01")
        self.assertEqual(row.amount_after, 5_900_000)
        self.assertNotIn(self.round, self.effects._find_rounds())

    def test_windows_stay_as_they_began(self):
        """GRD-16 GRD-17 the setting counts for rounds not measured yet."""
        self.company.grading_effect_months = 2
        self._measure("2026-08-05")
        self.company.grading_effect_months = 12
        self._measure("2026-10-10")
        row = self._row(self.riser)
        self.assertEqual((row.window_months, row.months), (2, 2))
        self.assertTrue(row.is_complete)

    def test_not_before_a_month(self):
        """GRD-17 the button says from when the effect can be measured."""
        with freeze_time("2026-07-20"), self.assertRaisesRegex(UserError, "08/01/2026"):
            self.round.with_user(self.manager).action_measure_effect()

    def test_measured_by_the_manager(self):
        """GRD-17 managers measure by the button; officers and auditors look."""
        with freeze_time("2026-09-10"):
            for user in (self.user, self.officer, self.auditor):
                with self.assertRaises(AccessError):
                    self.round.with_user(user).action_measure_effect()
            self.round.with_user(self.manager).action_measure_effect()
        self.assertEqual(self.round.with_user(self.employee).effect_count, 3)

    def test_who_reads(self):
        """GRD-17 own customers, officers and accounting all; nobody writes."""
        self._measure("2026-09-10")
        rows = self.round.effect_ids
        for user, expected in (
            (self.user, self._row(self.best)),
            (self.officer, rows),
            (self.auditor, rows),
            (self.accountant, rows),
        ):
            found = self.effects.with_user(user).search(
                [("round_id", "=", self.round.id)]
            )
            self.assertEqual(set(found), set(expected), user.login)
            self.assertTrue(found[0].with_user(user).read(["amount_after"]))
            for right in ("write", "create", "unlink"):
                self.assertFalse(found.with_user(user).has_access(right))
        self.assertFalse(self.effects.with_user(self.employee).has_access("read"))
        elsewhere = self.effects.with_user(self.stranger).with_context(
            allowed_company_ids=self.stranger.company_ids.ids
        )
        self.assertFalse(elsewhere.search([("round_id", "=", self.round.id)]))

    def test_change_of_a_group_is_of_its_sums(self):
        """GRD-17 by grade and period: the change of sums, no mean of percentages."""
        self._measure("2026-09-10")
        [[before, after, growth, change]] = self.effects._read_group(
            [("round_id", "=", self.round.id)],
            [],
            [
                "amount_before:sum",
                "amount_after:sum",
                "amount_growth:avg",
                "amount_change:sum",
            ],
        )
        self.assertEqual((before, after), (1_600_000, 1_100_000))
        self.assertEqual((growth, change), (-31.25, -500_000))
        ordered = self.effects.search(
            [("round_id", "=", self.round.id)], order="amount_growth"
        )
        self.assertEqual(ordered[0].partner_id, self.riser)

    def test_scheduled(self):
        """GRD-17 the scheduled action measures what has been in effect for a month."""
        # the other companies of this database do not matter here
        others = self.env["crm.grading.round"].search(
            [("state", "=", "effective"), ("company_id", "!=", self.company.id)]
        )
        others.write({"state": "cancelled"})
        cron = self.env.ref("crm_grading.ir_cron_measure_effect")
        for day in ("2026-07-31", "2026-09-10", "2026-09-11"):
            with freeze_time(day), self.enter_registry_test_mode():
                cron.with_user(self.env.ref("base.user_root")).method_direct_trigger()
            self.env.invalidate_all()
            self.assertEqual(
                len(self.round.effect_ids), 0 if day == "2026-07-31" else 3, day
            )

    def test_statement_does_not_grow(self):
        """GRD-17 one statement a round, however many customers."""

        def count():
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self._measure("2026-09-10")
            return self.env.cr.sql_log_count - before

        count()
        small = count()
        self._new_customer("More").customer_rank = 1
        for points in range(8):
            customer = self._new_customer(f"More {points}")
            self._assess_all(customer, points * 10, "2026-05-01")
        crowd = self._publish("2026-07-01")
        self.effects.flush_model()
        with freeze_time("2026-09-10"):
            before = self.env.cr.sql_log_count
            self.effects._measure(crowd)
            self.assertLessEqual(self.env.cr.sql_log_count - before, small)
        self.assertGreater(len(crowd.effect_ids), 8)

    def test_merged_customers(self):
        """GRD-17 a merged customer is measured once, closed rows of both stay."""
        self._measure("2026-09-10")
        closed = self._row(self.best)
        closed.is_complete = True
        running = self._row(self.faller)
        merge = self.env["base.partner.merge.automatic.wizard"].create({})
        merge._merge((self.best | self.riser | self.faller).ids, self.riser)
        rows = self.round.effect_ids
        self.assertFalse(running.exists())
        self.assertEqual(rows.partner_id, self.riser)
        self.assertEqual(len(rows), 2)
        self.assertTrue(closed.merged_from)
        self._measure("2026-10-10")
        self.assertEqual(len(self.round.effect_ids), 2)

    def test_workbook(self):
        """GRD-17 GRD-18 the comparison as a workbook."""
        self._measure("2026-09-10")
        book = self._print_xlsx("effect_xlsx", self.round.effect_ids, self.officer)
        row = self._rows(book["Effect of Grading"])[CHINESE_NAME]
        self.assertEqual(row["Purchases After"], 900_000)
        self.assertEqual(row["Purchases Change (%)"], -43.75)
        self.assertEqual(row["Movement"], "Moved up")
        # the column is there once somebody measures satisfaction
        measured = (
            "satisfaction" in self.env["crm.grading.effect"]._get_effect_figures()
        )
        self.assertEqual("Satisfaction Before" in row, measured)
        with self.assertRaises(AccessError):
            self._print_xlsx("effect_xlsx", self.round.effect_ids, self.employee)

    def test_paper_for_the_meeting(self):
        """GRD-17 GRD-20 by grade before and after, and who moved, for the meeting."""
        reports = self._reports(self.manager)
        with self.assertRaisesRegex(UserError, "not measured yet"):
            reports._render_qweb_html("crm_grading.report_effect", self.round.ids)
        self._measure("2026-09-10")
        content, _type = reports._render_qweb_html(
            "crm_grading.report_effect", self.round.ids
        )
        text = " ".join(html.fromstring(content).text_content().split())
        for words in (
            "2 months before and after",
            "(of 6, still measured)",
            "31.3 %",
            CHINESE_NAME,
            "900,000.00",
            "Moved up",
        ):
            self.assertIn(words, text)
