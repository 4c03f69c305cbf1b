# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time
from lxml import etree
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW
from .rollup_common import RollupCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestTarget(RollupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_of_bridges(satisfaction_repeat_by="objects")
        with freeze_time(NOW):
            cls.bridge = cls._new_subject(name="South Bridge", respondent_ids=[])
            cls.stranger = cls._new_partner("Customer B", is_company=True)
            cls.single = cls._new_subject(
                name="West Bridge",
                unit_id=cls.quality.id,
                partner_id=cls.stranger.id,
                respondent_ids=[],
            )
            figures = {"recommend_count": 2, "promoter_count": 1, "detractor_count": 1}
            cls._done(70, day="2026-03-31", asked_count=4, feedback_count=3)
            cls._done(90, subject=cls.bridge, **figures)
            cls._done(95, subject=cls.single, recommend_count=1, promoter_count=1)
            cls.periods = cls.env["crm.satisfaction.period"].search(
                [("company_id", "=", cls.company.id)]
            )
            cls.year = cls._period("2026")

    def test_year_is_no_amount(self):
        """SAT-10 lists and forms show 2026, not 2,026"""
        for name in (
            "target_view_form",
            "target_view_list",
            "measurement_view_list_below",
        ):
            view = self.env.ref(f"crm_satisfaction.crm_satisfaction_{name}")
            arch = etree.fromstring(view.arch)
            (year,) = arch.findall(".//field[@name='year']")
            self.assertIn("'enable_formatting': false", year.get("options"), name)

    def test_targets(self):
        """SAT-10 targets of the company and of a unit beside the actual figures"""
        targets = self.env["crm.satisfaction.target"].with_user(self.manager)
        target = targets.create(
            {"year": 2026, "score": 85, "repeat_rate": 50, "feedback_rate": 80}
        )
        own = targets.create({"year": 2026, "score": 80, "unit_id": self.service.id})
        self.periods._roll_up()
        row = self._row(self.year)
        self.assertEqual((row.score, row.target_score), (81.25, 85))
        self.assertEqual((row.repeat_count, row.repeat_base), (1, 2))
        self.assertEqual((row.repeat_rate, row.target_repeat_rate), (50, 50))
        self.assertEqual((row.feedback_rate, row.target_feedback_rate), (75, 80))
        self.assertEqual(row.target_state, "behind")
        service = self._row(self.year, self.service)
        self.assertEqual((service.target_score, service.target_state), (80, "met"))
        self.assertEqual(service.target_repeat_rate, 0)
        quality = self._row(self.year, self.quality)
        self.assertEqual((quality.target_score, quality.target_state), (85, "behind"))
        self.assertEqual(self._row(self.year, kind=self.kind).target_state, "none")
        # targets are of the year: a quarter is not judged, however low it is
        quarter = self._row(self._period("2026-Q1"))
        self.assertLess(quarter.score, quarter.target_score)
        self.assertEqual(quarter.target_state, "none")
        lines = self.year._get_target_lines()
        self.assertEqual([line[3] for line in lines], ["behind", "met", "behind"])
        self.assertFalse(row.search([("target_state", "=", "missed")]) & row)
        # a quarter without a score, a year by what else was targeted
        (quarter | row).sudo().has_score = False
        rows = row.search([("company_id", "=", row.company_id.id)])
        for state in ("none", "met", "behind"):
            found = rows.filtered(lambda one, state=state: one.target_state == state)
            self.assertEqual(row.search([("target_state", "=", state)]), found)
        (quarter | row).sudo().has_score = True
        self.assertFalse(target.is_over)
        with freeze_time("2027-01-01 01:00:00"):
            self.env.invalidate_all()
            self.assertEqual(row.target_state, "missed")
            rows = row.search([("target_state", "=", "missed")])
            self.assertIn(row, rows)
            self.assertNotIn(service, rows)
            self.assertTrue(target.is_over)
        self.env.invalidate_all()
        self.assertEqual((target.actual_score, own.actual_score), (81.25, 80))
        self.assertEqual(target.actual_repeat_rate, 50)
        self.assertEqual(target.rollup_id, row)
        self.assertFalse(targets.create({"year": 2030}).has_score)

    def test_one_for_each(self):
        """SAT-10 a year has its targets once; managers set them, users read"""
        targets = self.env["crm.satisfaction.target"]
        target = targets.create({"year": 2026, "score": 85})
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            targets.create({"year": 2026})
        self.assertEqual(target.with_user(self.user).score, 85)
        for user in (self.user, self.officer, self.auditor):
            with self.assertRaises(AccessError):
                target.with_user(user).write({"score": 1})

    def test_loyalty(self):
        """SAT-11 each customer's scores, attitude and repeats, for grading too"""
        loyalty = self.env["crm.satisfaction.loyalty"].with_user(self.officer)
        row = loyalty.search([("partner_id", "=", self.customer.id)])
        self.assertEqual((row.subject_count, row.measurement_count), (2, 2))
        self.assertEqual((row.score_last, row.score_previous), (90, 70))
        self.assertEqual((row.score_recent, row.below_count), (80, 1))
        self.assertEqual((row.nps, row.nps_category), (0, "detractor"))
        other = loyalty.search([("partner_id", "=", self.stranger.id)])
        self.assertEqual((other.nps, other.nps_category), (100, "promoter"))
        with self.assertRaises(AccessError):
            loyalty.with_user(self.user).search([])

    def test_repeat_window(self):
        """SAT-11 only what was measured in the window counts as a repeat"""
        self.company.satisfaction_repeat_months = 3
        self.periods._roll_up()
        row = self._row(self._period("2026-Q2"))
        self.assertEqual((row.repeat_count, row.repeat_base), (0, 2))

    def test_benchmark(self):
        """SAT-12 competitors with source and date, beside our own score"""
        self.periods._roll_up()
        benchmarks = self.env["crm.satisfaction.benchmark"].with_user(self.officer)
        benchmark = benchmarks.create(
            {
                "name": "Rival Ltd",
                "kind_id": self.kind.id,
                "date": "2026-05-15",
                "score": 95.5,
                "source": "Association of builders",
                "source_date": "2026-06-20",
            }
        )
        benchmarks.create(
            {
                "name": "Rival Ltd",
                "kind_id": self.kind.id,
                "date": "2026-06-15",
                "has_score": False,
                "source": "A customer",
            }
        )
        self.assertEqual(benchmark.date_start, date(2026, 4, 1))
        rows = self.env["crm.satisfaction.comparison"].with_user(self.user)
        rows = rows.search(
            [("kind_id", "=", self.kind.id), ("date_start", "=", "2026-04-01")]
        )
        self.assertEqual(rows.mapped("is_ours"), [True, False])
        theirs = rows[1]
        self.assertEqual((theirs.score, theirs.our_score), (95.5, 92.5))
        self.assertEqual((theirs.difference, theirs.source), (-3, benchmark.source))
        with self.assertRaises(AccessError):
            benchmark.with_user(self.user).write({"score": 1})
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            benchmarks.create(
                {"name": "No Source", "kind_id": self.kind.id, "source": False}
            )
