# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from .common import NOW
from .planning_common import PlanningCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPlanning(PlanningCommon):
    def _leave(self, day_from, day_to, user=None, **values):
        """Nobody works on these days, or one person does not."""
        if user:
            values["resource_id"] = self._get_resource(user).id
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Away",
                "calendar_id": self.calendar.id,
                "company_id": self.company.id,
                "date_from": datetime.combine(day_from, datetime.min.time())
                - timedelta(hours=8),
                "date_to": datetime.combine(day_to, datetime.max.time())
                - timedelta(hours=8),
                **values,
            }
        )

    def _get_resource(self, user, **values):
        resource = self.env["resource.resource"].search([("user_id", "=", user.id)])
        return resource or self.env["resource.resource"].create(
            {
                "name": user.name,
                "user_id": user.id,
                "company_id": self.company.id,
                "calendar_id": self.calendar.id,
                "tz": "Asia/Shanghai",
                **values,
            }
        )

    def test_proposals_of_the_horizon(self):
        """VIS-05: the running month and the one that begins within the horizon."""
        counts = self._plan()
        self.assertEqual(counts["added"], 2)
        visits = self._get_proposals()
        self.assertEqual(
            visits.mapped("period_start"), [date(2026, 7, 1), date(2026, 8, 1)]
        )

    def test_proposal(self):
        """VIS-05: a proposal has its place, its person, and an hour of work."""
        self._plan()
        visit = self._get_proposals()[0]
        self.assertEqual((visit.state, visit.is_agreed), ("planned", False))
        self.assertEqual(visit.class_id, self.visit_class)
        self.assertEqual(visit.cadence_id, self.cadence)
        self.assertEqual(visit.user_id, self.user)
        self.assertEqual(visit.team_id, self.store)
        self.assertEqual(visit.company_id, self.company)
        self.assertEqual(visit.channel_id, self.face)
        self.assertEqual(visit.date_deadline, date(2026, 7, 31))
        local = visit._get_local(visit.planned_start)
        self.assertIn(local.hour, range(8, 17))
        self.assertLess(local.weekday(), 5)
        self.assertEqual(visit.planned_end - visit.planned_start, timedelta(hours=1.5))
        self.assertEqual(visit.report_deadline - visit.planned_end, timedelta(hours=24))
        self.assertFalse(visit.message_ids)

    def test_second_run_adds_nothing(self):
        """VIS-05: planning twice, also on the next day, plans once."""
        self._new_tagged("Second")
        self._plan()
        names = ["planned_start", "user_id", "write_date", "write_uid", "state"]
        before = self.env["crm.visit"].search([]).read(names)
        self.assertEqual(
            self._plan(),
            {"missed": 0, "gone": 0, "moved": 0, "added": 0, "waiting": 0},
        )
        self.assertEqual(self.env["crm.visit"].search([]).read(names), before)

    def test_never_on_a_holiday(self):
        """VIS-05: weekends, public holidays and leave are left out."""
        self._leave(date(2026, 7, 1), date(2026, 7, 15))
        self._leave(date(2026, 7, 16), date(2026, 7, 29), self.user)
        for number in range(20):
            self._new_tagged(f"Customer {number}")
        self._plan()
        days = {
            visit._get_local(visit.planned_start).date()
            for visit in self.env["crm.visit"].search(
                [("period_start", "=", date(2026, 7, 1))]
            )
        }
        self.assertEqual(days, {date(2026, 7, 30), date(2026, 7, 31)})

    def test_new_holiday_moves_proposals(self):
        """VIS-05: a day that becomes a holiday is left, unless somebody set it."""
        self._plan()
        visit = self._get_proposals()[0]
        day = visit._get_local(visit.planned_start).date()
        kept = self._new_tagged("Kept")
        self._plan()
        moved = self._get_proposals(kept)[0]
        moved.with_user(self.user).write(
            {"planned_start": visit.planned_start, "planned_end": visit.planned_end}
        )
        self._leave(day, day)
        self.assertEqual(self._plan()["moved"], 1)
        self.assertNotEqual(visit._get_local(visit.planned_start).date(), day)
        self.assertEqual(moved._get_local(moved.planned_start).date(), day)

    def test_load_is_spread(self):
        """VIS-05: work is spread over the days, what is there counts."""
        for number in range(45):
            self._new_tagged(f"Customer {number}")
        busy = datetime(2026, 7, 2, 1)
        for number in range(6):
            self._new_visit(planned_start=busy + timedelta(hours=number))
        self._plan()
        july = self.env["crm.visit"].search([("period_start", "=", date(2026, 7, 1))])
        self.assertEqual(len(july), 46)
        loads = {}
        for visit in july:
            day = visit._get_local(visit.planned_start).date()
            loads[day] = loads.get(day, 0) + 1
        self.assertGreaterEqual(len(loads), 21)
        self.assertLessEqual(max(loads.values()), 3)
        self.assertNotIn(busy.date(), loads)

    def test_two_contacts_of_a_period(self):
        """VIS-05: each falls into its half of the month."""
        self.cadence.times = 2
        self._plan()
        first, second = self._get_proposals(period_start=date(2026, 7, 1))
        self.assertLessEqual(
            first._get_local(first.planned_start).date(), date(2026, 7, 15)
        )
        self.assertGreater(
            second._get_local(second.planned_start).date(), date(2026, 7, 15)
        )

    def test_longest_not_seen_first(self):
        """VIS-05: who was not seen for the longest time comes first."""
        seen = self._new_tagged("Seen")
        self._new_made_visit(
            partner_id=seen.id,
            type_id=self.env.ref("crm_visits.crm_visit_type_survey").id,
            start="2026-06-29 02:00:00",
        )
        self._plan()
        never = self._get_proposals()[0]
        self.assertLess(never.planned_start, self._get_proposals(seen)[0].planned_start)

    def test_made_before_it_was_planned(self):
        """VIS-05: a visit made before the planning stands for its contact."""
        self.cadence.times = 2
        made = self._new_made_visit()
        self._new_made_visit(
            type_id=self.env.ref("crm_visits.crm_visit_type_survey").id
        )
        self._plan()
        self.assertEqual(made.cadence_id, self.cadence)
        self.assertEqual(made.period_number, 1)
        july = self._get_proposals(period_start=date(2026, 7, 1))
        self.assertEqual(july.mapped("period_number"), [1, 2])
        self.assertEqual(self._plan()["added"], 0)

    def test_daylight_saving(self):
        """VIS-05: nine o'clock stays nine o'clock when the clocks change."""
        self.calendar.tz = "Europe/Berlin"
        self.company.policy_tz = "Europe/Berlin"
        self.cadence.times = 4
        for number in range(10):
            self._new_tagged(f"Customer {number}")
        with freeze_time("2026-03-23 05:00:00"):
            self._plan(date(2026, 3, 23))
        visits = self.env["crm.visit"].search([("cadence_id", "=", self.cadence.id)])
        offsets = set()
        for visit in visits:
            local = visit._get_local(visit.planned_start)
            self.assertTrue(8 <= local.hour < 17)
            self.assertLess(local.weekday(), 5)
            offsets.add(local.utcoffset())
        self.assertGreaterEqual(len(visits), 44)
        self.assertEqual(offsets, {timedelta(hours=1), timedelta(hours=2)})

    def test_representative_without_calendar(self):
        """VIS-05: who has no calendar works as the company does."""
        self._get_resource(self.user, calendar_id=False)
        self._plan()
        visit = self._get_proposals()[0]
        self.assertLess(visit._get_local(visit.planned_start).weekday(), 5)

    def test_no_calendar_at_all(self):
        """VIS-05: nobody knows when anybody works: said, not guessed."""
        self.company.resource_calendar_id = False
        self.assertEqual(self._plan()["waiting"], 2)
        visit = self._get_proposals()[0]
        self.assertFalse(visit.planned_start)
        self.assertEqual(visit.planning_issue, "no_working_day")

    def test_no_representative(self):
        """VIS-05: a customer without salesperson is listed, then gets a day."""
        self.customer.user_id = False
        self._plan()
        visit = self._get_proposals()[0]
        self.assertEqual(visit.planning_issue, "no_representative")
        self.assertFalse(visit.user_id)
        listed = self.env["crm.visit"].with_user(self.officer)
        self.assertIn(visit, listed.search(listed._get_unscheduled_domain()))
        self.customer.user_id = self.colleague
        self._plan()
        self.assertFalse(visit.planning_issue)
        self.assertTrue(visit.planned_start)
        self.assertEqual(visit.user_id, self.colleague)

    def test_date_by_hand_settles_it(self):
        """VIS-05: a date given by hand ends the question, and stays."""
        self.customer.user_id = False
        self._plan()
        visit = self._get_proposals()[0]
        visit.with_user(self.officer).write(
            {"user_id": self.colleague.id, "planned_start": "2026-07-04 02:00:00"}
        )
        self.assertFalse(visit.planning_issue)
        self._plan()
        self.assertEqual(visit.planned_start, datetime(2026, 7, 4, 2))
        self.assertEqual(visit.user_id, self.colleague)

    def test_roles(self):
        """VIS-05: the team's leader, or a named person, makes the contact."""
        self.cadence.role = "leader"
        self._new_cadence(role="person", user_id=self.officer.id)
        self._plan()
        self.assertEqual(
            self._get_proposals(period_start=date(2026, 7, 1)).user_id,
            self.leader | self.officer,
        )

    def test_archived_salesperson(self):
        """VIS-05: who left is no representative."""
        self.user.action_archive()
        self._plan()
        self.assertEqual(
            set(self._get_proposals().mapped("planning_issue")), {"no_representative"}
        )

    def test_past_proposals_move_on(self):
        """VIS-05: what was not done on its day is proposed again within its period."""
        self._plan()
        visit = self._get_proposals()[0]
        with freeze_time("2026-07-28 01:00:00"):
            self._plan(date(2026, 7, 28))
            day = visit._get_local(visit.planned_start).date()
            self.assertGreaterEqual(day, date(2026, 7, 28))
            self.assertEqual(visit.period_start, date(2026, 7, 1))

    def test_missed_ones_are_closed(self):
        """VIS-05: the latest overdue one stays open; older ones count as missed."""
        self._plan()
        july = self._get_proposals()[0]
        with freeze_time("2026-08-01 01:00:00"):
            self._plan(date(2026, 8, 1))
            self.assertTrue(july.is_overdue)
            self.assertEqual(july.state, "planned")
            self.assertEqual(self.customer.visit_overdue_count, 1)
        with freeze_time("2026-09-01 01:00:00"):
            self._plan(date(2026, 9, 1))
            self.assertEqual(july.state, "cancelled")
            self.assertFalse(july.cancel_reason_id.is_excused)
            self.assertEqual(self.customer.visit_overdue_count, 1)

    def test_overdue_of_another_class_or_cadence(self):
        """VIS-05: what the class asks no more does not stay overdue for ever."""
        asked = self._new_tagged("Still Asked")
        touched = self._new_tagged("Called")
        survey = self._new_cadence(
            type_id=self.env.ref("crm_visits.crm_visit_type_survey").id
        )
        self._plan()
        names = {"period_start": date(2026, 7, 1), "cadence_id": self.cadence.id}
        changed, kept, called = (
            self._get_proposals(customer, **names)
            for customer in (self.customer, asked, touched)
        )
        dropped = self._get_proposals(asked, **(names | {"cadence_id": survey.id}))
        called.with_user(self.user).action_agree()
        tag = self.env["res.partner.category"].create({"name": "General"})
        self._new_cadence(self._new_class("General", tag))
        (self.customer | touched).category_id = tag
        survey.action_archive()
        with freeze_time("2026-08-01 01:00:00"):
            # two of the customer that changed, the others of the archived cadence
            self.assertEqual(self._plan(date(2026, 8, 1))["missed"], 4)
            for visit in changed | dropped:
                self.assertEqual(visit.state, "cancelled")
                self.assertFalse(visit.cancel_reason_id.is_excused)
            self.assertEqual(self.customer.visit_overdue_count, 0)
            # asked of this customer as before, and agreed with that one
            self.assertEqual((kept | called).mapped("state"), ["planned", "planned"])
            self.assertTrue(kept.is_overdue)
            self.assertEqual(self._plan(date(2026, 8, 1))["missed"], 0)

    def test_plan_now(self):
        """VIS-05: a manager plans without waiting and reads what was done."""
        action = self.visit_class.with_user(self.manager).action_plan_now()
        self.assertIn("New proposals: ", action["params"]["message"])
        self.assertTrue(self._get_proposals())

    def test_scheduled_action(self):
        """VIS-05: the scheduled action plans every main company."""
        with self.enter_registry_test_mode():
            self.env.ref("crm_visits.ir_cron_plan").method_direct_trigger()
        self.assertTrue(self._get_proposals())

    def test_branches(self):
        """VIS-05: a customer of a branch is planned in the branch."""
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        seller = self._new_user("branch_seller", "crm_policy.group_user", branch)
        customer = self._new_tagged("Of the Branch")
        customer.write({"company_id": branch.id, "user_id": seller.id})
        self._plan()
        visits = self._get_proposals(customer)
        self.assertEqual(visits.company_id, branch)
        self.assertEqual(
            self.env["crm.visit"]
            .with_user(seller)
            .with_context(allowed_company_ids=branch.ids)
            .search([]),
            visits,
        )

    def test_statements_do_not_grow(self):
        """VIS-05: the number of statements does not depend on the customers."""
        self._plan()
        counts = []
        for number in (3, 60):
            self.env["res.partner"].create(
                [
                    {
                        "name": f"Customer {number}-{index}",
                        "is_company": True,
                        "user_id": self.user.id,
                        "company_id": self.company.id,
                        "category_id": [Command.link(self.tag.id)],
                    }
                    for index in range(number)
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(self._plan()["added"], 2 * number)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
