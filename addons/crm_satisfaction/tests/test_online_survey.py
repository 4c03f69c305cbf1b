# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .online_common import OnlineCommon


@tagged("post_install", "-at_install")
class TestOnlineSurvey(OnlineCommon):
    """The survey that is made of a factor set (SAT-02, SAT-11)."""

    def _get_survey(self, factor_set=None):
        return (factor_set or self.set)._get_survey()

    def test_questions(self):
        """SAT-02 SAT-11 factors by four levels, recommendation from 0 to 10 and a
        comment, each known by its link; nothing is required unless the set says so"""
        survey = self._get_survey()
        self.assertEqual(survey.access_mode, "token")
        self.assertEqual(survey.questions_layout, "one_page")
        self.assertEqual(survey.scoring_type, "no_scoring")
        self.assertFalse(survey.users_login_required)
        self.assertTrue(survey.is_attempts_limited)
        matrix, recommend, comment = survey.question_ids
        self.assertEqual(matrix.satisfaction_role, "factor")
        self.assertEqual(
            matrix.matrix_row_ids.satisfaction_factor_id, self.set.factor_ids
        )
        self.assertEqual(
            matrix.suggested_answer_ids.mapped("satisfaction_level_id.code"),
            ["satisfied", "fairly", "average", "dissatisfied"],
        )
        self.assertTrue(matrix.suggested_answer_ids[-1].satisfaction_is_na)
        self.assertFalse(matrix.constr_mandatory)
        self.assertEqual(recommend.satisfaction_role, "recommend")
        self.assertEqual((recommend.scale_min, recommend.scale_max), (0, 10))
        self.assertEqual(comment.satisfaction_role, "comment")

    def test_sections_and_recognition(self):
        """SAT-11 one matrix a section, recognition where the set asks it, all
        required when the set says so"""
        factor_set = self._new_set(
            [], name="Sections", is_mandatory=True, ask_recognition=True
        )
        factor_set.factor_ids = [
            Command.create({"name": name, "section": section, "weight": 50})
            for name, section in (("Doors", "Quality"), ("Advice", "Service"))
        ]
        questions = self._get_survey(factor_set).question_ids
        self.assertEqual(questions[:2].mapped("title"), ["Quality", "Service"])
        self.assertEqual(questions[:2].mapped("constr_mandatory"), [True, True])
        self.assertEqual(questions[3].satisfaction_role, "recognition")

    def test_languages(self):
        """SAT-02 the texts of each active language, also of one activated later"""
        chinese = "zh_CN"
        self.env["res.lang"]._activate_lang(chinese)
        self.set.with_context(lang=chinese).factor_ids[0].name = "质量"
        self.levels[0].with_context(lang=chinese).name = "满意"
        survey = self._get_survey()
        rows = survey.question_ids.matrix_row_ids
        columns = survey.question_ids.suggested_answer_ids
        self.assertEqual(rows[0].value, "Quality")
        self.assertEqual(rows[0].with_context(lang=chinese).value, "质量")
        self.assertEqual(columns[0].with_context(lang=chinese).value, "满意")
        self.env["res.lang"]._activate_lang("fr_FR")
        self.set.with_context(lang="fr_FR").factor_ids[0].name = "Qualité"
        self._get_survey()
        self.assertEqual(rows[0].with_context(lang="fr_FR").value, "Qualité")

    def test_rebuilt_while_draft_only(self):
        """SAT-02 a draft's survey follows it; an approved one stays"""
        factor_set = self._new_set(
            [("Alpha", 100)], name="Draft", unit_id=self.quality.id
        )
        first = self._get_survey(factor_set)
        factor_set.factor_ids[0].name = "Beta"
        second = self._get_survey(factor_set)
        self.assertFalse(first.exists())
        self.assertEqual(second.question_ids.matrix_row_ids.value, "Beta")
        factor_set.action_file()
        factor_set.action_approve()
        third = self._get_survey(factor_set)
        self.assertEqual(self._get_survey(factor_set), third)

    @mute_logger("odoo.sql_db")
    def test_survey_is_not_deleted(self):
        """SAT-02 the survey of a set is not deleted by hand; the set's draft takes it
        along"""
        survey = self._get_survey()
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            survey.unlink()
        draft = self._new_set([("Alpha", 100)], name="Draft", unit_id=self.quality.id)
        survey = self._get_survey(draft)
        draft.unlink()
        self.assertFalse(survey.exists())

    def test_copy(self):
        """SAT-02 a copy made by hand is a survey like any other"""
        copy = self._get_survey().copy()
        self.assertEqual(copy.survey_type, "survey")
        self.assertFalse(any(copy.question_ids.mapped("satisfaction_role")))

    def test_nobody_joins_uninvited(self):
        """SAT-09 the survey app invites nobody to a questionnaire"""
        survey = self._get_survey()
        with self.assertRaises(UserError):
            survey._create_answer(email="stranger@example.com")

    def test_changed_by_hand(self):
        """SAT-02 what is edited in the survey afterwards counts as not answered, and
        the set says so; results keep what was asked"""
        measurement = self._open()
        invitations = self._invite(measurement)
        survey = self.set.survey_id
        rows = survey.question_ids.matrix_row_ids
        self._submit(self._get_input(invitations[0]), ["satisfied"] * 3)
        before = measurement.answer_ids.line_ids.mapped("score")
        rows[0].value = "How is the weather?"
        rows[1].unlink()
        self.assertIn("Quality", self.set.survey_fault)
        self.assertIn("Schedule", measurement.survey_fault)
        self._submit(self._get_input(invitations[1]), ["satisfied"] * 2)
        first, second = measurement.answer_ids.sorted("id")
        self.assertEqual(first.line_ids.mapped("score"), before)
        self.assertEqual(
            second.line_ids.sorted("sequence").mapped("state"),
            ["empty", "empty", "answered"],
        )

    def test_try(self):
        """SAT-09 a try by whoever measures is never taken in"""
        measurement = self._open()
        action = measurement.with_user(self.user).action_preview_survey()
        token = action["url"].rsplit("=", 1)[-1]
        entry = self.env["survey.user_input"].search([("access_token", "=", token)])
        self.assertTrue(entry.test_entry)
        self._submit(entry, ["satisfied"] * 3)
        self.assertFalse(measurement.answer_ids)
        entry._take_satisfaction()
        self.assertFalse(measurement.answer_ids)
