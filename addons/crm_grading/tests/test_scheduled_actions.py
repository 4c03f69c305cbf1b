# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ROUND_DATE, TODAY, GradingCommon


@tagged("post_install", "-at_install")
class TestScheduledActions(GradingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Customer")
        # the other companies of this database do not matter here
        cls.env["crm.grading.scheme"].search(
            [("company_id", "!=", cls.company.id), ("state", "=", "active")]
        ).action_retire()

    def _run(self, name, day):
        cron = self.env.ref(f"crm_grading.ir_cron_{name}")
        with freeze_time(day), self.enter_registry_test_mode():
            cron.with_user(self.env.ref("base.user_root")).method_direct_trigger()
        self.env.invalidate_all()

    def _rounds(self):
        return self.env["crm.grading.round"].search(
            [("company_id", "=", self.company.id)]
        )

    def test_round_of_the_period(self):
        """GRD-11 GRD-15 when a quarter is over, its round is computed and in review."""
        self._run("open_rounds", TODAY)
        record = self._rounds()
        self.assertEqual((record.date, record.state), (date(2026, 6, 30), "review"))
        self.assertIn(self.manager, record.activity_ids.user_id)

    def test_quarter_ends_in_company_time(self):
        """GRD-11 at 23:00 UTC on 30 June it is July in Shanghai."""
        self._run("open_rounds", "2026-06-30 15:00")
        self.assertEqual(self._rounds().date, date(2026, 3, 31))
        self._run("open_rounds", "2026-06-30 23:00")
        self.assertIn(date(2026, 6, 30), self._rounds().mapped("date"))

    def test_run_twice(self):
        """GRD-11 a second run opens nothing, on the same day or later."""
        self._run("open_rounds", TODAY)
        self._run("open_rounds", TODAY)
        self._run("open_rounds", "2026-08-15")
        self.assertEqual(len(self._rounds()), 1)

    def test_cancelled_round_is_not_opened_again(self):
        """GRD-11 what a manager cancelled does not come back by itself."""
        self._run("open_rounds", TODAY)
        self._rounds().with_user(self.manager).action_cancel()
        self._run("open_rounds", "2026-07-02")
        self.assertEqual(self._rounds().mapped("state"), ["cancelled"])

    def test_round_opened_by_a_person_is_left_alone(self):
        """GRD-11 what a person has begun is not submitted by the scheduled action."""
        record = (
            self.env["crm.grading.round"]
            .with_user(self.officer)
            .create({"scheme_id": self.scheme.id, "date": ROUND_DATE})
        )
        record.action_compute()
        self._run("open_rounds", TODAY)
        self.assertEqual(self._rounds().ids, record.ids)
        self.assertEqual(record.state, "computed")

    def test_killed_run_is_finished(self):
        """GRD-11 a run killed after opening its round is taken up by the next."""
        root = self.env.ref("base.user_root")
        record = self._new_round().sudo()
        self.env.cr.execute(
            "UPDATE crm_grading_round SET create_uid = %s WHERE id = %s",
            (root.id, record.id),
        )
        record.invalidate_recordset()
        self._run("open_rounds", TODAY)
        self.assertEqual(self._rounds(), record)
        self.assertEqual(record.state, "review")

    def test_cadence(self):
        """GRD-11 the scheme's cadence decides; on demand means never by itself."""
        self.scheme.cadence = "none"
        self._run("open_rounds", TODAY)
        self.assertFalse(self._rounds())
        self.scheme.cadence = "month"
        self._run("open_rounds", "2026-08-02")
        self.assertEqual(self._rounds().date, date(2026, 7, 31))
        self.scheme.cadence = "year"
        self._run("open_rounds", "2026-08-02")
        self.assertEqual(len(self._rounds()), 1, "a later round covers the year")

    def test_scheme_with_faults_is_told(self):
        """GRD-01 a scheme that cannot grade is told on the scheme, others go on."""
        self.env.cr.execute(
            "UPDATE crm_grading_scheme_line SET weight = 1 WHERE id = %s",
            (self._line("purchase_amount").id,),
        )
        self.env.invalidate_all()
        with mute_logger("odoo.addons.base.models.ir_cron"):
            self._run("open_rounds", TODAY)
        self.assertFalse(self._rounds())
        self.assertIn("71", self.scheme.message_ids[0].body)

    def test_takes_effect_by_itself(self):
        """GRD-09 after the appeal period grades take effect by themselves, once."""
        self._assess(self.customer, "new_business", 90)
        self.scheme.appeal_days = 3
        with freeze_time(TODAY):
            record = self._new_round()
            record.action_compute()
            record.action_submit()
            record.with_user(self.manager).action_approve()
        self._run("apply_rounds", "2026-07-04")
        self.assertEqual(record.state, "published")
        self._run("apply_rounds", "2026-07-05")
        self.assertEqual(record.state, "effective")
        self._run("apply_rounds", "2026-07-06")
        self.assertEqual(record.effective_on, date(2026, 7, 5))

    def test_override_expires(self):
        """GRD-12 an override ends by itself the day after its last day."""
        with freeze_time(TODAY):
            override = self.env["crm.grading.override"].create(
                {
                    "partner_id": self.customer.id,
                    "grade_id": self.grades["B"].id,
                    "reason": "Merger announced",
                    "valid_until": "2026-07-31",
                }
            )
            override.with_user(self.manager).action_approve()
        self._run("expire_overrides", "2026-07-31")
        self.assertEqual(override.state, "active")
        self.assertEqual(self.customer.customer_grade_id, self.grades["B"])
        self._run("expire_overrides", "2026-08-01")
        self.assertEqual(override.state, "expired")
        self.assertFalse(self.customer.customer_grade_id)

    def test_owners_are_reminded_of_stale_assessments(self):
        """GRD-15 one activity an owner says how many figures are to be renewed."""
        self.customer.user_id = self.user
        self._assess(self.customer, "new_business", 60, on="2025-01-01")
        self._assess(self.customer, "industry_outlook", 60, on="2026-06-01")
        for day in (TODAY, "2026-07-08"):
            self._run("remind_stale", day)
            activity = self.scheme.activity_ids.filtered(
                lambda activity: activity.user_id == self.user
            )
            self.assertEqual(len(activity), 1)
            self.assertIn("1 ", activity.summary)

    def test_owners_are_reminded_once_a_day(self):
        """GRD-15 begun again after a kill, who was told on that day is not told anew"""
        self.customer.user_id = self.user
        self._assess(self.customer, "new_business", 60, on="2025-01-01")
        notices = self.env["mail.message"]
        mine = [
            ("message_type", "=", "user_notification"),
            ("partner_ids", "in", self.user.partner_id.ids),
        ]
        for day, count in ((TODAY, 1), (TODAY, 1), ("2026-07-08", 2)):
            self._run("remind_stale", day)
            self.assertEqual(notices.search_count(mine), count)
