# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import random

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..engine import score
from .common import NOW
from .score_common import ScoreCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestScore(ScoreCommon):
    def test_questionnaire(self):
        """SAT-02 SAT-03 factor weights, then the weights of who answered"""
        self.supervisor.weight = 3
        subject = self._new_subject(name="South Bridge")
        measurement = self._open(subject_id=subject.id)
        first = self._answer(measurement, [90, 80, 70])
        self.assertEqual((first.score, first.level_id.code), (83, "fairly"))
        self.assertEqual((measurement.score, measurement.answer_count), (83, 1))
        second = self._answer(
            measurement,
            [100, "na", None],
            contact_id=self.inspector.id,
            role_id=self.supervisor.id,
            role_weight=3,
        )
        self.assertEqual(second.score, 100)
        has = (measurement.has_questionnaire, measurement.has_contract)
        self.assertEqual((*has, measurement.has_award), (True, False, False))
        self.assertEqual(measurement.scored_count, 2)
        # (1 × 83 + 3 × 100) ÷ 4
        self.assertEqual(measurement.score_questionnaire, 95.75)
        self.assertEqual(measurement.level_id.code, "satisfied")
        self.assertEqual(measurement.coverage, 0.5)
        [component] = [
            one
            for one in measurement.breakdown["components"]
            if one["code"] == "questionnaire"
        ]
        self.assertEqual(component["answer_ids"], [first.id, second.id])
        self.assertEqual(
            [
                (one["mean"], one["answered"], one["na"], one["empty"])
                for one in component["factors"]
            ],
            [(97.5, 2, 0, 0), (80, 1, 1, 0), (70, 1, 0, 1)],
        )
        second._void("Wrong person")
        self.assertEqual((second.state, second.score), ("void", 100))
        self.assertEqual((measurement.score, measurement.answer_count), (83, 1))
        self.assertEqual(component["answer_ids"], [first.id, second.id])

    def test_no_score(self):
        """SAT-03 nobody answered, nothing applies, weight zero: no score at all"""
        measurement = self._open()
        self.assertFalse(measurement.has_score)
        self.assertIn("No score yet", measurement.score_sheet["sentence"])
        with self.assertRaises(UserError):
            measurement.action_done()
        applies_not = self._answer(measurement, ["na", "na", "na"])
        self.assertFalse(applies_not.has_score)
        self.assertEqual(measurement.answer_count, 1)
        self.assertFalse(measurement.has_score)
        self._answer(
            measurement, [90, 90, 90], contact_id=self.inspector.id, role_weight=0
        )
        self.assertFalse(measurement.has_score)
        factor_set = self._new_weighted_set([100, 0])
        subject = self._new_subject(kind_id=factor_set.kind_id.id)
        weighted = self._open(subject_id=subject.id)
        answer = self._answer(weighted, [None, 90])
        self.assertFalse(answer.has_score or weighted.has_score)

    def test_contract(self):
        """SAT-01 the contract is judged by items; what does not apply is left out"""
        measurement = self._open()
        self.assertEqual(
            measurement.check_ids.mapped("weight"),
            [1] * 4,
        )
        check = measurement.check_ids[0]
        check.write({"score": 90})
        self.assertEqual(check.state, "answered")
        self.assertEqual((measurement.score_contract, measurement.score), (90, 90))
        self._judge(measurement, [90, 80, "na", 0])
        # (90 + 80 + 0) ÷ 3
        self.assertEqual(measurement.score_contract, 56.67)
        self.assertEqual(measurement.coverage, 0.5)
        check.item_id.sudo().weight = 50
        measurement._rescore()
        self.assertEqual(measurement.score_contract, 56.67)
        with self.assertRaises(UserError):
            check.write({"weight": 5})
        with self.assertRaises(AccessError):
            check.with_user(self.colleague).write({"score": 10})
        with self.assertRaises(AccessError):
            check.with_user(self.auditor).write({"score": 10})
        measurement.action_done()
        with self.assertRaises(UserError):
            check.write({"score": 10})
        self._judge(self._open(), ["na"] * 4)

    def test_awards(self):
        """SAT-01 awards that are valid on the due date, up to the cap"""
        self._award("national", date="2025-01-01")
        expired = self._award("company", date="2024-01-01")
        self.assertEqual(str(expired.valid_until), "2024-12-31")
        self.assertTrue(expired.is_expired)
        measurement = self._open()
        self.assertEqual((measurement.score_award, measurement.score), (100, 100))
        # another one does not fit under the cap any more
        self._award("provincial", name="Late Prize")
        sheet = measurement.score_sheet["awards"]
        self.assertEqual(
            [(one["name"], one["counted"]) for one in sheet],
            [("Prize national", 40), ("Late Prize", 0), ("Prize company", 0)],
        )
        self.assertIn("cap", sheet[1]["text"])
        self.assertIn("expired", sheet[2]["text"])
        self.subject.award_ids.filtered(lambda one: one != expired).unlink()
        # without a valid one the others would make the whole score
        self.assertFalse(measurement.has_score)
        self._answer(measurement, [90, 90, 90])
        self._judge(measurement, [70] * 4)
        self.assertEqual((measurement.score, measurement.coverage), (80, 1))
        self.assertTrue(measurement.is_passed)
        self.assertEqual(measurement.level_id.code, "average")
        self._award("municipal")
        self.assertEqual(measurement.score_award, 80)
        measurement.write({"date_from": "2025-01-01", "date_to": "2025-12-31"})
        self.assertFalse(measurement.score_award)

    def test_required(self):
        """SAT-01 without a required component there is no score"""
        self.company.satisfaction_require_award = True
        self.company.satisfaction_weight_contract = 0
        measurement = self._open()
        self._answer(measurement, [90, 90, 90])
        self.assertFalse(measurement.has_score)
        self.assertIn("Awards", measurement.score_sheet["sentence"])
        self.assertEqual(measurement.coverage, 0.5)
        self._award("municipal")
        self.assertEqual((measurement.score, measurement.coverage), (85, 1))
        self._judge(measurement, [0] * 4)
        self.assertEqual(measurement.score, 85)

    def test_frozen(self):
        """SAT-01 SAT-03 neither settings nor what happens later change a score"""
        measurement = self._open()
        self.company.satisfaction_pass = 95
        self.company.satisfaction_weight_questionnaire = 7
        self._answer(measurement, [90, 80, 70])
        measurement.action_done()
        before = (measurement.score, measurement.is_passed, measurement.breakdown)
        self._award("national")
        measurement._rescore()
        measurement.invalidate_recordset()
        after = (measurement.score, measurement.is_passed, measurement.breakdown)
        self.assertEqual(before, after)
        self.assertTrue(measurement.is_passed)
        measurement.with_user(self.manager)._reopen("Award forgotten")
        self.assertEqual(measurement.score, 91.5)

    def test_figures_unfold(self):
        """SAT-01 SAT-03 each figure with its numbers and where it comes from"""
        measurement = self._open()
        self._answer(measurement, [90, 80, 70])
        self._judge(measurement, [100, 90, None, "na"])
        self._award("company")
        sheet = measurement.with_user(self.auditor).score_sheet
        formulas = {one["code"]: one["formula"] for one in sheet["components"]}
        self.assertEqual(formulas["questionnaire"], "(1 × 83) ÷ 1 = 83")
        self.assertEqual(formulas["contract"], "(1 × 100 + 1 × 90) ÷ 2 = 95")
        self.assertEqual(formulas["award"], "60 + 10 = 70")
        self.assertEqual(sheet["formula"], "(1 × 83 + 1 × 95 + 1 × 70) ÷ 3 = 82.67")
        self.assertEqual(measurement.score, 82.67)
        for component in sheet["components"]:
            source = component["open"]
            self.assertTrue(self.env[source["model"]].search(source["domain"]))
        self.assertEqual(sheet["factors"][0]["name"], "Quality")
        source = sheet["factors"][0]["open"]
        self.assertEqual(self.env[source["model"]].search(source["domain"]).score, 90)

    def test_loyalty(self):
        """SAT-11 promoters, detractors and recognition are counted with the score"""
        measurement = self._open()
        for points in (10, 9, 8, 6, 0):
            self._answer(
                measurement,
                [90, 90, 90],
                contact_id=False,
                has_recommend=True,
                recommend=points,
                has_recognition=points > 8,
                recognition=points,
            )
        self._answer(measurement, [90, 90, 90])
        self.assertEqual(
            (
                measurement.recommend_count,
                measurement.promoter_count,
                measurement.detractor_count,
                measurement.recognition_avg,
                measurement.recognition_count,
            ),
            (5, 2, 2, 9.5, 2),
        )

    def test_same_as_python(self):
        """SAT-03 the statement and the engine come to the same, whatever is given"""
        rng = random.Random(20260701)
        names = ("satisfaction_weight_contract", "satisfaction_weight_award")
        measurements = self.env["crm.satisfaction.measurement"]
        for number in range(14):
            for name in names:
                self.company[name] = rng.choice([0, 1, 1.5, 0.3])
            self.company.satisfaction_require_contract = rng.random() < 0.2
            subject = self._new_subject(name=f"Bridge {number}")
            for code in ("national", "municipal", "company"):
                if rng.random() < 0.4:
                    day = rng.choice(["2023-03-01", "2026-01-15", "2026-08-01"])
                    self._award(code, subject, date=day)
            measurement = self._open(subject_id=subject.id)
            for _answer in range(rng.randrange(5)):
                self._answer(
                    measurement,
                    ["na", *(self._random_score(rng) for _line in range(2))],
                    contact_id=False,
                    role_weight=rng.choice([0, 1, 2, 0.7]),
                )
            self._judge(measurement, [self._random_score(rng) for _item in range(4)])
            measurements |= measurement
        for measurement in measurements:
            expected = self._score_in_python(measurement)
            actual = self._score_in_database(measurement)
            for name, value in expected.items():
                value = None if value is None else float(value)
                self.assertEqual(actual[name], value, (measurement.reference, name))
            for answer in measurement.answer_ids:
                self.assertEqual(answer.preview_score, answer.score)
            self.assertEqual(
                measurement.is_passed, score.is_passed(expected["score"], 80)
            )

    def _random_score(self, rng):
        return rng.choice([None, "na", rng.randrange(0, 10001) / 100, 90.4, 60.5])

    def test_query_count(self):
        """SAT-03 ten measurements take as many queries as two hundred"""
        measurements = self._make_many(200)
        counts = []
        for some in (measurements[:10], measurements):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            some._rescore()
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
        self.assertLess(counts[1], 6)
        self.assertEqual(set(measurements.mapped("score")), {90})

    def _make_many(self, count):
        """Open measurements with an answer each, as the system makes them."""
        pattern = self._open()
        measurements = self.env["crm.satisfaction.measurement"].create(
            [{"subject_id": self.subject.id} for _number in range(count)]
        )
        measurements._decide(
            {"state": "open", "set_id": self.set.id, "basis": pattern.basis}
        )
        answers = self.env["crm.satisfaction.answer"].create(
            [{"measurement_id": one.id} for one in measurements]
        )
        answers.line_ids.write({"score": 90})
        answers._write({"state": "done"})
        return measurements
