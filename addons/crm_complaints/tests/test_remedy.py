# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW, ComplaintCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRemedy(ComplaintCommon):
    """The chain of the written policy, each step by who should and who may not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service_manager = cls._new_user("cmp_srv", "crm_policy.group_officer")
        cls.general = cls._new_user("cmp_gm", "crm_policy.group_manager")
        cls.company.complaint_service_head_id = cls.service_manager
        cls.company.complaint_executive_id = cls.general
        cls.case = cls._new_complaint(
            cls.officer, kind="information", name="Wrong address in the contract"
        )

    def _begin(self, user=None):
        return (
            self.env["crm.complaint.remedy"]
            .with_user(user or self.officer)
            .create(
                {
                    "complaint_id": self.case.id,
                    "data_kind": "address",
                    "wrong_data": "Old street",
                }
            )
        )

    def _plan(self, remedy):
        remedy.with_user(self.officer).write(
            {
                "plan": "<p>Correct it everywhere</p>",
                "task_ids": [
                    (
                        0,
                        0,
                        {
                            "unit_id": self.service.id,
                            "name": "Correct the contract",
                            "date_deadline": "2026-07-05",
                        },
                    ),
                    (
                        0,
                        0,
                        {
                            "unit_id": self.quality.id,
                            "user_id": self.colleague.id,
                            "name": "Check the labels",
                            "date_deadline": "2026-07-06",
                        },
                    ),
                ],
            }
        )

    def _report(self, task, user):
        task = task.with_user(user)
        task.write({"done_on": "2026-07-03", "report": "Corrected"})
        task.action_report()

    def _assert_only(self, remedy, right, *wrong):
        """Only the one whose turn it is may go on."""
        self.assertIn(right, remedy.sudo().turn_ids)
        for user in wrong:
            with self.assertRaises(AccessError, msg=user.login):
                remedy.with_user(user).action_pass()

    def test_whole_chain(self):
        """CMP-09: service drafts, service manager reviews, general manager approves,
        departments carry out and report, report, both again, filed."""
        remedy = self._begin()
        self.assertRegex(remedy.name, r"^RMD/2026/\d{4}$")
        self.assertEqual(len(remedy.stage_ids), 9)
        self._assert_only(remedy, self.officer, self.head, self.user)
        with self.assertRaisesRegex(UserError, "plan first"):
            remedy.action_pass()
        self._plan(remedy)
        self.assertIn(remedy.sudo().current_stage_id.name, self.case.next_step)
        self.assertEqual(remedy.task_ids.mapped("can_plan"), [True, True])
        remedy.action_pass()
        self._assert_only(remedy, self.service_manager, self.officer, self.general)
        self.assertEqual(self.case.state, "investigating")
        self.assertEqual(self.case.reported_to_id, self.service_manager)
        self.assertNotEqual(self.case.next_due_kind, "report")
        self.assertIn(self.service_manager.name, self.case.next_step)
        self.assertEqual(remedy.sudo().activity_ids.user_id, self.service_manager)
        self.assertEqual(remedy.sudo().activity_ids.date_deadline, date(2026, 7, 3))
        remedy.with_user(self.service_manager).action_pass()
        self._assert_only(remedy, self.general, self.officer, self.manager)
        remedy.with_user(self.general).action_pass()
        self._assert_only(remedy, self.officer, self.service_manager)
        remedy.action_pass()
        self.assertEqual(remedy.sudo().turn_ids, self.head | self.colleague)
        mine, theirs = remedy.task_ids
        # what is to be done was planned; who does it only reports
        self.assertFalse(mine.with_user(self.head).can_plan)
        self.assertEqual(mine.sudo().activity_ids.user_id, self.head)
        with self.assertRaises(AccessError):
            self._report(mine, self.colleague)
        self._report(mine, self.head)
        self.assertEqual(remedy.current_kind, "feedback")
        self.assertEqual(remedy.sudo().turn_ids, self.colleague)
        self._report(theirs, self.colleague)
        self.assertEqual(remedy.current_kind, "report")
        with self.assertRaisesRegex(UserError, "report first"):
            remedy.action_pass()
        remedy.report = "<p>All corrected</p>"
        remedy.action_pass()
        self._assert_only(remedy, self.service_manager, self.general, self.officer)
        remedy.with_user(self.service_manager).action_pass()
        self._assert_only(remedy, self.general, self.service_manager, self.officer)
        remedy.with_user(self.general).action_pass()
        remedy.action_pass()
        self.assertEqual(remedy.state, "archived")
        self.assertEqual(remedy.archived_on, date(2026, 7, 1))
        self.assertFalse(remedy.sudo().activity_ids)
        self.assertEqual(
            (self.case.state, self.case.close_kind), ("closed", "answered")
        )
        self.assertEqual(
            [(line.decision, line.user_id) for line in remedy.event_ids],
            [
                ("begun", self.officer),
                ("passed", self.officer),
                ("passed", self.service_manager),
                ("passed", self.general),
                ("passed", self.officer),
                ("reported", self.head),
                ("reported", self.colleague),
                ("passed", self.colleague),
                ("passed", self.officer),
                ("passed", self.service_manager),
                ("passed", self.general),
                ("filed", self.officer),
            ],
        )

    def test_sent_back(self):
        """CMP-09: who reviews or approves sends back with a reason; it stays."""
        remedy = self._begin()
        self._plan(remedy)
        with self.assertRaisesRegex(UserError, "does not send"):
            remedy._return("Too early")
        remedy.action_pass()
        remedy.with_user(self.service_manager).action_pass()
        general = remedy.with_user(self.general)
        action = general.action_return()
        dialogs = self.env[action["res_model"]].with_user(self.general)
        dialogs = dialogs.with_context(**action["context"])
        with self.assertRaises(ValidationError):
            dialogs.create({"reason": "  "})
        dialogs.create({"reason": "The invoices are missing"}).action_confirm()
        self.assertEqual(remedy.current_kind, "write")
        self.assertEqual(
            remedy.stage_ids.mapped("state"), ["current", *["waiting"] * 8]
        )
        self.assertEqual(remedy.event_ids[-1].decision, "returned")
        self.assertEqual(remedy.event_ids[-1].note, "The invoices are missing")
        self.assertEqual(remedy.returned_note, "The invoices are missing")
        with self.assertRaises(AccessError):
            dialogs.create({"reason": "Again"}).action_confirm()
        remedy.plan = "<p>With the invoices</p>"
        remedy.action_pass()
        self.assertEqual(remedy.current_kind, "review")
        self.assertFalse(remedy.returned_note)

    def test_written_in_their_steps(self):
        """CMP-09: what others review cannot be changed meanwhile."""
        remedy = self._begin()
        self._plan(remedy)
        with self.assertRaises(UserError):
            remedy.report = "<p>Done</p>"
        remedy.action_pass()
        with self.assertRaises(AccessError):
            remedy.plan = "<p>Something else</p>"
        with self.assertRaises(UserError):
            remedy.task_ids[0].name = "Less"
        with self.assertRaises(UserError):
            remedy.with_user(self.service_manager).plan = "<p>Mine</p>"
        with self.assertRaisesRegex(UserError, "buttons"):
            remedy.with_user(self.general).turn_ids = self.general
        with self.assertRaises(AccessError):
            remedy.stage_ids[0].with_user(self.general).who = "service"

    def test_steps_of_the_settings(self):
        """CMP-09: the way is configurable; a plan keeps the one it began with."""
        steps = self.env["crm.complaint.remedy.step"].with_user(self.manager)
        first = steps.create(
            {"name": "Plan", "kind": "write", "who": "service", "sequence": 1}
        )
        first.company_id = self.company
        steps.create(
            {
                "name": "Filed by quality",
                "kind": "archive",
                "who": "user",
                "user_id": self.colleague.id,
                "company_id": self.company.id,
                "sequence": 2,
            }
        )
        remedy = self._begin()
        self.assertEqual(remedy.stage_ids.mapped("kind"), ["write", "archive"])
        first.unlink()
        self._plan(remedy)
        remedy.action_pass()
        self._assert_only(remedy, self.colleague, self.officer)
        remedy.with_user(self.colleague).action_pass()
        self.assertEqual(remedy.state, "archived")
        with self.assertRaises(AccessError):
            steps.with_user(self.officer).create({"name": "x"})
        case = self._new_complaint(self.officer, kind="information")
        with self.assertRaisesRegex(UserError, "begin with writing"):
            remedy.create({"complaint_id": case.id, "wrong_data": "Phone"})

    def test_vacant_places(self):
        """CMP-09: where nobody is named, the managers step in."""
        self.company.complaint_service_head_id = False
        remedy = self._begin()
        self._plan(remedy)
        remedy.action_pass()
        self.assertEqual(remedy.sudo().turn_ids, self.manager | self.general)

    def test_one_plan_a_case(self):
        """CMP-09: one plan a case of wrong information, of no other kind."""
        remedy = self._begin()
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self._begin()
        with self.assertRaises(AccessError):
            remedy.with_user(self.head)._cancel("No")
        remedy._cancel("Entered twice")
        self.assertEqual(remedy.state, "cancelled")
        self._begin()
        complaint = self._new_complaint(self.officer)
        with self.assertRaisesRegex(UserError, "wrong information"):
            complaint.action_open_remedy()
        with self.assertRaisesRegex(UserError, "wrong information"):
            remedy.create({"complaint_id": complaint.id, "wrong_data": "x"})

    def test_rights(self):
        """CMP-09: who takes part sees the plan; a colleague does not."""
        remedy = self._begin()
        stages = remedy.sudo().stage_ids
        for user, sees in (
            (self.head, True),
            (self.auditor, True),
            (self.colleague, False),
        ):
            for records in (remedy, stages, remedy.sudo().event_ids):
                found = (
                    self.env[records._name]
                    .with_user(user)
                    .search([("id", "in", records.ids)])
                )
                self.assertEqual(bool(found), sees, (user.login, records._name))
        with self.assertRaises(AccessError):
            remedy.with_user(self.auditor).data_kind = "tax"
        with self.assertRaises(AccessError):
            self._begin(self.employee)

    def test_xlsx(self):
        """CMP-09: the plans as a workbook."""
        self._begin()
        report = self.env["report.crm_complaints.remedy_xlsx"].with_user(self.officer)
        content, _kind = report.create_xlsx_report([], {})
        self.assertTrue(content.startswith(b"PK"))
