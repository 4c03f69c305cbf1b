# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import new_test_user, tagged

from .common import NOW, SatisfactionCommon

# What a department measures and nobody else sees
OWN = (
    "crm.satisfaction.subject",
    "crm.satisfaction.respondent",
    "crm.satisfaction.measurement",
    "crm.satisfaction.answer",
    "crm.satisfaction.answer.line",
    "crm.satisfaction.check",
    "crm.satisfaction.award",
    "crm.satisfaction.invitation",
    "crm.satisfaction.paper",
)
SECRET = "The lift is out of order"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestAreaRights(SatisfactionCommon):
    """Units see the company's figures, and no other unit's answers (SAT-07, SAT-09)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.satisfaction.check.item"].create({"name": "Handed over on time"})
        cls.colleague.group_ids += cls.env.ref("base.group_allow_export")
        cls.measurement = cls._open()
        officer = cls.measurement.with_user(cls.officer)
        cls.env["crm.satisfaction.award"].create(
            {
                "name": "Quality Prize",
                "subject_id": cls.subject.id,
                "grade_id": cls.env.ref(
                    "crm_satisfaction.crm_satisfaction_award_grade_company"
                ).id,
                "date": "2026-05-01",
            }
        )
        cls.env["crm.satisfaction.invitation"]._invite(
            officer, cls.subject.respondent_ids
        )
        cls.answer = cls._answer(
            cls.measurement, [70, 60, 50], comment=SECRET, way="interview"
        )
        cls.measurement.sudo().message_post(body=SECRET)
        cls.measurement._finish_early("One did not answer")
        cls.subject.date_completion = "2026-05-01"
        paper_type = cls.env["crm.satisfaction.paper.type"].search(Domain.TRUE, limit=1)
        cls.env["crm.satisfaction.paper"].create(
            {
                "subject_id": cls.subject.id,
                "type_id": paper_type.id,
                "date_due": "2026-06-01",
            }
        )
        cls.measurement.rollup_period_id.sudo()._roll_up()

    def _found(self, model, user):
        return self.env[model].with_user(user).search(Domain.TRUE)

    def test_everything_is_there(self):
        """SAT-09 the unit and those above see what the neighbour must not"""
        for model in OWN:
            for user in (self.user, self.head, self.officer, self.auditor):
                with self.subTest(model=model, user=user.login):
                    self.assertTrue(self._found(model, user))

    def test_neighbour(self):
        """SAT-09 neither lists, groups, search nor records of another department"""
        for model in OWN:
            with self.subTest(model=model):
                records = self.env[model].with_user(self.officer).search(Domain.TRUE)
                records = records.with_user(self.colleague)
                self.assertFalse(self._found(model, self.colleague))
                self.assertEqual(records._read_group([], [], ["__count"]), [(0,)])
                self.assertEqual(
                    records.formatted_read_group([], ["create_uid"], ["__count"]),
                    [],
                )
                self._assert_closed(records[:1])

    def _assert_closed(self, record):
        """The record cannot be read, shown or exported, though its number is known."""
        for method, argument in (
            ("read", ["display_name"]),
            ("export_data", ["id", "display_name"]),
            ("web_read", {"display_name": {}}),
        ):
            record.invalidate_recordset()
            with self.assertRaises(AccessError):
                getattr(record, method)(argument)

    def test_neighbour_writes_nothing(self):
        """SAT-09 over RPC neither: answers, factors, steps, scores"""
        answer = self.answer.with_user(self.colleague)
        measurement = self.measurement.with_user(self.colleague)
        lines = self.answer.line_ids.with_user(self.colleague)
        for step in (
            lambda: answer.write({"comment": "Fine"}),
            lambda: lines.write({"score": 100}),
            lambda: answer._void("Mistake"),
            measurement.action_plan_revisit,
            lambda: measurement.write({"date_to": "2026-12-31"}),
        ):
            with self.assertRaises(UserError):
                step()
        self.assertEqual(self.answer.comment, SECRET)
        self.assertEqual(self.answer.state, "done")

    def test_neighbours_workbook(self):
        """SAT-09 SAT-14 the score sheet of another department is not printed"""
        reports = self.env["ir.actions.report"].with_user(self.colleague)
        data = {"domain": [("subject_id", "=", self.subject.id)]}
        report = "crm_satisfaction.score_sheet_xlsx"
        with self.assertRaisesRegex(UserError, "no measurement"):
            reports._render_xlsx(report, [], data)
        with self.assertRaises(UserError):
            reports._render_xlsx(report, self.measurement.ids, {})

    def test_neighbours_chatter(self):
        """SAT-09 messages and activities follow the record"""
        domain = [
            ("model", "=", "crm.satisfaction.measurement"),
            ("res_id", "=", self.measurement.id),
        ]
        messages = self.env["mail.message"]
        self.assertTrue(messages.with_user(self.user).search(domain))
        self.assertFalse(messages.with_user(self.colleague).search(domain))
        activities = self.env["mail.activity"].with_user(self.colleague)
        self.assertFalse(
            activities.search([("res_model", "=", "crm.satisfaction.measurement")])
        )

    def test_company_figures(self):
        """SAT-07 every user sees the roll-up of the company, and its score"""
        domain = [
            ("company_id", "=", self.company.id),
            ("scope", "=", "company"),
            ("kind_id", "=", False),
            ("period_kind", "=", "quarter"),
        ]
        for user in (self.user, self.colleague, self.auditor):
            rows = self.env["crm.satisfaction.rollup"].with_user(user).search(domain)
            self.assertTrue(rows.filtered("has_score"), user.login)
            with self.assertRaises(UserError):
                rows[:1].write({"score": 100})

    def test_strangers(self):
        """SAT-09 other companies' managers find nothing, employees and portal fail"""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        stranger = self._new_user("sat_other", "crm_policy.group_manager", other)
        portal = new_test_user(
            self.env,
            login="sat_portal",
            groups="base.group_portal",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        for model in (*OWN, "crm.satisfaction.rollup", "crm.satisfaction.period"):
            with self.subTest(model=model):
                theirs = self.env[model].with_user(stranger)
                theirs = theirs.with_context(allowed_company_ids=other.ids)
                self.assertFalse(theirs.search(Domain.TRUE))
                for user in (self.employee, portal):
                    with self.assertRaises(AccessError):
                        self._found(model, user)
