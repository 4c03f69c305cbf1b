# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command
from odoo.tests import Form, tagged

from odoo.addons.crm_satisfaction.tests.common import SatisfactionCommon


@tagged("post_install", "-at_install")
class TestProjectSubject(SatisfactionCommon):
    """A project is measured (SAT-05)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user.group_ids = [
            Command.link(cls.env.ref("project.group_project_user").id)
        ]
        cls.project = cls.env["project.project"].create(
            {
                "name": "Hall 7",
                "company_id": cls.company.id,
                "partner_id": cls.contact.id,
                "user_id": cls.user.id,
                "date_start": "2026-01-10",
                "date": "2026-09-30",
            }
        )

    def test_from_the_project(self):
        """SAT-05 name, customer, responsible person and dates are taken over"""
        project = self.project.with_user(self.user)
        action = project.action_open_satisfaction()
        subjects = self.env["crm.satisfaction.subject"].with_user(self.user)
        with Form(subjects.with_context(**action["context"])) as form:
            form.kind_id = self.kind
            form.unit_id = self.service
        subject = form.record
        self.assertEqual(subject.project_id, project)
        self.assertEqual(subject.name, "Hall 7")
        self.assertEqual(subject.partner_id, self.customer)
        self.assertEqual(
            (str(subject.date_start), str(subject.date_completion)),
            ("2026-01-10", "2026-09-30"),
        )
        self.assertEqual(project.satisfaction_subject_count, 1)
        again = project.action_open_satisfaction()
        self.assertEqual(subjects.search(again["domain"]), subject)

    def test_what_stands_there_stays(self):
        """SAT-05 an object that has its own dates keeps them"""
        self.subject.date_start = "2025-12-01"
        with Form(self.subject.with_user(self.user)) as form:
            form.project_id = self.project
        self.assertEqual(str(self.subject.date_start), "2025-12-01")
        self.assertEqual(str(self.subject.date_completion), "2026-09-30")
        self.assertEqual(self.subject.name, "North Bridge")

    def test_project_gone(self):
        """SAT-05 the object outlives the project"""
        self.subject.project_id = self.project
        self.project.unlink()
        self.assertTrue(self.subject.exists())
        self.assertFalse(self.subject.project_id)

    def test_rights(self):
        """SAT-05 who measures nothing sees no number"""
        employee = self._new_user("sat_project", "project.group_project_manager")
        fields = self.project.with_user(employee).fields_get()
        self.assertNotIn("satisfaction_subject_count", fields)
        self.assertNotIn("satisfaction_subject_ids", fields)
