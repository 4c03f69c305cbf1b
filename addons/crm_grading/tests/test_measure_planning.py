# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .measure_common import PLANNED, MeasureCommon


@tagged("post_install", "-at_install")
class TestMeasurePlanning(MeasureCommon):
    """How the catalogue becomes dated work, and follows what changes."""

    def test_work_of_a_quarter(self):
        """GRD-13 each measure of the customer's grade becomes dated work, once"""
        counts = self._plan()
        self.assertEqual(counts["added"], 4)
        [meeting] = self._of(self.meeting)
        self.assertEqual(meeting.date_deadline, date(2026, 9, 30))
        self.assertEqual(meeting.visible_from, date(2026, 9, 16))
        self.assertEqual((meeting.state, meeting.target), ("planned", 90))
        self.assertEqual(meeting.grade_id, self.grades["A"])
        self.assertEqual(
            self._of(self.revisit).mapped("period"), ["2026-07", "2026-08", "2026-09"]
        )
        self.assertFalse(self._of(self.plan), "of another grade")

    def test_twice_adds_nothing(self):
        """GRD-13 planning again changes nothing, not even the next id"""
        self._plan()
        last = self._last_id()
        nothing = {"missed": 0, "cancelled": 0, "added": 0, "changed": 0}
        self.assertEqual(self._plan(), nothing)
        self.assertEqual(self._plan("2026-07-11"), nothing)
        self.assertEqual(self._last_id(), last)

    def _last_id(self):
        self.env.cr.execute("SELECT last_value FROM crm_grading_task_id_seq")
        return self.env.cr.fetchone()[0]

    def test_periods_in_company_time(self):
        """GRD-13 at 23:00 UTC on 30 September it is October in Shanghai"""
        self._plan("2026-09-30 15:00")
        self.assertEqual(self._of(self.revisit).period, "2026-09")
        self._plan("2026-09-30 23:00")
        self.assertIn("2026-12", self._of(self.revisit).mapped("period"))

    def test_planned_ahead_as_the_settings_say(self):
        """GRD-13 the settings say how far ahead work is planned"""
        self.company.grading_measure_planning = "month"
        self._plan()
        self.assertEqual(self._of(self.revisit).mapped("period"), ["2026-07"])
        self.company.grading_measure_planning = "year"
        self._plan()
        self.assertEqual(self._of(self.revisit)[-1].period, "2026-12")

    def test_responsible_by_role(self):
        """GRD-13 each role finds its person; nobody found is said with the reason"""
        helper = self._new_measure("Support", "A", role="service")
        watch = self._new_measure("Watch", "A", role="officer")
        self._plan()
        self.assertEqual(self._of(self.revisit).user_id, self.user)
        self.assertEqual(self._of(self.revisit).team_id, self.department)
        for measure, word in (
            (self.meeting, "executive"),
            (helper, "service"),
            (watch, "policy officer"),
        ):
            [task] = self._of(measure)
            self.assertFalse(task.user_id)
            self.assertIn(word, task.missing_responsible)
        self.company.grading_executive_id = self.manager
        self.company.grading_officer_id = self.officer
        self.customer.customer_service_id = self.neighbour
        self._plan()
        self.assertEqual(self._of(self.meeting).user_id, self.manager)
        self.assertEqual(self._of(helper).user_id, self.neighbour)
        self.assertEqual(self._of(watch).user_id, self.officer)
        self.assertFalse(self._of(watch).missing_responsible)
        self.customer.customer_executive_id = self.officer
        self._plan()
        self.assertEqual(self._of(self.meeting).user_id, self.officer)

    def test_change_of_owner(self):
        """GRD-13 open work goes along with a new salesperson, done work stays"""
        self._plan()
        july, *others = self._of(self.revisit)
        self._done(july, PLANNED)
        self.customer.user_id = self.neighbour
        self.assertEqual(self._plan()["changed"], 2)
        self.assertEqual(july.user_id, self.user)
        for task in others:
            self.assertEqual(task.user_id, self.neighbour)
            self.assertFalse(task.team_id)

    def test_owner_left(self):
        """GRD-13 work of somebody who left is without responsible, not with a ghost"""
        self._plan()
        self.user.active = False
        self._plan()
        self.assertFalse(self._of(self.revisit).user_id)

    def test_assigned_by_hand(self):
        """GRD-13 work given to a person by an officer stays there"""
        self._plan()
        july = self._of(self.revisit)[0]
        self._change(july, "assign", user_id=self.neighbour.id)
        self.customer.user_id = self.officer
        self._plan()
        self.assertEqual(july.user_id, self.neighbour)
        self.assertEqual(self._of(self.revisit)[1].user_id, self.officer)
        self.assertIn("Agreed with the customer", july.message_ids[0].body)
        self.neighbour.active = False
        self._plan()
        self.assertEqual(july.user_id, self.officer)

    def test_change_of_grade_mid_period(self):
        """GRD-13 a new grade: its work begins, open work of the old one is cancelled"""
        self._plan()
        july = self._of(self.revisit)[0]
        self._done(july, "2026-07-20")
        self.standing.grade_id = self.grades["B"]
        self._plan("2026-08-10")
        self.assertEqual(july.state, "done")
        self.assertEqual(
            self._state(self._of(self.revisit))[1:],
            [("2026-08", "cancelled", "grade"), ("2026-09", "cancelled", "grade")],
        )
        self.assertEqual(self._of(self.meeting).state, "cancelled")
        self.assertEqual(self._of(self.plan).state, "planned")

    def test_grade_returns(self):
        """GRD-13 the grade is back: the same work opens again, nothing twice"""
        self._plan()
        before = self._of(self.revisit)
        self.standing.grade_id = self.grades["B"]
        self._plan("2026-08-10")
        self.standing.grade_id = self.grades["A"]
        self._plan("2026-09-05")
        self.assertEqual(self._of(self.revisit), before)
        self.assertEqual(
            self._state(before),
            [
                ("2026-07", "missed", False),
                ("2026-08", "cancelled", "grade"),
                ("2026-09", "planned", False),
            ],
        )
        self.assertEqual(self._of(self.plan).cancel_reason, "grade")

    def test_once_stays_once(self):
        """GRD-13 what is asked once keeps its day, and is asked anew when it reopens"""
        team = self._new_measure("Team", "A", cadence="once", after_days=30)
        self._plan()
        [task] = self._of(team)
        self._plan("2026-07-20")
        self.assertEqual(task.date_deadline, date(2026, 8, 9))
        self.standing.grade_id = self.grades["B"]
        self._plan("2026-07-21")
        self.standing.grade_id = self.grades["A"]
        self._plan("2026-10-01")
        self.assertEqual(self._of(team), task)
        self.assertEqual(task.date_deadline, date(2026, 10, 31))
        self._done(task, "2026-10-02")
        self._plan("2027-10-01")
        self.assertEqual(self._of(team), task)

    def test_archived_and_special_customers(self):
        """GRD-13 GRD-08 archived and special customers owe nothing; both can return"""
        self._plan()
        self.customer.active = False
        self._plan()
        self.assertEqual(
            set(self._of(self.revisit).mapped("cancel_reason")), {"archived"}
        )
        self.customer.active = True
        self._plan()
        self.assertEqual(set(self._of(self.revisit).mapped("state")), {"planned"})
        self.customer.customer_kind_id = self.env["crm.customer.kind"].search(
            [("is_special", "=", True)], limit=1
        )
        self._plan()
        self.assertEqual(
            set(self._of(self.revisit).mapped("cancel_reason")), {"special"}
        )

    def test_change_of_the_catalogue(self):
        """GRD-13 open work follows the catalogue, what is closed does not"""
        self._plan()
        july = self._of(self.revisit)[0]
        self._done(july, PLANNED)
        self.revisit.write({"target": 80, "before_days": 5, "role": "officer"})
        self.company.grading_officer_id = self.officer
        self._plan()
        _july, august, september = self._of(self.revisit)
        self.assertEqual(july.target, 90)
        self.assertEqual(august.target, 80)
        self.assertEqual(august.date_deadline, date(2026, 8, 26))
        self.assertEqual(september.user_id, self.officer)
        self.revisit.active = False
        self._plan()
        self.assertEqual(august.cancel_reason, "measure")

    def test_cancelled_by_hand_stays(self):
        """GRD-13 what an officer cancelled does not come back by itself"""
        self._plan()
        july = self._of(self.revisit)[0]
        self._change(july, "cancel")
        self._plan()
        self.assertEqual(july.state, "cancelled")
        self._change(july, "reopen")
        self.assertEqual(july.state, "planned")

    def test_missed_the_day_after(self):
        """GRD-13 the day after its due date open work counts as missed"""
        self._plan()
        july = self._of(self.revisit)[0]
        self._plan("2026-07-31")
        self.assertEqual(july.state, "planned")
        self._plan("2026-08-01")
        self.assertEqual((july.state, july.execution), ("missed", 0))

    def test_other_company(self):
        """GRD-13 a company plans for its own standings, by its own measures"""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self._new_standing(self.customer, "A", company=other)
        self._plan()
        self.assertEqual(self.tasks._plan(other)["added"], 0)
        common = self._new_measure("Common", "A", company_id=False)
        self.assertEqual(self.tasks._plan(other)["added"], 1)
        self.assertEqual(self._of(common).company_id, other)

    def test_scheme_beside_the_leading_one(self):
        """GRD-13 only the leading scheme's grade asks for measures"""
        beside = self.scheme.copy({"name": "Beside"})
        self.env["crm.grading.standing"].create(
            {
                "partner_id": self.customer.id,
                "company_id": self.company.id,
                "scheme_id": beside.id,
                "grade_id": self.grades["B"].id,
            }
        )
        self._plan()
        self.assertFalse(self._of(self.plan))

    def test_statements_do_not_grow(self):
        """GRD-13 as many statements for 1000 customers as for 10"""
        self._add_customers(10)
        # what the registry remembers from then on does not count
        self._count_statements()
        self._add_customers(10)
        few = self._count_statements()
        self._add_customers(1000)
        self.assertEqual(self._count_statements(), few)
        self.assertEqual(
            self.tasks.search_count([("measure_id", "=", self.meeting.id)]), 1021
        )

    def _add_customers(self, count):
        customers = self.env["res.partner"].create(
            [{"name": f"Customer {number}"} for number in range(count)]
        )
        self.env["crm.grading.standing"].create(
            [
                {
                    "partner_id": customer.id,
                    "company_id": self.company.id,
                    "scheme_id": self.standing.scheme_id.id,
                    "is_leading": True,
                    "grade_id": self.grades["A"].id,
                }
                for customer in customers
            ]
        )
        self.env.flush_all()
        self.env.invalidate_all()

    def _count_statements(self):
        before = self.env.cr.sql_log_count
        with freeze_time(PLANNED):
            self.tasks._plan(self.company)
            self.tasks._remind(self.company)
        return self.env.cr.sql_log_count - before

    def test_scheduled_actions(self):
        """GRD-13 the scheduled actions plan and remind for every company"""
        for name in ("plan", "remind"):
            cron = self.env.ref(f"crm_grading.ir_cron_{name}_measures")
            with freeze_time("2026-07-20"), self.enter_registry_test_mode():
                cron.with_user(self.env.ref("base.user_root")).method_direct_trigger()
            self.env.invalidate_all()
        july = self._of(self.revisit)[0]
        self.assertEqual(july.activity_ids.user_id, self.user)
