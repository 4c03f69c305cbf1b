# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from io import BytesIO

import openpyxl
from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW
from .schedule_common import ScheduleCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPlan(ScheduleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # quality inspection is in charge of measuring; its head decides
        cls.quality.head_id = cls.colleague
        cls.company.satisfaction_unit_id = cls.quality
        cls.agency = cls._new_partner("Outside Eyes", is_company=True)

    def _new_plan(self, user=None, **values):
        return (
            self.env["crm.satisfaction.plan"]
            .with_user(user or self.head)
            .create({"year": 2026, "unit_id": self.service.id, **values})
        )

    def _new_approved_plan(self, **values):
        plan = self._new_plan(**values)
        plan.action_propose()
        plan.action_submit()
        plan.with_user(self.colleague).action_approve()
        return plan

    def _get_line(self, plan, key):
        return plan.line_ids.filtered(lambda one: one.timing_key == key)

    def _amend(self, plan, user, **values):
        dialog = self.env["crm.satisfaction.plan.amend"].with_user(user)
        dialog = dialog.create({"plan_id": plan.id, "reason": "Asked for", **values})
        dialog.action_confirm()

    def _get_executions(self, plan):
        self.env.flush_all()
        plan.invalidate_recordset()
        plan.line_ids.invalidate_recordset()
        return {line.timing_key: line.execution for line in plan.line_ids}

    def test_propose(self):
        """SAT-06 one click proposes the windows of the year; again adds the missing"""
        self.subject.date_settlement = "2026-12-20"
        other = self._new_subject(name="Far Bridge", unit_id=self.works.id)
        other.write({"date_start": "2026-01-01", "schedule_from": "2026-01-01"})
        lacking = self._new_subject(name="South Bridge")
        plan = self._new_plan()
        action = plan.action_propose()
        self.assertIn("Measurements added: 4", action["params"]["message"])
        self.assertIn("needed: 1", action["params"]["message"])
        self.assertEqual(
            plan.line_ids.mapped("timing_key"),
            [f"quarter:2026-{number}" for number in (1, 2, 3, 4)],
        )
        self.assertEqual(plan.line_ids.mapped("quarter"), ["1", "2", "3", "4"])
        self.assertEqual(plan.line_ids.subject_id, self.subject)
        self.assertEqual(plan.line_ids[0].ways, "Online")
        plan.line_ids[0].unlink()
        lacking.write({"date_start": "2026-10-01"})
        plan.action_propose()
        plan.action_propose()
        self.assertEqual(len(plan.line_ids), 5)
        # the settlement in December is due in January
        coming = self._new_plan(year=2027)
        coming.action_propose()
        self.assertIn("settlement", coming.line_ids.mapped("timing_key"))
        # the company's plan does not take over what a department has planned
        whole = self._new_plan(self.officer, unit_id=False)
        whole.action_propose()
        self.assertEqual(whole.line_ids.subject_id, other)

    def test_steps(self):
        """SAT-06 a department submits, the department in charge decides"""
        plan = self._new_plan()
        with self.assertRaisesRegex(UserError, "empty"):
            plan.action_submit()
        plan.action_propose()
        with self.assertRaises(UserError):
            plan.action_approve()
        plan.action_submit()
        self.assertEqual(plan.sudo().activity_ids.user_id, self.colleague)
        with self.assertRaisesRegex(UserError, "handed in"):
            plan.line_ids[0].note = "Later"
        with self.assertRaises(UserError):
            plan.action_approve()
        decider = plan.with_user(self.colleague)
        self.assertTrue(decider.may_decide)
        self.env["crm.policy.reason"].with_user(self.colleague).create(
            {
                "res_model": plan._name,
                "res_ids": plan.ids,
                "step": "refuse",
                "reason": "Name the agency",
            }
        ).action_confirm()
        self.assertEqual(plan.state, "draft")
        self.assertIn("Name the agency", plan.message_ids[0].body)
        plan.line_ids[3].agency_id = self.agency
        plan.action_submit()
        decider.action_approve()
        self.assertEqual(plan.state, "approved")
        self.assertEqual(plan.approved_by_id, self.colleague)
        self.assertFalse(plan.sudo().activity_ids)
        with self.assertRaises(UserError):
            plan.unlink()
        with self.assertRaisesRegex(UserError, "end of its year"):
            decider.action_close()
        with freeze_time("2027-01-01 01:00:00"):
            decider.action_close()
        self.assertEqual(plan.state, "closed")

    def test_carried_out(self):
        """SAT-06 measurements come of the lines, with agency and person of the plan"""
        self._run("schedule")
        plan = self._new_plan()
        plan.action_propose()
        fourth = self._get_line(plan, "quarter:2026-4")
        fourth.write(
            {"agency_id": self.agency.id, "user_id": self.head.id, "way_paper": True}
        )
        by_hand = plan.line_ids.create(
            {
                "plan_id": plan.id,
                "subject_id": self.subject.id,
                "date_from": "2026-07-10",
                "date_to": "2026-07-20",
            }
        )
        plan.action_submit()
        plan.with_user(self.colleague).action_approve()
        first = self._get_line(plan, "quarter:2026-1")
        self.assertEqual(first.measurement_id.state, "open")
        self._run("schedule")
        self.assertEqual(by_hand.measurement_id.state, "planned")
        self.assertEqual(by_hand.measurement_id.occasion, "manual")
        with freeze_time("2026-12-01 01:00:00"):
            self._run("schedule")
            measurement = fourth.measurement_id
            self.assertEqual(measurement.agency_id, self.agency)
            self.assertEqual(measurement.user_id, self.head)
            self.assertEqual(measurement.plan_id, plan)
        self.assertEqual(len(self.subject.measurement_ids), 5)

    def test_execution(self):
        """SAT-06 the execution is checked against the plan, as of today"""
        plan = self._new_approved_plan()
        self._run("schedule")
        self.assertEqual(
            self._get_executions(plan),
            {
                "quarter:2026-1": "missed",
                "quarter:2026-2": "missed",
                "quarter:2026-3": "ahead",
                "quarter:2026-4": "ahead",
            },
        )
        first = self._get_line(plan, "quarter:2026-1").measurement_id.sudo()
        second = self._get_line(plan, "quarter:2026-2").measurement_id.sudo()
        # half an hour into the next day in Shanghai
        first._decide({"state": "done", "done_on": "2026-03-31 16:30:00"})
        second._decide({"state": "done", "done_on": "2026-06-30 15:30:00"})
        with freeze_time("2026-09-15 01:00:00"):
            self.assertEqual(
                self._get_executions(plan),
                {
                    "quarter:2026-1": "done_late",
                    "quarter:2026-2": "done",
                    "quarter:2026-3": "due",
                    "quarter:2026-4": "ahead",
                },
            )
            self.assertEqual(
                (plan.line_count, plan.done_count, plan.missed_count), (4, 2, 0)
            )
            self.assertEqual(plan.completion, 50)
            rows = self.env["crm.satisfaction.plan.execution"].with_user(self.head)
            figures = rows._read_group(
                [("plan_id", "=", plan.id)],
                ["unit_id", "quarter"],
                ["completion:avg", "punctuality:avg"],
            )
            self.assertEqual(
                figures[:2],
                [(self.service, "1", 100, 0), (self.service, "2", 100, 100)],
            )
        self._amend(
            plan,
            self.colleague,
            step="cancelled",
            line_id=self._get_line(plan, "quarter:2026-4").id,
        )
        self.assertEqual(self._get_executions(plan)["quarter:2026-4"], "cancelled")
        self.assertAlmostEqual(plan.completion, 66.67, 1)

    def test_amend(self):
        """SAT-06 after approval changes are amendments with a reason, kept"""
        plan = self._new_approved_plan()
        third = self._get_line(plan, "quarter:2026-3")
        with self.assertRaises(UserError):
            third.with_user(self.manager).date_to = "2026-09-20"
        with self.assertRaises(UserError):
            plan.with_user(self.manager).line_ids = [Command.clear()]
        with self.assertRaisesRegex(UserError, "decided by"):
            self._amend(plan, self.head, step="cancelled", line_id=third.id)
        with self.assertRaisesRegex(UserError, "Say why"):
            self._amend(
                plan, self.colleague, step="cancelled", line_id=third.id, reason=" "
            )
        self._amend(
            plan,
            self.colleague,
            step="changed",
            line_id=third.id,
            date_from="2026-09-10",
            date_to="2026-09-20",
            agency_id=self.agency.id,
        )
        self.assertEqual(str(third.date_to), "2026-09-20")
        with freeze_time("2026-08-15 01:00:00"):
            self._run("schedule")
            measurement = third.measurement_id
            self.assertEqual(str(measurement.date_from), "2026-09-10")
            self._amend(
                plan,
                self.manager,
                step="changed",
                line_id=third.id,
                date_to="2026-09-25",
            )
            self.assertEqual(str(measurement.date_to), "2026-09-25")
            self._amend(plan, self.manager, step="cancelled", line_id=third.id)
            self.assertEqual(measurement.state, "cancelled")
        fourth = self._get_line(plan, "quarter:2026-4")
        self._amend(plan, self.manager, step="cancelled", line_id=fourth.id)
        self._amend(
            plan,
            self.manager,
            step="added",
            subject_id=self.subject.id,
            date_from="2026-11-01",
            date_to="2026-11-30",
        )
        self.subject.date_settlement = "2026-08-10"
        self._amend(plan, self.manager, step="proposed")
        self.assertIn("settlement", plan.line_ids.mapped("timing_key"))
        self.assertEqual(
            plan.amendment_ids.mapped("step"),
            ["added", "added", "cancelled", "cancelled", "changed", "changed"],
        )
        self.assertEqual(plan.amendment_ids[-1].user_id, self.colleague)
        self.assertIn("2026-09-30", plan.amendment_ids[-1].before)
        with freeze_time("2026-12-01 01:00:00"):
            self._run("schedule")
        # cancelled by amendment: no measurement comes of the rule either
        self.assertFalse(fourth.measurement_ids)
        keys = self.subject.measurement_ids.mapped("timing_key")
        self.assertNotIn("quarter:2026-4", keys)
        self.assertIn("settlement", keys)

    def test_dates_change(self):
        """SAT-06 the line of an approved plan follows the dates, and says so"""
        self.subject.date_settlement = "2026-08-10"
        plan = self._new_approved_plan()
        line = self._get_line(plan, "settlement")
        self.subject.date_settlement = "2026-10-10"
        self._run("schedule")
        self.assertEqual(str(line.date_to), "2026-11-10")
        self.assertEqual(line.quarter, "4")
        self.assertIn("2026-09-10", plan.amendment_ids.before)
        self.subject.date_settlement = False
        self._run("schedule")
        self.assertTrue(line.is_cancelled)
        self.assertEqual(plan.amendment_ids[0].step, "cancelled")
        self._run("schedule")
        self.assertEqual(len(plan.amendment_ids), 2)

    def test_coming_year(self):
        """SAT-06 the plan of the coming year is drafted in time, and asked for once"""
        plans = self.env["crm.satisfaction.plan"]
        self._run("plan")
        plan = plans.search([("year", "=", 2026), ("company_id", "=", self.company.id)])
        self.assertEqual(len(plan), 1)
        with freeze_time("2026-12-01 15:00:00"):
            self._run("plan")
            self.assertFalse(plans.search([("year", "=", 2027)]))
        with freeze_time("2026-12-01 17:00:00"):
            self._run("plan")
            self._run("plan")
            coming = plans.search([("year", "=", 2027)])
        self.assertEqual(coming.company_id, self.company)
        self.assertEqual(len(coming.line_ids), 4)
        self.assertEqual(coming.activity_ids.user_id, self.colleague)

    def test_company_plan(self):
        """SAT-06 the head of the department in charge plans for all departments"""
        plan = self._new_plan(self.colleague, unit_id=False)
        plan.action_propose()
        self.assertEqual(len(plan.line_ids), 4)
        self.assertEqual(plan.line_ids.unit_id, self.service)
        self.assertIn("North Bridge", plan.line_ids[0].display_name)
        plan.line_ids[0].way_phone = True
        plan.action_submit()
        plan.action_approve()
        report = self.env["ir.actions.report"].with_user(self.colleague)
        html, _kind = report._render_qweb_html("crm_satisfaction.plan_report", plan.ids)
        self.assertIn("North Bridge", html.decode())
        # the objects themselves stay closed
        with self.assertRaises(AccessError):
            self.subject.with_user(self.colleague).read(["amount"])

    @mute_logger("odoo.sql_db")
    def test_bad_input(self):
        """SAT-06 a line outside of the year, without a way, or ending first"""
        plan = self._new_plan()
        line = {"plan_id": plan.id, "subject_id": self.subject.id}
        with self.assertRaisesRegex(ValidationError, "not due in 2026"):
            plan.line_ids.create(
                {**line, "date_from": "2026-12-01", "date_to": "2027-01-31"}
            )
        window = {**line, "date_from": "2026-12-01", "date_to": "2026-12-31"}
        for wrong in ({"date_to": "2026-11-30"}, {"way_online": False}):
            with self.assertRaises(IntegrityError), self.env.cr.savepoint():
                plan.line_ids.create({**window, **wrong})
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._new_plan()

    def test_rights(self):
        """SAT-06 a neighbour sees neither lines nor execution, and plans nothing"""
        self.company.satisfaction_unit_id = False
        plan = self._new_plan()
        plan.action_propose()
        self.assertTrue(plan.with_user(self.auditor).line_ids)
        self.assertTrue(plan.with_user(self.officer).line_ids)
        with self.assertRaises(AccessError):
            plan.with_user(self.auditor).action_submit()
        for model in ("plan.line", "plan.execution"):
            rows = self.env[f"crm.satisfaction.{model}"].with_user(self.colleague)
            self.assertFalse(rows.search([("plan_id", "=", plan.id)]))
        with self.assertRaises(AccessError):
            self._new_plan(self.colleague, year=2027)
        with self.assertRaises(AccessError):
            plan.with_user(self.colleague).action_submit()
        with self.assertRaises(AccessError):
            plan.with_user(self.employee).read(["year"])
        stranger = self._new_user(
            "sat_stranger", "crm_policy.group_manager", self._new_company()
        )
        with self.assertRaises(AccessError):
            plan.with_user(stranger).read(["year"])
        with self.assertRaises(UserError):
            plan.with_user(self.head).line_ids[0].timing_key = "deeds"

    def _new_company(self):
        return self.env["res.company"].create({"name": "Other"})

    def test_printed(self):
        """SAT-06 the plan is printed with lines to sign, and as a workbook"""
        plan = self._new_approved_plan()
        report = self.env["ir.actions.report"].with_user(self.head)
        html, _kind = report._render_qweb_html("crm_satisfaction.plan_report", plan.ids)
        text = html.decode()
        for part in ("Survey Plan 2026", "North Bridge", "Signature, date", "Q3"):
            self.assertIn(part, text)
        rows = self.env["crm.satisfaction.plan.execution"].with_user(self.head)
        content, _kind = (
            self.env["report.crm_satisfaction.plan_xlsx"]
            .with_user(self.head)
            .create_xlsx_report([], {"domain": [("plan_id", "=", plan.id)]})
        )
        sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
        self.assertEqual(sheet["C2"].value, "North Bridge")
        self.assertEqual(sheet.max_row, 6)
        self.assertEqual(len(rows.search([("plan_id", "=", plan.id)])), 4)
        self.assertEqual(plan.action_export_xlsx()["report_type"], "xlsx")
        action = self.env.ref("crm_satisfaction.plan_xlsx_action").with_user(self.head)
        printed = action.with_context(
            active_model=rows._name, active_ids=plan.line_ids.ids
        ).run()
        self.assertEqual(printed["report_type"], "xlsx")
