# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import NOW, SatisfactionCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestMeasurement(SatisfactionCommon):
    def test_of_subject(self):
        """SAT-01 a measurement stands where its object stood when it was made"""
        measurement = self._new_measurement()
        self.assertRegex(measurement.reference, r"^SAT/2026/\d+")
        self.assertEqual(measurement.unit_id, self.service)
        self.assertEqual(measurement.partner_id, self.customer)
        self.assertEqual((measurement.year, measurement.quarter), (2026, "2"))
        self.subject.unit_id = self.quality
        self.assertEqual(measurement.unit_id, self.service)

    def test_number_by_company_day(self):
        """SAT-01 the year in the number is that of the company's own day"""
        self.company.policy_tz = "Asia/Shanghai"
        with freeze_time("2026-12-31 17:00:00"):
            measurement = self._new_measurement()
        self.assertRegex(measurement.reference, r"^SAT/2027/\d+")

    def test_open_fixes_the_basis(self):
        """SAT-01 factors, levels, weights and pass mark are those of the opening"""
        measurement = self._open()
        self.assertEqual(measurement.set_id, self.set)
        basis = measurement.basis
        self.assertEqual(basis["pass"], 80)
        self.assertEqual([one["weight"] for one in basis["factors"]], [50, 30, 20])
        self.assertEqual([one["lower"] for one in basis["levels"]], [91, 81, 61, 0])
        self.company.satisfaction_pass = 70
        self.company.satisfaction_weight_award = 0
        self.assertEqual(measurement.basis["pass"], 80)
        self.assertEqual(measurement.basis["weights"]["award"], 1)
        with self.assertRaisesRegex(UserError, "fixed once it has opened"):
            measurement.subject_id = self._new_subject(name="South Bridge")

    def test_open_without_set(self):
        """SAT-04 without an approved set nothing opens, and it says what to do"""
        self.set.action_retire()
        with self.assertRaisesRegex(UserError, "no approved factor set for Bridges"):
            self._new_measurement().action_open()

    def test_steps_only_by_buttons(self):
        """SAT-01 state and score are written by the steps only"""
        measurement = self._new_measurement(state="done", score=99, has_score=True)
        self.assertEqual(measurement.state, "planned")
        self.assertFalse(measurement.score)
        for vals in ({"state": "done"}, {"score": 99}, {"basis": {}}):
            with self.assertRaises(UserError):
                measurement.with_user(self.manager).write(vals)

    def test_done_needs_a_score(self):
        """SAT-01 nothing is done that was not measured"""
        measurement = self._open()
        with self.assertRaisesRegex(UserError, "has no score yet"):
            measurement.action_done()

    def test_mean_of_the_scored(self):
        """SAT-01 what was not measured yet is no zero in a mean"""
        planned, done = self._new_measurement(), self._new_measurement()
        ours = [("id", "in", (planned | done).ids)]
        measurements = self.env["crm.satisfaction.measurement"].with_user(self.user)
        means = ["score:avg", "score:min"]
        self.assertEqual(measurements._read_group(ours, [], means), [(False, False)])
        done._decide({"has_score": True, "score": 88.5})
        self.assertEqual(measurements._read_group(ours, [], means), [(88.5, 88.5)])
        self.assertEqual(
            measurements._read_group(ours, ["state"], ["score:sum", "__count"]),
            [("planned", 88.5, 2)],
        )

    def test_cancel_with_reason(self):
        """SAT-01 given up with a reason, never deleted"""
        measurement = self._open()
        action = measurement.action_cancel()
        wizard = self.env["crm.policy.reason"].with_user(self.user)
        wizard = wizard.with_context(**action["context"])
        with self.assertRaises(UserError):
            wizard.create({"reason": "  "}).action_confirm()
        wizard.create({"reason": "The bridge was sold"}).action_confirm()
        self.assertEqual(measurement.state, "cancelled")
        self.assertEqual(measurement.reason, "The bridge was sold")
        with self.assertRaises(UserError):
            measurement.unlink()

    def test_answers_only_while_open(self):
        """SAT-09 questionnaires come in while the measurement collects them"""
        measurement = self._new_measurement()
        with self.assertRaisesRegex(UserError, "does not take answers now"):
            self._answer(measurement, [90, 90, 90])
        measurement.action_open()
        answer = self._answer(measurement, [90, None, "na"])
        self.assertEqual(answer.line_ids.mapped("state"), ["answered", "empty", "na"])
        with self.assertRaisesRegex(UserError, "stays as it is"):
            answer.line_ids[:1].score = 20
        with self.assertRaises(UserError):
            answer.unlink()
        answer._void("Wrong object")
        self.assertEqual(answer.state, "void")

    def test_archived_respondent_stays(self):
        """SAT-09 an archived person's questionnaire stays with its name"""
        answer = self._answer(self._open(), [90, 90, 90])
        self.contact.active = False
        self.assertIn("Contact A", answer.display_name)
