# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import tagged

from .common import NOW, SatisfactionCommon

OWN_MODELS = (
    "crm.satisfaction.subject",
    "crm.satisfaction.respondent",
    "crm.satisfaction.measurement",
    "crm.satisfaction.answer",
    "crm.satisfaction.answer.line",
)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRights(SatisfactionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.answer = cls._answer(cls._open(), [90, 80, 70])

    def _count(self, model, user):
        records = self.env[model].with_user(user)
        records = records.with_context(allowed_company_ids=user.company_ids.ids)
        return records.search_count(Domain.TRUE)

    def test_department(self):
        """SAT-09 a department sees its own, the neighbour nothing"""
        for model in OWN_MODELS:
            for user in (self.user, self.head, self.officer, self.auditor):
                self.assertTrue(self._count(model, user), (model, user.login))
            self.assertFalse(self._count(model, self.colleague), model)
            with self.assertRaises(AccessError):
                self._count(model, self.employee)

    def test_other_company(self):
        """SAT-09 another company's manager sees nothing"""
        other = self.env["res.company"].create({"name": "Other"})
        stranger = self._new_user("sat_other", "crm_policy.group_manager", other)
        for model in OWN_MODELS:
            self.assertFalse(self._count(model, stranger), model)

    def test_auditor_writes_nothing(self):
        """SAT-09 auditors read"""
        answer = self.answer.with_user(self.auditor)
        self.assertEqual(answer.line_ids.mapped("score"), [90, 80, 70])
        with self.assertRaises(AccessError):
            answer.write({"comment": "x"})
        with self.assertRaises(AccessError):
            answer.measurement_id.action_done()

    def test_colleague_enters_nothing(self):
        """SAT-09 nobody enters questionnaires of another department"""
        with self.assertRaises(AccessError):
            self._answer(
                self.answer.measurement_id.with_user(self.colleague), [10, 10, 10]
            )

    def test_reopen(self):
        """SAT-07 only a manager opens a finished measurement again"""
        measurement = self.answer.measurement_id
        measurement._decide({"state": "done"})
        for user in (self.user, self.officer):
            with self.assertRaisesRegex(Exception, "manager"):
                measurement.with_user(user)._reopen("Late form")
        measurement.with_user(self.manager)._reopen("Late form")
        self.assertEqual(measurement.state, "open")
        self.assertEqual(measurement.reason, "Late form")
