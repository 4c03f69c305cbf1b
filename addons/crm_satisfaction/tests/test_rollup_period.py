# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW
from .rollup_common import RollupCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRollupPeriod(RollupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.other = cls._new_subject(
                name="South Bridge",
                unit_id=cls.quality.id,
                user_id=cls.colleague.id,
                respondent_ids=[],
            )
            cls._done(80.01)
            cls._done(
                90,
                subject=cls.other,
                asked_count=4,
                feedback_count=3,
                recommend_count=3,
                promoter_count=1,
                detractor_count=2,
                recognition_count=2,
                recognition_avg=7.5,
            )
            cls.quarter = cls._period("2026-Q2")
            cls.year = cls._period("2026")
            (cls.quarter | cls.year)._roll_up()

    def _close(self, period, reason=None):
        period.with_user(self.manager)._close(reason)

    def _close_with_dialog(self, period, reason):
        """As a manager does it: the button, then the reason."""
        period = period.with_user(self.manager)
        action = period.action_close()
        dialog = self.env[action["res_model"]].with_user(self.manager)
        dialog = dialog.with_context(**action["context"])
        return dialog.create({"reason": reason}).action_confirm()

    def test_figures(self):
        """SAT-07 SAT-11 mean of the projects, of the company and of each unit"""
        row = self._row(self.quarter)
        self.assertEqual((row.score, row.project_count), (85.01, 2))
        self.assertEqual(row.formula, "170.01 ÷ 2 = 85.01")
        self.assertEqual(row.level_name, "Fairly Satisfied")
        self.assertTrue(row.is_passed)
        self.assertEqual(row.coverage, 1)
        self.assertEqual((row.nps, row.passive_count), (-33.33, 0))
        self.assertEqual((row.feedback_rate, row.recognition_avg), (75, 7.5))
        self.assertEqual(self._row(self.quarter, self.works).score, 85.01)
        self.assertEqual(self._row(self.quarter, self.service).score, 80.01)
        self.assertEqual(self._row(self.quarter, kind=self.kind).score, 85.01)
        self.assertFalse(self._row(self.quarter, self.service).has_nps)
        year = self._row(self.year)
        self.assertEqual((year.score, year.coverage), (85.01, 0.25))
        works = self._row(self.year, self.works)
        self.assertEqual(works.formula, "1 × 85.01 ÷ 1 = 85.01")
        self.assertIn("2026-Q1: no figure", works.missing_text)

    def test_feedback(self):
        """SAT-10 people asked count once each, by whichever way they answer"""
        measurement = self._open(subject_id=self.subject.id)
        self._answer(measurement, [90] * 3)
        self._answer(measurement, [90] * 3, contact_id=False, contact_name="A guest")
        measurement.action_done()
        self.assertEqual((measurement.asked_count, measurement.feedback_count), (2, 1))
        self.quarter._roll_up()
        row = self._row(self.quarter, self.service)
        self.assertEqual((row.responded_count, row.invited_count), (1, 2))
        self.assertEqual(row.feedback_rate, 50)
        # invited besides, and answered on paper: nobody counts twice
        guest = self._new_partner("Guest")
        self.env["crm.satisfaction.invitation"].sudo().create(
            [
                {"measurement_id": measurement.id, "partner_id": partner.id, **vals}
                for partner, vals in (
                    (self.contact, {"state": "answered"}),
                    (guest, {"state": "expired"}),
                )
            ]
        )
        measurement._count_feedback()
        self.assertEqual((measurement.asked_count, measurement.feedback_count), (3, 1))
        # anonymous ones name nobody: only invitations tell
        measurement._decide({"is_anonymous": True})
        measurement._count_feedback()
        self.assertEqual((measurement.asked_count, measurement.feedback_count), (2, 1))

    def test_nothing_measured(self):
        """SAT-07 a quarter without answers has no figure, which is not 0"""
        empty = self._period("2026-Q1")
        empty._roll_up()
        row = self._row(empty)
        self.assertFalse(row.has_score)
        self.assertEqual((row.formula, row.coverage), ("No figure", 0))
        self._close(empty)
        self.assertFalse(empty.has_score)
        self.assertFalse(self._row(self._period("2026-Q2")).has_previous)

    def test_without_score(self):
        """SAT-07 what does not count is named with its reason"""
        without = self._done(None)
        loyal = self._done(10, is_rolled_up=False, recommend_count=1, promoter_count=1)
        planned = self._new_measurement()
        self.quarter._roll_up()
        row = self._row(self.quarter)
        self.assertEqual((row.score, row.measurement_count), (85.01, 2))
        self.assertEqual((row.recommend_count, row.promoter_count), (4, 2))
        self.assertEqual((row.excluded_count, row.coverage), (3, 0.5))
        for measurement, reason in (
            (without, "no score"),
            (loyal, "counts in loyalty only"),
            (planned, "not done yet"),
        ):
            self.assertIn(f"{measurement.reference}: {reason}", row.excluded_text)

    def test_measured_twice(self):
        """SAT-07 a project counts once: the mean of its measurements, or the latest"""
        with freeze_time("2026-07-02 01:00:00"):
            self._done(100)
        self.quarter._roll_up()
        self.assertEqual(self._row(self.quarter, self.service).score, 90.01)
        self.company.satisfaction_repeated = "last"
        self.quarter._roll_up()
        service = self._row(self.quarter, self.service)
        self.assertEqual((service.score, service.project_count), (100, 1))

    def test_close_and_late(self):
        """SAT-07 closed with a reason for what is left, which counts in the next one"""
        late = self._new_measurement()
        quarter = self.quarter.with_user(self.manager)
        self.assertEqual(quarter.pending_count, 1)
        with self.assertRaisesRegex(UserError, late.reference):
            self._close(self.quarter)
        with self.assertRaises(UserError):
            self._close_with_dialog(self.quarter, "  ")
        self._close_with_dialog(self.quarter, "The customer is abroad")
        self.assertEqual(quarter.state, "closed")
        self.assertEqual(quarter.closed_by_id, self.manager)
        self.assertEqual(quarter.reason, "The customer is abroad")
        self.assertIn(late.reference, quarter.left_out_text)
        # another department learns how many, not which
        foreign = self.env[quarter._name].with_user(self.colleague)
        foreign = foreign.browse(quarter.id)
        self.assertEqual(foreign.left_out_text, "and 1 more")
        with self.assertRaises(AccessError):
            foreign.read(["left_out"])
        with freeze_time("2026-07-20 01:00:00"):
            late._decide({"state": "done", "has_score": True, "score": 60})
            late._after_done()
        self.assertEqual(late.rollup_period_id, self._period("2026-Q3"))
        self.assertTrue(late.is_counted_later)
        self.env["crm.satisfaction.period"].search([])._roll_up()
        self.assertEqual(self._row(self.quarter).score, 85.01)
        row = self._row(self._period("2026-Q3"))
        self.assertEqual((row.score, row.previous_score), (60, 85.01))
        self.assertEqual(row.difference, -25.01)

    def test_closed_stands(self):
        """SAT-07 settings, levels, tree and names change nothing that is closed"""
        self._close(self.quarter)
        row = self._row(self.quarter, self.service)
        before = row.read()[0]
        self.company.write({"satisfaction_pass": 99, "satisfaction_repeated": "last"})
        self.levels.filtered(lambda one: one.code == "average").name = "So So"
        self.service.write({"name": "Renamed", "parent_id": False, "active": False})
        self.env["crm.satisfaction.target"].create({"year": 2026, "score": 95})
        self.env["crm.satisfaction.period"].search([])._roll_up()
        self.env.invalidate_all()
        after = row.read()[0]
        for name in ("level_id", "unit_id", "write_date"):
            before.pop(name), after.pop(name)
        self.assertEqual(after, before)
        self.assertEqual(row.name, "Works / Service")
        # the year is open, and goes by the quarter as it was closed
        for unit in (self.works, self.service, self.quality):
            stored = self._row(self.quarter, unit).score
            self.assertEqual(self._row(self.year, unit).score, stored)
        self.assertEqual(self._row(self.year).score, 85.01)

    def test_year_follows_closed(self):
        """SAT-07 the year says what its closed quarters say; open ones follow"""
        with freeze_time("2026-07-02 01:00:00"):
            self._done(100, recommend_count=2, promoter_count=2)
        self._close(self.quarter)
        self.company.satisfaction_repeated = "last"
        self.service.parent_id = False
        self._done(70, day="2026-07-31")
        self.env["crm.satisfaction.period"].search([])._roll_up()
        closed = self._row(self.quarter)
        year = self._row(self.year)
        for unit, score in ((self.works, 90.01), (self.service, 90.01)):
            row = self._row(self.year, unit)
            self.assertEqual(row.parts[1]["score"], score)
            self.assertEqual(row.parts[1]["score"], self._row(self.quarter, unit).score)
        # the department was no subsidiary of its own then, and is one now
        parts = {part["name"]: part["score"] for part in year.parts}
        self.assertEqual(parts, {"Works": 90.01, "Service": 70})
        # the project was measured in both quarters, and is one
        self.assertEqual((closed.project_count, year.project_count), (2, 2))
        self.assertEqual(year.promoter_count, closed.promoter_count)
        kind = self._row(self.year, kind=self.kind)
        self.assertEqual([part["score"] for part in kind.parts[1:3]], [90.01, 70])
        # opened again it follows the measurements
        self.quarter.with_user(self.manager)._reopen("A form was forgotten")
        self.year._roll_up()
        self.assertEqual(self._row(self.year, self.service).parts[1]["score"], 100)

    def test_left_over(self):
        """SAT-07 what was left out of a closed quarter is pending in the next one"""
        left = self._new_measurement()
        aside = self._new_measurement()
        aside._decide({"is_rolled_up": False})
        third = self._period("2026-Q3")
        self.assertEqual((self.quarter.pending_count, third.pending_count), (1, 0))
        self._close(self.quarter, "The customer is abroad")
        third.invalidate_recordset()
        self.assertEqual(third.pending_count, 1)
        (third | self.year)._roll_up()
        for period in (third, self.year):
            row = self._row(period)
            self.assertEqual(row.excluded_text, f"{left.reference}: not done yet")
        left._cancel("Given up")
        third.invalidate_recordset()
        self.assertEqual(third.pending_count, 0)

    def test_unit_merged(self):
        """SAT-07 a unit merged mid-year: its measurements count where the tree says"""
        branch = self.env["crm.policy.unit"].create({"name": "Branch"})
        self.service.write({"parent_id": branch.id, "active": False})
        self.quarter._roll_up()
        self.assertEqual(self._row(self.quarter, self.works).score, 90)
        self.assertEqual(self._row(self.quarter, branch).score, 80.01)
        self.assertEqual(self._row(self.quarter, self.service).score, 80.01)
        # without anything to measure any more: its rows go
        self.service.parent_id = self.works
        self.quarter._roll_up()
        self.assertFalse(self._row(self.quarter, branch))

    def test_nothing_to_measure(self):
        """SAT-07 who has nothing to measure is no row and lowers no coverage"""
        idle, busy = self.env["crm.policy.unit"].create(
            [{"name": "Idle"}, {"name": "Busy"}]
        )
        self.year._roll_up()
        row = self._row(self.year)
        self.assertEqual([part["name"] for part in row.parts], ["Works"])
        self.assertEqual(row.coverage, 0.25)
        # an object that nobody measured does lower it, while it is to be measured
        subject = self._new_subject(name="Far", unit_id=busy.id, respondent_ids=[])
        self.year._roll_up()
        self.assertEqual(row.coverage, 0.125)
        self.assertIn("Busy: no figure", row.missing_text)
        self.assertTrue(self._row(self.year, busy))
        self.assertFalse(self._row(self.year, idle))
        for values in (
            {"date_start": "2027-01-01"},
            {"date_start": False, "date_warranty_end": "2025-12-31"},
            {"date_warranty_end": False, "active": False},
        ):
            subject.write(values)
            self.year._roll_up()
            self.assertEqual(row.coverage, 0.25, values)
            self.assertFalse(self._row(self.year, busy))

    def test_reopen(self):
        """SAT-07 opened again with a reason; a measurement only while it is open"""
        measurement = self.env["crm.satisfaction.measurement"].search(
            [("subject_id", "=", self.other.id)]
        )
        self._close(self.quarter)
        reopen = measurement.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "2026-Q2"):
            reopen._reopen("Entered wrongly")
        self.quarter.with_user(self.manager)._reopen("A form was forgotten")
        self.assertEqual(self.quarter.reason, "A form was forgotten")
        reopen._reopen("Entered wrongly")
        self.assertFalse(measurement.rollup_period_id)
        self.quarter._roll_up()
        self.assertEqual(self._row(self.quarter).score, 80.01)

    def test_year(self):
        """SAT-07 the year closes after its quarters, and they stay under it"""
        with self.assertRaisesRegex(UserError, "not over"):
            self._close(self.year)
        with self.assertRaisesRegex(UserError, "not over"):
            self._close(self._period("2026-Q3"))
        quarters = self.year._get_quarters()
        with freeze_time("2027-01-05 01:00:00"):
            with self.assertRaisesRegex(UserError, "2026-Q1, 2026-Q2"):
                self._close(self.year)
            for quarter in quarters:
                self._close(quarter)
            self._close(self.year)
            with self.assertRaisesRegex(UserError, "year 2026"):
                quarters[1].with_user(self.manager)._reopen("Forgotten")
            self.year.with_user(self.manager)._reopen("Forgotten")
            quarters[1].with_user(self.manager)._reopen("Forgotten")
            # everything of the year is closed again: the next year takes it
            for quarter in quarters[1]:
                self._close(quarter)
            late = self._done(70, day="2026-12-31")
        self.assertEqual(late.rollup_period_id, self._period("2027-Q1"))

    def test_count_again(self):
        """SAT-07 the year is counted with its quarter, and says when"""
        self._done(60, day="2026-03-31")
        with freeze_time("2026-07-03 01:00:00"):
            self._period("2026-Q1").with_user(self.user).action_roll_up()
        works = self._row(self.year, self.works)
        self.assertEqual([part["score"] for part in works.parts[:2]], [60, 85.01])
        now = fields.Datetime.to_datetime("2026-07-03 01:00:00")
        self.assertEqual(self.year.counted_on, now)
        self.assertLess(self.quarter.counted_on, now)
        self._done(70, day="2026-03-31")
        self._close(self._period("2026-Q1"))
        self.assertEqual(works.parts[0]["score"], 65)

    def test_year_before(self):
        """SAT-07 the year before is up to date when a year is closed"""
        self._done(60, day="2025-03-31")
        last = self._period("2025")
        self.assertFalse(last.rollup_ids)
        with freeze_time("2027-01-05 01:00:00"):
            for quarter in self.year._get_quarters():
                self._close(quarter)
            self._close(self.year)
        self.assertEqual(self._row(self.year).previous_score, 60)

    def test_weights(self):
        """SAT-07 quarters and units weigh as the settings say"""
        far = self.env["crm.policy.unit"].create(
            {"name": "Far", "satisfaction_weight": 3}
        )
        subject = self._new_subject(name="Far", unit_id=far.id, respondent_ids=[])
        self._done(60, day="2026-03-31")
        self._done(50, subject=subject)
        year = self._row(self.year)
        for weighting, score in (("equal", 61.26), ("projects", 66.88)):
            self.company.satisfaction_unit_weighting = weighting
            self.year._roll_up()
            self.assertEqual(year.score, score, weighting)
        self.company.write(
            {
                "satisfaction_unit_weighting": "manual",
                "satisfaction_weight_q1": 3,
            }
        )
        self.year._roll_up()
        works = self._row(self.year, self.works)
        self.assertEqual(works.formula, "(3 × 60.00 + 1 × 85.01) ÷ (3 + 1) = 66.25")
        self.assertEqual(year.formula, "(3 × 50.00 + 1 × 66.25) ÷ (3 + 1) = 54.06")
        self.assertFalse(year.is_passed)

    def test_queries(self):
        """SAT-07 as many statements for few as for many; twice writes nothing"""
        quarter = self._period("2026-Q3")
        quarter._roll_up()
        counts = []
        for number in (3, 30):
            for _each in range(number):
                self._done(70, day="2026-08-31")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertTrue(quarter._roll_up())
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
        self.assertEqual((quarter | self.quarter | self.year)._roll_up(), 4)
        self.assertEqual((quarter | self.quarter | self.year)._roll_up(), 0)

    def test_cron(self):
        """SAT-07 periods appear and figures follow by themselves"""
        cron = self.env.ref("crm_satisfaction.ir_cron_satisfaction_roll_up")
        self._done(70, day="2026-07-01")
        with self.enter_registry_test_mode(), freeze_time("2027-01-01 01:00:00"):
            cron.method_direct_trigger()
        self.assertEqual(self._row(self._period("2026-Q3")).score, 70)
        self.assertEqual(self._period("2027-Q1").date_start, date(2027, 1, 1))

    def test_trend(self):
        """SAT-10 SAT-14 an object shows its last score and how it moved"""
        subject = self.subject
        self.assertEqual((subject.score_last, subject.has_previous), (80.01, False))
        later = self._done(70, day="2026-07-31")
        self.assertEqual(subject.score_last, 70)
        self.assertEqual(subject.score_difference, -10.01)
        self._done(10, day="2026-08-31", is_rolled_up=False)
        self.assertEqual(subject.score_last, 70)
        later.with_user(self.manager)._reopen("Entered wrongly")
        self.assertEqual((subject.score_last, subject.score_previous), (80.01, 0))
        subject.with_user(self.user).write({"score_last": 100})
        self.assertEqual(subject.score_last, 80.01)

    def test_rights(self):
        """SAT-07 all read the roll-up, managers close, nobody writes figures"""
        for user in (self.user, self.colleague, self.officer, self.auditor):
            quarter = self.quarter.with_user(user)
            row = self._row(quarter)
            self.assertEqual(row.score, 85.01)
            self.assertEqual(self._row(quarter, self.quality).score, 90)
            self.assertFalse(row.has_access("write"))
            self.assertTrue(row.excluded_text is not None and row.display_name)
            with self.assertRaises(AccessError):
                quarter.action_close()
        # the colleague's answers stay the colleague's
        own = self.env["crm.satisfaction.measurement"].with_user(self.user)
        action = self.quarter.with_user(self.user).action_open_measurements()
        self.assertEqual(own.search(action["domain"]).subject_id, self.subject)
        with self.assertRaises(AccessError):
            self.quarter.with_user(self.employee).read(["score"])
        quarter = self.quarter.with_user(self.manager)
        with self.assertRaises(UserError):
            quarter.write({"state": "closed"})
        with self.assertRaises(AccessError):
            quarter.rollup_ids[:1].write({"score": 100})
        with self.assertRaises(AccessError):
            quarter.create({"name": "2030", "kind": "year"})
        with self.assertRaises(UserError):
            own.search(action["domain"]).write({"rollup_period_id": False})

    def test_companies(self):
        """SAT-07 another company counts for itself and sees nothing of ours"""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        manager = self._new_user("sat_other", "crm_policy.group_manager", other)
        periods = self.env["crm.satisfaction.period"]
        periods._ensure(other, date(2026, 7, 1))
        theirs = self._period("2026-Q2", other)
        theirs._roll_up()
        self.assertFalse(self._row(theirs).has_score)
        self.assertFalse(theirs.rollup_ids.unit_id)
        as_manager = {"allowed_company_ids": other.ids}
        periods = periods.with_user(manager).with_context(**as_manager)
        self.assertEqual(periods.search([("name", "=", "2026-Q2")]), theirs)
        ours = periods.browse(self.quarter.id)
        with self.assertRaises(AccessError):
            ours.rollup_ids.read(["score"])
        with self.assertRaises(AccessError):
            ours.action_close()
