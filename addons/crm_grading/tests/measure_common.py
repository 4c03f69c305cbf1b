# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command

from .common import GradingCommon

# the day on which work is planned
PLANNED = "2026-07-10"


class MeasureCommon(GradingCommon):
    """A catalogue of two measures of grade A and one of B, in the tests' company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.grading.measure"].search([]).active = False
        cls.meeting = cls._new_measure("Executive meeting", "A", role="executive")
        cls.revisit = cls._new_measure("Revisit", "A", cadence="month")
        cls.plan = cls._new_measure("Service plan", "B", role="key_account")
        cls.tasks = cls.env["crm.grading.task"]
        cls.neighbour = cls._new_user("grading_neighbour", "crm_policy.group_user")
        cls.department = cls.env["crm.team"].create(
            {
                "name": "Key Accounts",
                "company_id": cls.company.id,
                "crm_team_member_ids": [Command.create({"user_id": cls.user.id})],
            }
        )
        cls.customer = cls._new_customer("Acme", user_id=cls.user.id)
        cls.standing = cls._new_standing(cls.customer, "A")

    @classmethod
    def _new_measure(cls, name, grade, **values):
        return cls.env["crm.grading.measure"].create(
            {
                "name": name,
                "grade_id": cls.grades[grade].id,
                "company_id": cls.company.id,
                "target": 90,
                **values,
            }
        )

    @classmethod
    def _plan(cls, day=PLANNED):
        with freeze_time(day):
            return cls.tasks._plan(cls.company)

    @classmethod
    def _of(cls, measure, customer=None):
        return cls.tasks.search(
            [
                ("measure_id", "=", measure.id),
                ("partner_id", "=", (customer or cls.customer).id),
            ]
        )

    @classmethod
    def _state(cls, tasks):
        return [(task.period, task.state, task.cancel_reason) for task in tasks]

    def _done(self, tasks, day, user=None, note="Met the buyer", evidence=None):
        """By the dialog, as the user."""
        with freeze_time(day):
            dialog = (
                self.env["crm.grading.task.done"]
                .with_user(user or self.user)
                .create(
                    {
                        "task_ids": [Command.set(tasks.ids)],
                        "note": note,
                        "evidence_ids": [Command.set(evidence.ids if evidence else [])],
                    }
                )
            )
            dialog.action_record()
            self.env.flush_all()
        tasks.invalidate_recordset()

    def _change(self, tasks, kind, user=None, **values):
        """By the dialog for officers."""
        dialog = (
            self.env["crm.grading.task.change"]
            .with_user(user or self.officer)
            .create(
                {
                    "task_ids": [Command.set(tasks.ids)],
                    "kind": kind,
                    "reason": "Agreed with the customer",
                    **values,
                }
            )
        )
        dialog.action_change()
