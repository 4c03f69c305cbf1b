# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.crm_grading.tests.measure_common import MeasureCommon

NOW = "2026-07-10 01:00:00"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisitsByGrade(MeasureCommon):
    """A customer of grade A, its classes and its account team."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.regular = cls.env.ref("crm_visits.crm_visit_type_regular")
        cls.phone = cls.env.ref("crm_visits.crm_visit_channel_phone")
        cls.classes = cls.env["crm.visit.class"].search(
            [("company_id", "=", cls.company.id)]
        )
        cls.strategic, cls.key = cls.classes[:2]

    def _plan_visits(self):
        return self.env["crm.visit"]._plan(self.company, date(2026, 7, 10))

    def _make_visit(self, user=None, **values):
        """A phone call whose form is closed."""
        user = user or self.user
        visit = (
            self.env["crm.visit"]
            .with_user(user)
            .create(
                {
                    "partner_id": self.customer.id,
                    "user_id": user.id,
                    "type_id": self.regular.id,
                    "channel_id": self.phone.id,
                    "planned_start": "2026-07-10 02:00:00",
                    **values,
                }
            )
        )
        self.phone.required_content_ids = [Command.clear()]
        visit.action_start()
        visit.action_end()
        visit.summary = "A secret of the customer"
        visit.action_done()
        return visit

    def test_standard_classes_are_the_grades(self):
        """VIS-05: A, B, C and D are strategic, key, general and potential."""
        self.assertEqual(
            [record.grade_ids.mapped("code") for record in self.classes],
            [["A"], ["B"], ["C"], ["D"]],
        )

    def test_conditions_are_kept(self):
        """VIS-05: a class that has a condition is left alone."""
        self.strategic.write(
            {"grade_ids": [Command.clear()], "domain": "[('city', '=', 'Wuxi')]"}
        )
        self.key.grade_ids = [Command.clear()]
        self.classes._fill_grades()
        self.assertFalse(self.strategic.grade_ids)
        self.assertEqual(self.key.grade_ids.code, "B")

    def test_grade_decides(self):
        """VIS-05: the class follows the grade; untouched proposals with it."""
        self._plan_visits()
        self.assertEqual(self.customer.visit_class_id, self.strategic)
        visits = self.env["crm.visit"].search([("partner_id", "=", self.customer.id)])
        self.assertEqual(visits.class_id, self.strategic)
        self.standing.grade_id = self.grades["B"]
        self._plan_visits()
        self.assertEqual(self.customer.visit_class_id, self.key)
        self.assertFalse(visits.exists())

    def test_changed_grade_asks_for_planning(self):
        """VIS-05: a grade that takes effect is planned without waiting."""
        triggers = self.env["ir.cron.trigger"].search_count
        domain = [("cron_id", "=", self.env.ref("crm_visits.ir_cron_plan").id)]
        before = triggers(domain)
        self.standing._drop_override()
        self.assertEqual(triggers(domain), before + 1)

    def test_without_scheduled_planning(self):
        """VIS-05: grades take effect where visits are planned by hand only."""
        self.env.ref("crm_visits.ir_cron_plan").unlink()
        self.standing._drop_override()
        self._plan_visits()
        self.assertEqual(self.customer.visit_class_id, self.strategic)

    def test_account_team(self):
        """VIS-05: key-account manager and executive make their contacts."""
        monthly = self.strategic.cadence_ids[0]
        monthly.role = "executive"
        quarterly = self.strategic.cadence_ids[1]
        quarterly.role = "key_account"
        self.company.grading_executive_id = self.manager
        self._plan_visits()
        visits = self.env["crm.visit"].search([("partner_id", "=", self.customer.id)])
        by_cadence = visits.grouped("cadence_id")
        self.assertEqual(by_cadence[monthly].user_id, self.manager)
        self.assertEqual(
            set(by_cadence[quarterly].mapped("planning_issue")), {"no_representative"}
        )
        self.env["crm.grading.account.team"].create(
            {
                "partner_id": self.customer.id,
                "company_id": self.company.id,
                "key_account_user_id": self.neighbour.id,
                "executive_user_id": self.officer.id,
            }
        )
        self._plan_visits()
        self.assertEqual(by_cadence[monthly].user_id, self.officer)
        self.assertEqual(by_cadence[quarterly].user_id, self.neighbour)

    def test_visit_completes_a_measure(self):
        """GRD-13: a visit of the type completes the earliest open work, once."""
        self.revisit.visit_type_id = self.regular
        self._plan()
        tasks = self._of(self.revisit)
        self.assertGreater(len(tasks), 1)
        visit = self._make_visit(self.neighbour)
        self.assertEqual(tasks[0].state, "done")
        self.assertEqual(tasks[0].visit_id, visit)
        self.assertEqual(tasks[0].done_by_id, self.neighbour)
        self.assertNotIn("secret", tasks[0].note)
        self.assertEqual(set(tasks[1:].mapped("state")), {"planned"})
        self.assertEqual(self._of(self.meeting).state, "planned")
        with self.assertRaises(AccessError):
            visit.with_user(self.user).check_access("read")

    def test_visit_counts_once(self):
        """GRD-13: sent back and closed again, a visit completes no second work."""
        self.revisit.visit_type_id = self.regular
        self._plan()
        tasks = self._of(self.revisit)
        # the work of both months may be done by now
        tasks[1].period_start = tasks[0].period_start
        visit = self._make_visit()
        done = tasks.filtered("visit_id")
        self.assertEqual(len(done), 1)
        visit._reopen("What did they say?", sent_back=True)
        # another measure may ask for such visits by now
        self.meeting.visit_type_id = self.regular
        visit.action_done()
        self.assertEqual(tasks.filtered("visit_id"), done)
        self.assertEqual(set((tasks - done).mapped("state")), {"planned"})
        self.assertEqual(self._of(self.meeting).visit_id, visit)
        self._make_visit()
        self.assertEqual(tasks[:2].mapped("state"), ["done", "done"])

    def test_evidence_is_not_forgotten(self):
        """GRD-13: a measure that asks for evidence needs a visit with a file."""
        self.revisit.write({"visit_type_id": self.regular.id, "needs_evidence": True})
        self._plan()
        task = self._of(self.revisit)[0]
        self._make_visit()
        self.assertEqual(task.state, "planned")
        file = (
            self.env["ir.attachment"]
            .with_user(self.user)
            .create({"name": "minutes.txt", "raw": b"Minutes"})
        )
        visit = self._make_visit(attachment_ids=[Command.link(file.id)])
        self.assertEqual(task.state, "done")
        self.assertEqual(task.evidence_ids, file)
        self.assertEqual((file.res_model, file.res_id), ("crm.visit", visit.id))
