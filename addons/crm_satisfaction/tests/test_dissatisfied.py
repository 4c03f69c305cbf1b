# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

from freezegun import freeze_time

from odoo.tests import tagged

from .common import NOW, SatisfactionCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDissatisfied(SatisfactionCommon):
    """A dissatisfied answer is seen though the whole passes (SAT-08, SAT-13)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_of_bridges(satisfaction_complaint_auto=False)
        cls.measurement = cls._open()

    def _activities(self):
        return self.measurement.sudo().activity_ids.filtered(
            lambda one: (
                one.activity_type_id
                == self.env.ref("crm_satisfaction.mail_activity_type_dissatisfied")
            )
        )

    def test_one_factor(self):
        """SAT-08 one factor is enough; who answers for the department is told once"""
        self._answer(self.measurement, [100, 100, 100], contact_id=False)
        self.assertFalse(self._activities())
        answer = self._answer(self.measurement, [100, 100, 50])
        self.assertTrue(answer.is_dissatisfied)
        self.assertEqual(answer.dissatisfied_with, "Service")
        other = self._answer(
            self.measurement, [100, 60, 100], contact_id=self.inspector.id
        )
        self.assertTrue(other.is_dissatisfied)
        activity = self._activities()
        self.assertEqual(activity.user_id, self.head)
        action = self.env.ref("crm_satisfaction.crm_satisfaction_dissatisfied_action")
        domain = literal_eval(action.domain)
        self.assertEqual(answer.search(domain), answer | other)
        self.assertFalse(answer.with_user(self.colleague).search(domain))
        answer._void("Entered twice")
        self.assertEqual(answer.search(domain), other)

    def test_the_whole(self):
        """SAT-08 by setting only the whole questionnaire decides"""
        self.company.satisfaction_dissatisfied_by = "total"
        one = self._answer(self.measurement, [100, 100, 50])
        two = self._answer(
            self.measurement, [60.5, 60.5, 60.5], contact_id=self.inspector.id
        )
        self.assertEqual((one.is_dissatisfied, two.is_dissatisfied), (False, True))

    def test_recommends_little(self):
        """SAT-08 SAT-11 by setting a low mark of recommendation decides too"""
        values = {"has_recommend": True, "recommend": 3}
        one = self._answer(self.measurement, [100, 100, 100], **values)
        self.assertFalse(one.is_dissatisfied)
        self.company.satisfaction_dissatisfied_recommend = 3
        values["contact_id"] = self.inspector.id
        two = self._answer(self.measurement, [100, 100, 100], **values)
        self.assertTrue(two.is_dissatisfied)
        # 0 is a mark, not an empty field
        three = self._answer(self.measurement, [100, 100, 100], contact_id=False)
        self.assertFalse(three.is_dissatisfied)

    def test_not_by_hand(self):
        """SAT-08 nobody says so by hand"""
        answer = self._answer(
            self.measurement, [100, 100, 100], done=False, is_dissatisfied=True
        )
        self.assertFalse(answer.is_dissatisfied)

    def test_queries(self):
        """SAT-08 a batch is marked without a query an answer"""
        answers = self.env["crm.satisfaction.answer"]
        for number in range(12):
            answers |= self._answer(
                self.measurement,
                [100, 100, 100 if number % 3 else 40],
                done=False,
                contact_id=False,
                contact_name=f"Person {number}",
            )
        answers.sudo().write({"state": "done"})
        self.measurement._rescore()
        self._count(answers[:1])
        few, many = self._count(answers[1:4]), self._count(answers[4:])
        self.assertLessEqual(many, few)

    def _count(self, answers):
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        answers._mark_dissatisfied()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before
