# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..engine.below import weakest
from .common import NOW, SatisfactionCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestBelow(SatisfactionCommon):
    """What follows a score below the pass mark (SAT-08)."""

    def _measure(self, score, user=None, measurement=None, **values):
        """A measurement that is done, with one questionnaire of the same scores."""
        measurement = self._open(measurement, user=user, **values)
        scores = score if isinstance(score, list) else [score] * 3
        self._answer(measurement, scores)
        measurement.action_done()
        return measurement

    def _carry_out(self, improvement):
        """Cause, person, time, measure, and the measure carried out."""
        improvement = improvement.with_user(self.head)
        improvement.write({"root_cause": "Too few people", "measure": "A second shift"})
        improvement.action_plan()
        improvement.action_start()
        improvement.action_submit()
        return improvement

    def _reason(self, records, step, reason, user):
        wizard = self.env["crm.policy.reason"].with_user(user)
        action = records.with_user(user)._get_reasoned_steps()
        self.assertIn(step, action)
        return wizard.create(
            {
                "res_model": records._name,
                "res_ids": records.ids,
                "step": step,
                "reason": reason,
            }
        ).action_confirm()

    def test_weakest(self):
        """SAT-08 the figures below the mark, the lowest first, at most so many."""
        figures = [("a", 70), ("b", 80), ("c", 10), ("d", 79.99), ("e", 60)]
        self.assertEqual(weakest(figures, 80, 3), [("c", 10), ("e", 60), ("a", 70)])
        self.assertEqual(weakest([], 80), [])

    def test_opens_by_itself(self):
        """SAT-08 below 80 an improvement opens: person, time, the weakest factors"""
        measurement = self._measure([70, 90, 40])
        improvement = measurement.sudo().improvement_id
        self.assertEqual(improvement.user_id, self.head)
        self.assertEqual(str(improvement.date_deadline), "2026-07-15")
        self.assertEqual(improvement.state, "draft")
        lines = improvement.satisfaction_finding.splitlines()
        self.assertIn("70.00 of 100, the pass mark is 80", lines[0])
        self.assertEqual(lines[2:], ["– Service: 40.00", "– Quality: 70.00"])
        activity = improvement.activity_ids
        self.assertEqual(activity.user_id, self.head)
        self.assertEqual(str(activity.date_deadline), "2026-07-15")
        below = self.env.ref("crm_satisfaction.crm_satisfaction_below_action")
        listed = measurement.search(literal_eval(below.domain))
        self.assertEqual(listed, measurement)
        # who belongs to the department sees it, the neighbour does not
        found = improvement.with_user(self.user).search([("id", "=", improvement.id)])
        self.assertTrue(found)
        self.assertFalse(
            found.with_user(self.colleague).search([("id", "=", improvement.id)])
        )
        with self.assertRaises(AccessError):
            improvement.with_user(self.colleague).read(["name"])

    def test_at_the_mark_nothing(self):
        """SAT-03 SAT-08 80 passes; nothing opens where the settings say so"""
        self.assertFalse(self._measure(80).improvement_id)
        self.company.satisfaction_improvement_auto = False
        measurement = self._measure(79.99)
        self.assertFalse(measurement.improvement_id)
        measurement.action_open_improvement()
        measurement.action_open_improvement()
        self.assertTrue(measurement.improvement_id)
        passed = self._measure(90)
        with self.assertRaisesRegex(UserError, "below the pass mark"):
            passed.action_open_improvement()

    def test_no_head(self):
        """SAT-08 without a head who measured is asked; each in the own language"""
        self.quality.parent_id = False
        self.subject.unit_id = self.quality
        self.colleague.lang = "zh_CN" if self._has_chinese() else "en_US"
        measurement = self._measure(50, user=self.officer, user_id=self.colleague.id)
        self.assertEqual(measurement.sudo().improvement_id.user_id, self.colleague)

    def _has_chinese(self):
        return bool(self.env["res.lang"]._get_data(code="zh_CN"))

    def test_cause_before_planning(self):
        """SAT-08 CMP-06 the cause is analysed before anything is planned"""
        improvement = self._measure(50).sudo().improvement_id.with_user(self.head)
        improvement.measure = "A second shift"
        with self.assertRaisesRegex(UserError, "root cause"):
            improvement.action_plan()
        improvement.root_cause = "Too few people"
        improvement.action_plan()
        self.assertEqual(improvement.state, "planned")
        other = self.env["crm.improvement"].create({"name": "Other"})
        self.assertNotIn("root cause", other._get_missing_plan_labels())

    def test_revisit_reaches_the_mark(self):
        """SAT-08 carried out: a revisit within 30 days; at 80 it is effective"""
        measurement = self._measure(50)
        improvement = self._carry_out(measurement.improvement_id)
        revisit = measurement.revisit_ids
        self.assertEqual(
            (revisit.occasion, revisit.state, str(revisit.date_to)),
            ("revisit", "planned", "2026-07-31"),
        )
        officer = improvement.with_user(self.officer)
        officer.effect = "I think it is better"
        with self.assertRaisesRegex(UserError, "decided by the revisit"):
            officer.action_verify_effective()
        with self.assertRaisesRegex(UserError, "decided by the revisit"):
            officer.action_verify_ineffective()
        with self.assertRaisesRegex(UserError, "is planned once"):
            measurement.action_plan_revisit()
        # the same questions are asked again, whatever is approved since
        self.set.action_retire()
        self._measure(80, measurement=revisit.with_user(self.user))
        self.assertEqual(revisit.set_id, self.set)
        self.assertEqual(improvement.state, "effective")
        self.assertEqual(improvement.sudo().satisfaction_revisit_id, revisit)
        self.assertIn("80.00 of 100", improvement.effect)
        self.assertFalse(revisit.improvement_id)

    def test_revisit_below_begins_again(self):
        """SAT-08 below again: not effective, a new cycle, the history is kept"""
        measurement = self._measure(50)
        improvement = self._carry_out(measurement.improvement_id)
        first = measurement.revisit_ids
        self._measure(79, measurement=first.with_user(self.user))
        self.assertEqual((improvement.state, improvement.cycle), ("draft", 2))
        self.assertFalse(improvement.measure)
        self.assertEqual(str(improvement.date_deadline), "2026-07-15")
        self.assertIn("79.00", str(improvement.message_ids.mapped("body")))
        self.assertFalse(first.improvement_id, "one improvement a measurement")
        self._carry_out(improvement)
        second = measurement.revisit_ids - first
        self.assertEqual(second.revisit_cycle, 2)
        self._measure(85, measurement=second.with_user(self.user))
        self.assertEqual(improvement.state, "effective")
        self.assertEqual(measurement.revisit_count, 2)

    def test_revisit_when_needed(self):
        """SAT-08 by the button; done before the measure it decides afterwards"""
        self.company.satisfaction_revisit_days = 0
        measurement = self._measure(50)
        with self.assertRaises(AccessError):
            measurement.with_user(self.colleague).action_plan_revisit()
        action = measurement.action_plan_revisit()
        revisit = measurement.browse(action["res_id"])
        self._measure(90, measurement=revisit)
        improvement = measurement.improvement_id
        self.assertEqual(improvement.sudo().state, "draft")
        self._carry_out(improvement)
        self.assertEqual(improvement.sudo().state, "effective")
        self.assertFalse(measurement.may_plan_revisit)

    def test_no_revisit_by_itself(self):
        """SAT-08 0 days: no revisit is planned, it waits for the button"""
        self.company.satisfaction_revisit_days = 0
        measurement = self._measure(50)
        improvement = self._carry_out(measurement.improvement_id)
        self.assertFalse(measurement.revisit_ids)
        self.assertEqual(improvement.state, "to_verify")
        self.assertTrue(measurement.may_plan_revisit)

    def test_no_revisit_needed(self):
        """SAT-08 a manager says why none is needed; then it is verified by hand"""
        measurement = self._measure(50)
        improvement = self._carry_out(measurement.improvement_id)
        refused = {"satisfaction_no_revisit_reason": "No"}
        with self.assertRaises(AccessError):
            improvement.with_user(self.officer).write(refused)
        with self.assertRaisesRegex(UserError, "manager"):
            self._reason(improvement, "no_revisit", "No", self.officer)
        self._reason(improvement, "no_revisit", "The hall is sold", self.manager)
        self.assertEqual(measurement.revisit_ids.state, "cancelled")
        officer = improvement.with_user(self.officer)
        officer.effect = "Seen on the site"
        officer.action_verify_effective()
        self.assertEqual(improvement.state, "effective")

    def test_given_up(self):
        """SAT-08 cancelled with a reason, its revisit too; below again reopens it"""
        measurement = self._measure(50)
        improvement = self._carry_out(measurement.improvement_id)
        improvement.with_user(self.officer)._cancel("Contract ended")
        self.assertEqual(measurement.revisit_ids.state, "cancelled")
        self.assertFalse(measurement.may_plan_revisit)
        self._reason(measurement, "reopen", "Counted twice", self.manager)
        measurement.action_done()
        self.assertEqual(improvement.sudo().state, "draft")
        self.assertEqual(measurement.sudo().improvement_id, improvement.sudo())

    def test_below_again(self):
        """SAT-08 effective, then opened again and below: a new one, the old is kept"""
        measurement = self._measure(50)
        first = self._carry_out(measurement.improvement_id).sudo()
        self._measure(80, measurement=measurement.revisit_ids.with_user(self.user))
        self.assertEqual(first.state, "effective")
        view = measurement.get_view(view_type="form")["arch"]
        self.assertIn("improvement_state == 'effective'", view)
        self._reason(measurement, "reopen", "A form was wrong", self.manager)
        self.assertFalse(measurement.improvement_id)
        measurement.action_done()
        second = measurement.sudo().improvement_id
        self.assertNotIn(second, first | first.browse())
        self.assertEqual((second.state, second.cycle), ("draft", 2))
        self.assertEqual(len(second.activity_ids), 1)
        self.assertFalse(first.activity_ids)
        self.assertEqual(first.satisfaction_measurement_id, measurement.sudo())
        self.assertEqual(measurement.sudo().past_improvement_ids, first)
        self.assertTrue(first.with_user(self.user).has_access("read"))
        self.assertFalse(first.with_user(self.colleague).has_access("read"))
        # the revisit of the first one does not decide on the second
        self._carry_out(second)
        self.assertEqual(second.state, "to_verify")

    def test_scored_anew(self):
        """SAT-08 reopened and passed: the draft that is not needed ends, with why"""
        measurement = self._measure(50)
        improvement = measurement.sudo().improvement_id
        self._reason(measurement, "reopen", "A form was missing", self.manager)
        self._answer(measurement, [100, 100, 100], contact_id=self.inspector.id)
        self._answer(measurement, [100, 100, 100], contact_id=False)
        measurement.action_done()
        self.assertTrue(measurement.is_passed)
        self.assertEqual(improvement.state, "cancelled")
        self.assertIn("reaches the pass mark", improvement.cancel_reason)

    def test_closed_fields(self):
        """SAT-08 nobody links or judges over RPC"""
        measurement = self._measure(50)
        other = self.env["crm.improvement"].create({"name": "Other"})
        with self.assertRaises(UserError):
            measurement.with_user(self.officer).improvement_id = other
        with self.assertRaises(UserError):
            measurement.with_user(self.officer).write({"revisit_cycle": 5})
        made = measurement.with_user(self.officer).create(
            {
                "subject_id": self.subject.id,
                "revisit_of_id": measurement.id,
                "improvement_id": other.id,
            }
        )
        self.assertFalse(made.revisit_of_id or made.sudo().improvement_id)

    def test_overdue(self):
        """SAT-08 the list knows what is overdue"""
        measurement = self._measure(50)
        self.assertFalse(measurement.is_improvement_overdue)
        with freeze_time("2026-07-16 01:00:00"):
            measurement.invalidate_recordset()
            measurement.improvement_id.invalidate_recordset()
            self.assertTrue(measurement.is_improvement_overdue)
            domain = [("improvement_id.is_overdue", "=", True)]
            self.assertEqual(measurement.search(domain), measurement)

    def test_archived_object(self):
        """SAT-08 the object is archived meanwhile: the improvement goes on"""
        measurement = self._measure(50)
        self.subject.active = False
        improvement = self._carry_out(measurement.improvement_id)
        self._measure(95, measurement=measurement.revisit_ids.with_user(self.user))
        self.assertEqual(improvement.state, "effective")
