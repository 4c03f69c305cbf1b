# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from .common import NOW
from .online_common import OnlineCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestOnlineIntake(OnlineCommon):
    """Online questionnaires become results exactly, and once (SAT-09)."""

    def test_exact(self):
        """SAT-02 SAT-09 level, not applicable and not answered; role, weight, language
        and day of the company; the level counts with its fixed value"""
        self.subject.respondent_ids[1].weight = 2
        measurement = self._open()
        value = self.levels[1].value
        self.levels[1].value = 82
        invitation = self._invite(measurement)[1]
        user_input = self._get_input(invitation)
        # 23:30 UTC on the 1st is the 2nd in Shanghai
        with freeze_time("2026-07-01 23:30:00"):
            self._submit(
                user_input, ["fairly", "na", None], recommend=0, comment=" Fine. "
            )
        answer = measurement.answer_ids
        self.assertEqual(answer.state, "done")
        self.assertEqual(answer.way, "online")
        self.assertEqual(answer.contact_id, self.inspector)
        self.assertEqual(answer.role_id, self.supervisor)
        self.assertEqual(answer.role_weight, 2)
        self.assertEqual(answer.lang, "en_US")
        self.assertEqual(str(answer.answered_on), "2026-07-02")
        self.assertEqual(answer.comment, "Fine.")
        self.assertTrue(answer.has_recommend)
        self.assertEqual(answer.recommend, 0)
        self.assertFalse(answer.has_recognition)
        self.assertFalse(answer.entered_by_id)
        lines = answer.line_ids.sorted("sequence")
        self.assertEqual(lines.mapped("state"), ["answered", "na", "empty"])
        self.assertEqual(lines[0].level_id, self.levels[1])
        self.assertEqual(lines[0].score, value)
        self.assertEqual(answer.sudo().user_input_id, user_input)
        self.assertEqual(answer.subject_id, self.subject)
        self.assertEqual(answer.unit_id, self.service)
        self.assertEqual(answer.partner_id, self.customer)
        self.assertEqual(invitation.state, "answered")
        self.assertEqual(str(invitation.answered_on), "2026-07-02")
        self.assertEqual(measurement.response_rate, 50)

    def test_once(self):
        """SAT-09 taken in once, however often it is tried"""
        measurement = self._open()
        user_input = self._get_input(self._invite(measurement)[0])
        self._submit(user_input, ["satisfied"] * 3)
        self.assertFalse(user_input._take_satisfaction())
        user_input._mark_done()
        self.assertEqual(len(measurement.answer_ids), 1)

    def test_bad_input(self):
        """SAT-09 script, very long comments and numbers out of range do no harm"""
        measurement = self._open()
        user_input = self._get_input(self._invite(measurement)[0])
        script = "<script>alert(1)</script>" + "x" * 20000
        self._submit(user_input, ["satisfied", None, None], 99, script)
        answer = measurement.answer_ids
        self.assertFalse(answer.has_recommend)
        self.assertTrue(answer.comment.startswith("<script>"))
        self.assertEqual(len(answer.comment), 10000)

    def test_foreign_choices(self):
        """SAT-09 rows and columns of other questions, or two choices, never count
        twice"""
        measurement = self._open()
        user_input = self._get_input(self._invite(measurement)[0])
        other = self._new_set([("Other", 100)], name="Other", unit_id=self.quality.id)
        stranger = other._get_survey().question_ids[0]
        question = user_input.survey_id.question_ids[0]
        row = question.matrix_row_ids[0]
        best, worst = question.suggested_answer_ids[0], question.suggested_answer_ids[3]
        user_input._mark_in_progress()
        user_input._save_lines(
            question,
            {
                str(row.id): [str(worst.id), str(best.id)],
                str(stranger.matrix_row_ids.id): [str(best.id)],
                str(question.matrix_row_ids[1].id): [
                    str(stranger.suggested_answer_ids[0].id)
                ],
            },
        )
        user_input._mark_done()
        lines = measurement.answer_ids.line_ids.sorted("sequence")
        self.assertEqual(lines.mapped("state"), ["answered", "empty", "empty"])
        self.assertEqual(lines[0].level_id.code, "satisfied")

    def test_late(self):
        """SAT-09 what comes in after the measurement is done is kept, listed and not
        counted; opened again, it counts"""
        measurement = self._open()
        invitations = self._invite(measurement)
        late = self._get_input(invitations[1])
        late._mark_in_progress()
        self._submit(self._get_input(invitations[0]), ["satisfied"] * 3)
        measurement.sudo().write({"state": "done", "has_score": True})
        self.assertIsNone(late._get_satisfaction_problem(is_submitting=True))
        self.assertEqual(late._get_satisfaction_problem(), "closed")
        self._fill_in(late, ["average"] * 3)
        late._mark_done()
        answer = measurement.answer_ids.filtered("is_late")
        self.assertEqual(answer.state, "void")
        self.assertTrue(answer.void_reason)
        self.assertEqual(measurement.late_count, 1)
        measurement.with_user(self.manager)._reopen("One more came in")
        self.assertEqual(answer.state, "done")
        self.assertFalse(answer.is_late)
        self.assertEqual(measurement.late_count, 0)

    def test_late_dissatisfied(self):
        """SAT-13 a late dissatisfied answer is marked and told at once; its score only
        waits"""
        measurement = self._open()
        invitations = self._invite(measurement)
        late = self._get_input(invitations[1])
        late._mark_in_progress()
        self._submit(self._get_input(invitations[0]), ["satisfied"] * 3)
        measurement.sudo().action_done()
        score = measurement.score
        self.company.satisfaction_dissatisfied_by = "total"
        self._fill_in(late, ["dissatisfied"] * 3)
        late._mark_done()
        answer = measurement.answer_ids.filtered("is_late")
        self.assertTrue(answer.is_dissatisfied)
        self.assertEqual((answer.state, measurement.score), ("void", score))
        action = self.env.ref("crm_satisfaction.crm_satisfaction_dissatisfied_action")
        self.assertEqual(answer.search(literal_eval(action.domain)), answer)

    def test_failing_follow_up(self):
        """SAT-09 SAT-13 what follows a questionnaire may fail: it is kept, said once,
        and tried again; the others go on"""
        measurement, inputs = self._fill_many(3)
        answers = self.env["crm.satisfaction.answer"]
        original = type(answers)._mark_dissatisfied
        refused = []

        def fail_for_one(records):
            refused[:] = refused or records.ids[1:2]
            if set(refused) & set(records.ids):
                raise ValueError("Out of order")
            return original(records)

        with patch.object(type(answers), "_mark_dissatisfied", fail_for_one):
            inputs[0].browse(inputs.ids)._take_alone()
            self._run_intake()
        self.assertEqual(set(measurement.answer_ids.mapped("state")), {"done"})
        self.assertEqual(measurement.answer_count, 3)
        pending = measurement.answer_ids.sudo().filtered("follow_pending")
        self.assertEqual(pending.ids, refused)
        self.assertEqual(pending.follow_issue, "Out of order")
        notes = measurement.message_ids.filtered(lambda one: "Out of" in one.body)
        self.assertEqual(len(notes), 1)
        self._run_intake()
        self.assertFalse(pending.follow_pending or pending.follow_issue)

    def _run_intake(self):
        cron = self.env.ref("crm_satisfaction.ir_cron_satisfaction_intake")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_failing_intake(self):
        """SAT-09 one that cannot be taken in keeps neither the respondent nor the
        others waiting"""
        measurement, inputs = self._fill_many(3)
        original = type(inputs)._insert_answers

        def fail_for_one(records, ids, measurement_ids):
            if inputs.ids[1] in ids:
                raise ValueError("Out of order")
            return original(records, ids, measurement_ids)

        with patch.object(type(inputs), "_insert_answers", fail_for_one):
            inputs._take_alone()
        self.assertEqual(len(measurement.answer_ids), 2)
        self.assertEqual(inputs.mapped("satisfaction_taken"), [True, False, True])
        inputs._take_alone()
        self.assertEqual(len(measurement.answer_ids), 3)

    def test_cancelled(self):
        """SAT-09 a cancelled measurement takes nothing"""
        measurement = self._open()
        user_input = self._get_input(self._invite(measurement)[0])
        user_input._mark_in_progress()
        measurement._cancel("Wrong object")
        self.assertEqual(user_input._get_satisfaction_problem(True), "withdrawn")

    def test_other_way_first(self):
        """SAT-09 who answered by phone is not counted again online"""
        measurement = self._open()
        invitation = self._invite(measurement)[0]
        self._answer(measurement, [95, 95, 95], way="phone")
        self.assertEqual(invitation.state, "answered")
        user_input = self._get_input(invitation)
        self.assertEqual(user_input._get_satisfaction_problem(), "answered")
        self._submit(user_input, ["satisfied"] * 3)
        online = measurement.answer_ids.filtered(lambda one: one.way == "online")
        self.assertEqual(online.state, "void")

    def _fill_many(self, count):
        """Participations that are done, and were missed until now."""
        people = self.env["res.partner"].create(
            [
                {"name": f"P{number}", "email": f"p{number}@many.example.com"}
                for number in range(count)
            ]
        )
        subject = self._new_subject(
            name=f"Many {count}",
            respondent_ids=[
                Command.create({"partner_id": one.id, "role_id": self.owner.id})
                for one in people
            ],
        )
        measurement = self._open(subject_id=subject.id)
        invitations = self._invite(measurement)
        inputs = invitations.sudo().user_input_id
        question = inputs.survey_id.question_ids[0]
        self.env["survey.user_input.line"].create(
            [
                {
                    "user_input_id": one.id,
                    "question_id": question.id,
                    "answer_type": "suggestion",
                    "matrix_row_id": row.id,
                    "suggested_answer_id": question.suggested_answer_ids[0].id,
                }
                for one in inputs
                for row in question.matrix_row_ids
            ]
        )
        inputs.write({"state": "done", "end_datetime": NOW})
        self.env.flush_all()
        self.env.invalidate_all()
        return measurement, inputs

    def test_statements_do_not_grow(self):
        """SAT-09 many are taken in with as many statements as few"""
        counts = []
        # the first run fills what is remembered between requests
        for number in (2, 10, 200):
            measurement, inputs = self._fill_many(number)
            before = self.cr.sql_log_count
            answers = inputs._take_satisfaction()
            counts.append(self.cr.sql_log_count - before)
            self.assertEqual(len(answers), number)
            self.assertEqual(measurement.response_rate, 100)
        self.assertEqual(counts[1], counts[2])

    def test_scheduled(self):
        """SAT-09 the scheduled action takes in what was missed, and nothing twice"""
        measurement, _inputs = self._fill_many(5)
        cron = self.env.ref("crm_satisfaction.ir_cron_satisfaction_intake")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
            cron.method_direct_trigger()
        self.assertEqual(len(measurement.answer_ids), 5)
