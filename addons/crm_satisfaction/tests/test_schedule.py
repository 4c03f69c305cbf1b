# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW
from .schedule_common import ScheduleCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSchedule(ScheduleCommon):
    def test_written_policy(self):
        """SAT-05 the timing of the written policy is there, its figures as data"""
        rules = {
            (rule.kind_id.code, rule.occasion): rule.window_months
            for rule in self.env["crm.satisfaction.timing"].search([])
        }
        for kind, occasion, months in (
            ("property", "deeds", 12),
            ("engineering", "quarter", 1),
            ("engineering", "settlement", 1),
            ("engineering", "warranty", 1),
            ("property", "warranty", 1),
        ):
            self.assertEqual(rules[kind, occasion], months)

    def test_words(self):
        """SAT-05 a rule in words reads right with one month and with several"""
        rule = self.env["crm.satisfaction.timing"].new({"occasion": "quarter"})
        for months in (1, 3):
            rule.window_months = months
            self.assertEqual(
                rule.explanation,
                "From start to completion, in the last months of each quarter: "
                f"{months}.",
            )

    def test_due_by_themselves(self):
        """SAT-05 what is due is planned ahead, opened at its beginning, and once"""
        self._run("schedule")
        self.assertEqual(
            self._get_planned(),
            {
                "quarter:2026-1": ("open", "2026-03-01", "2026-03-31"),
                "quarter:2026-2": ("open", "2026-06-01", "2026-06-30"),
            },
        )
        measurement = self.subject.measurement_ids[0]
        self.assertEqual(measurement.unit_id, self.service)
        self.assertEqual(measurement.user_id, self.user)
        self.assertTrue(measurement.reference)
        self._run("schedule")
        self.assertEqual(len(self.subject.measurement_ids), 2)
        # 30 days before the first of September
        with freeze_time("2026-08-01 01:00:00"):
            self._run("schedule")
            self.assertEqual(len(self.subject.measurement_ids), 2)
        with freeze_time("2026-08-02 01:00:00"):
            self._run("schedule")
            self.assertEqual(
                self._get_planned()["quarter:2026-3"],
                ("planned", "2026-09-01", "2026-09-30"),
            )
            self.assertEqual(str(self.subject.next_due), "2026-03-31")
        self.company.satisfaction_open_due = False
        with freeze_time("2026-09-01 01:00:00"):
            self._run("schedule")
            self.assertEqual(self._get_planned()["quarter:2026-3"][0], "planned")
            self.company.satisfaction_open_due = True
            self._run("schedule")
            self.assertEqual(self._get_planned()["quarter:2026-3"][0], "open")

    def test_company_day(self):
        """SAT-05 a window begins by the clock of the company"""
        self.subject.schedule_from = "2026-09-01"
        # still August in UTC, September in Shanghai
        with freeze_time("2026-08-31 17:00:00"):
            self._run("schedule")
            self.assertEqual(self._get_planned()["quarter:2026-3"][0], "open")

    def test_dates_change(self):
        """SAT-05 what is planned moves with the dates, what is open stays"""
        self.subject.schedule_from = "2026-09-01"
        self.subject.date_settlement = "2026-07-20"
        self.subject.schedule_from = "2026-07-01"
        self._run("schedule")
        self.assertEqual(
            self._get_planned()["settlement"], ("planned", "2026-07-20", "2026-08-20")
        )
        self.subject.date_settlement = "2026-12-31"
        self._run("schedule")
        self.assertEqual(
            self._get_planned()["settlement"], ("planned", "2026-12-31", "2027-01-31")
        )
        settlement = self.subject.measurement_ids.filtered(
            lambda one: one.timing_key == "settlement"
        )
        # moved by hand: the schedule leaves it alone
        settlement.with_user(self.user).write({"date_to": "2027-01-20"})
        self._run("schedule")
        self.assertEqual(str(settlement.date_to), "2027-01-20")
        settlement.action_open()
        self.subject.date_settlement = "2026-08-31"
        self._run("schedule")
        self.assertEqual(str(settlement.date_from), "2026-12-31")
        notes = settlement.message_ids.filtered(
            lambda one: "stays as it is" in one.body
        )
        self.assertEqual(len(notes), 1)
        self._run("schedule")
        notes = settlement.message_ids.filtered(
            lambda one: "stays as it is" in one.body
        )
        self.assertEqual(len(notes), 1)

    def _get_notes(self, measurement):
        return measurement.message_ids.filtered(
            lambda one: "stays as it is" in one.body
        )

    def test_dates_go(self):
        """SAT-05 without a date what was planned is cancelled; it comes again"""
        self.subject.date_settlement = "2026-07-20"
        self._run("schedule")
        self.subject.date_settlement = False
        self._run("schedule")
        gone = self.subject.measurement_ids.filtered(
            lambda one: one.occasion == "settlement"
        )
        self.assertEqual(gone.state, "cancelled")
        self.assertIn("not due", gone.reason)
        self.subject.date_settlement = "2026-07-25"
        self._run("schedule")
        again = self.subject.measurement_ids.filtered(
            lambda one: one.occasion == "settlement" and one.state == "planned"
        )
        self.assertEqual(len(again), 1)
        # cancelled by a person: it does not come again
        again._cancel("Not wanted")
        self._run("schedule")
        self.assertEqual(
            self.subject.measurement_ids.filtered(
                lambda one: one.occasion == "settlement"
            ).mapped("state"),
            ["cancelled", "cancelled"],
        )

    def test_archived(self):
        """SAT-05 nothing comes for archived objects and customers, and the list says"""
        self.subject.date_settlement = "2026-07-20"
        self._run("schedule")
        planned = self.subject.measurement_ids.filtered(
            lambda one: one.state == "planned"
        )
        self.assertEqual(planned.occasion, "settlement")
        self.subject.active = False
        self._run("schedule")
        self.assertEqual(planned.state, "cancelled")
        self.subject.active = True
        self.contact.active = False
        self.customer.active = False
        self._run("schedule")
        self.assertIn("customer is archived", self.subject.schedule_issue)
        self.assertEqual(len(self.subject.measurement_ids), 3)
        self.customer.active = True
        self.subject._schedule_soon()
        self._run("schedule")
        self.assertFalse(self.subject.schedule_issue)
        self.assertEqual(len(self.subject.measurement_ids), 4)

    def test_unit_closed(self):
        """SAT-05 a closed department is followed by the one above it"""
        self.subject.schedule_from = "2026-09-01"
        self.company.satisfaction_lead_days = 90
        self._run("schedule")
        planned = self.subject.measurement_ids
        self.assertEqual((planned.state, planned.unit_id), ("planned", self.service))
        self.service.active = False
        self.user.active = False
        self.subject._schedule_soon()
        self._run("schedule")
        self.assertEqual(planned.unit_id, self.works)
        self.assertEqual(planned.user_id, self.manager)
        self.assertEqual(self.subject.unit_id, self.service)
        found = self.env["crm.satisfaction.subject"].search(
            [("unit_id.active", "=", False), ("id", "=", self.subject.id)]
        )
        self.assertTrue(found)

    def test_without_dates(self):
        """SAT-05 an object without dates is listed, and its responsible asked once"""
        subject = self._new_subject(name="South Bridge")
        self.assertEqual(subject.missing_dates, "date_start")
        self.assertEqual(subject.missing_dates_label, "Start")
        self._run("schedule")
        self._run("schedule")
        self.assertEqual(subject.activity_ids.user_id, self.user)
        self.assertEqual(subject.activity_ids.summary, "Enter the dates: Start")
        subjects = self.env["crm.satisfaction.subject"]
        listed = subjects.with_user(self.user).search([("missing_dates", "!=", False)])
        self.assertIn(subject, listed)
        subject.with_user(self.user).date_start = "2026-06-01"
        self._run("schedule")
        self.assertFalse(subject.missing_dates)
        self.assertFalse(subject.activity_ids)
        self.assertEqual(subject.phase, "ongoing")

    def test_days_pass(self):
        """SAT-05 phase and missing dates follow the day, not only the dates"""
        self.subject.date_completion = "2026-08-31"
        self._run("schedule")
        self.assertEqual(self.subject.phase, "ongoing")
        self.assertFalse(self.subject.missing_dates)
        with freeze_time("2026-09-01 01:00:00"):
            self._run("schedule")
            self.assertEqual(self.subject.phase, "completed")
            self.assertEqual(
                self.subject.missing_dates, "date_settlement,date_warranty_end"
            )

    def test_no_set(self):
        """SAT-04 SAT-05 what cannot open is shown, told once and tried again"""
        self.set.with_user(self.manager).action_retire()
        self.subject.schedule_from = "2026-06-30"
        self._run("schedule")
        measurement = self.subject.measurement_ids
        self.assertEqual(measurement.state, "planned")
        self.assertIn("no approved factor set", measurement.open_issue)
        told = measurement.activity_ids.filtered(
            lambda one: one.summary == "Answers cannot be collected yet"
        )
        self.assertEqual(told.user_id, self.user)
        with freeze_time("2026-07-02 01:00:00"):
            self._run("schedule")
            told = measurement.activity_ids.filtered(
                lambda one: one.summary == "Answers cannot be collected yet"
            )
            self.assertEqual(len(told), 1)
            again = self._new_set([("Quality", 100)])
            again.action_file()
            again.action_approve()
        with freeze_time("2026-07-03 01:00:00"):
            self._run("schedule")
        self.assertEqual(measurement.state, "open")
        self.assertFalse(measurement.open_issue)
        self.assertFalse(
            measurement.activity_ids.filtered(
                lambda one: one.summary == "Answers cannot be collected yet"
            )
        )

    def test_late(self):
        """SAT-05 late ones are listed, and told to responsible and head, once"""
        self._run("schedule")
        late = self.measurements.with_user(self.head).search(
            [("is_overdue", "=", True)]
        )
        self.assertEqual(
            late.mapped("timing_key"), ["quarter:2026-2", "quarter:2026-1"]
        )
        self.assertTrue(all(late.mapped("is_overdue")))
        people = [activity.user_id for activity in late.sudo().activity_ids]
        self.assertEqual(people.count(self.user), 2)
        self.assertEqual(people.count(self.head), 2)
        self._run("schedule")
        self.assertEqual(len(late.sudo().activity_ids), 4)
        self.assertFalse(
            self.measurements.with_user(self.colleague).search(
                [("is_overdue", "=", True)]
            )
        )
        # moved, it is late by the new date, and told once more
        moved = late[1].sudo()
        day = moved.date_to
        moved.write({"date_to": "2026-12-31", "closing_on": "2026-12-31"})
        self.assertFalse(moved.late_told_on or moved.activity_ids)
        moved.write({"date_to": day, "closing_on": day})
        self._run("schedule")
        self.assertEqual(len(moved.activity_ids), 2)
        late[0]._cancel("Bridge closed")
        self.assertFalse(late[0].is_overdue)
        self.assertEqual(len(late.sudo().activity_ids), 2)

    def test_one_fails(self):
        """SAT-05 an object that cannot be scheduled says why and stops no other"""
        other = self._new_subject(name="West Bridge", date_start="2026-06-01")
        other.schedule_from = "2026-06-01"
        original = type(self.measurements)._create_scheduled

        def fail(measurements, vals_list):
            if any(vals["subject_id"] == self.subject.id for vals in vals_list):
                problem = "No such person"
                raise UserError(problem)
            return original(measurements, vals_list)

        with patch.object(type(self.measurements), "_create_scheduled", fail):
            self._run("schedule")
        self.assertEqual(self.subject.schedule_issue, "No such person")
        self.assertEqual(list(self._get_planned(other)), ["quarter:2026-2"])
        self.subject._schedule_soon()
        self._run("schedule")
        self.assertFalse(self.subject.schedule_issue)
        self.assertEqual(len(self.subject.measurement_ids), 2)

    def test_stopped_and_again(self):
        """SAT-05 a run that is stopped goes on later, and does nothing twice"""
        for number in range(3):
            self._new_subject(
                name=f"Bridge {number}",
                date_start="2026-01-01",
                schedule_from="2026-06-30",
            )
        module = "odoo.addons.crm_satisfaction.models.crm_satisfaction_subject_schedule"
        count = self.measurements.search_count([])
        with (
            patch(f"{module}.BATCH_SIZE", 2),
            patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *a: 0),
        ):
            self.env["crm.satisfaction.subject"]._cron_schedule()
        self.assertEqual(self.measurements.search_count([]), count + 3)
        self._run("schedule")
        self.assertEqual(self.measurements.search_count([]), count + 5)

    @mute_logger("odoo.sql_db")
    def test_planned_twice(self):
        """SAT-05 the database refuses a window that is there already"""
        self._run("schedule")
        planned = self.subject.measurement_ids[:1]
        self.env.flush_all()
        with self.assertRaises(Exception), self.env.cr.savepoint():  # noqa: B017
            self.measurements._create_scheduled(
                [
                    {
                        "subject_id": self.subject.id,
                        "timing_key": planned.timing_key,
                        "date_from": "2026-06-01",
                        "date_to": "2026-06-30",
                    }
                ]
            )
            self.env.flush_all()

    def test_queries(self):
        """SAT-05 a run in which nothing is due asks the same for many as for few"""

        def count_queries(subjects):
            subjects._schedule()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            subjects._schedule()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        few = self.subject.create([self._prepare_bridge(number) for number in range(3)])
        many = few + self.subject.create(
            [self._prepare_bridge(number) for number in range(30)]
        )
        self.assertEqual(count_queries(few), count_queries(many))
        self.assertEqual(len(many.measurement_ids), 33)

    def test_queries_of_planning(self):
        """SAT-05 a measurement planned costs its number, and little else"""
        counts = []
        for size in (5, 25):
            subjects = self.subject.create(
                [self._prepare_bridge(number) for number in range(size)]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            subjects._schedule()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(subjects.measurement_ids), size)
        each = (counts[1] - counts[0]) / 20
        self.assertLessEqual(each, 4)

    def _prepare_bridge(self, number):
        return {
            "name": f"Bridge {number}",
            "kind_id": self.kind.id,
            "unit_id": self.service.id,
            "user_id": self.user.id,
            "partner_id": self.customer.id,
            "date_start": "2026-06-01",
            "schedule_from": "2026-06-01",
        }

    def test_rights(self):
        """SAT-05 what the schedule decides is written by nobody else"""
        self._run("schedule")
        own = self.subject.measurement_ids[:1].with_user(self.user)
        with self.assertRaises(UserError):
            own.timing_key = "deeds"
        self.subject.with_user(self.user).schedule_issue = "Mine"
        self.assertFalse(self.subject.schedule_issue)
        rule = self.env["crm.satisfaction.timing"].search(
            [("kind_id", "=", self.kind.id)], limit=1
        )
        with self.assertRaises(AccessError):
            rule.with_user(self.officer).window_months = 2
        rule.with_user(self.manager).window_months = 2
        for user in (self.employee, self.auditor):
            with self.assertRaises(AccessError):
                self.subject.with_user(user).date_start = "2026-01-11"

    def test_two_companies(self):
        """SAT-05 each company has its own days ahead"""
        other = self.env["res.company"].create(
            {"name": "Other", "policy_tz": "Asia/Shanghai", "satisfaction_lead_days": 0}
        )
        unit = self.env["crm.policy.unit"].create(
            {"name": "Works", "company_id": other.id}
        )
        subject = self.subject.with_company(other).create(
            {
                "name": "East Bridge",
                "company_id": other.id,
                "kind_id": self.kind.id,
                "unit_id": unit.id,
                "user_id": self.env.user.id,
                "partner_id": self.customer.id,
                "date_settlement": "2026-07-02",
                "schedule_from": "2026-07-01",
            }
        )
        self.subject.date_settlement = "2026-07-02"
        self._run("schedule")
        self.assertIn("settlement", self._get_planned())
        self.assertEqual(self._get_planned(subject), {})
        with freeze_time("2026-07-02 01:00:00"):
            self._run("schedule")
        self.assertIn("settlement", self._get_planned(subject))
        self.assertEqual(subject.measurement_ids.company_id, other)
