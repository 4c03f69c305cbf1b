# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from lxml import html

from odoo.exceptions import ValidationError
from odoo.tests import HttpCase, tagged

from .common import NOW
from .online_common import OnlineCommon


@tagged("post_install", "-at_install")
class TestOnlineHttp(OnlineCommon, HttpCase):
    """Links of respondents: personal, once, in time, without login (SAT-09)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(NOW))
        cls.measurement = cls._open()
        cls.invitations = cls._invite(cls.measurement)
        cls.invitation = cls.invitations[0]

    def _get_path(self, invitation=None):
        invitation = invitation or self.invitation
        return f"/survey/satisfaction/{invitation.sudo().access_token}"

    def _open_page(self, path):
        response = self.url_open(path)
        return response, html.fromstring(response.text).text_content()

    def _get_rpc_path(self, route, user_input):
        tokens = f"{user_input.survey_id.access_token}/{user_input.access_token}"
        return f"/survey/{route}/{tokens}"

    def _post_answers(self, user_input, choices=("satisfied",) * 3):
        """Begins, fills in and sends as the page does; returns what the server says."""
        self.make_jsonrpc_request(
            self._get_rpc_path("begin", user_input), {"lang_code": "en_US"}
        )
        return self._post_submit(user_input, choices)

    def _post_submit(self, user_input, choices=("satisfied",) * 3):
        question = user_input.survey_id.question_ids[0]
        columns = {
            one.satisfaction_level_id.code: str(one.id)
            for one in question.suggested_answer_ids
        }
        answers = {
            str(row.id): [columns[code]]
            for row, code in zip(question.matrix_row_ids, choices, strict=True)
            if code
        }
        result = self.make_jsonrpc_request(
            self._get_rpc_path("submit", user_input), {str(question.id): answers}
        )
        self.env.invalidate_all()
        return result[1]

    def test_personal_link(self):
        """SAT-09 the link opens the questions, says what it is about and until when;
        it works once, also for who is logged in as somebody else"""
        response, text = self._open_page(self._get_path())
        self.assertEqual(response.status_code, 200)
        self.assertIn("North Bridge", text)
        self.assertIn("07/31/2026", text)
        self.assertIn("kept with your name", text)
        self.assertIn(self.company.name, text)
        self.authenticate("sat_employee", "sat_employee")
        user_input = self._get_input(self.invitation)
        result = self._post_answers(user_input)
        self.assertIn("Thank you for your answers", result["survey_content"])
        answer = self.measurement.answer_ids
        self.assertEqual(answer.contact_id, self.contact)
        self.assertNotIn(self.employee, answer.create_uid | answer.entered_by_id)
        self.assertEqual(self._post_submit(user_input), {"error": "answered"})
        for path in (
            self._get_path(),
            user_input.get_start_url(),
            user_input.get_print_url(),
            self._get_rpc_path("retry", user_input),
        ):
            _response, text = self._open_page(path)
            self.assertIn("has been answered", text, path)
        self.assertEqual(len(self.measurement.answer_ids), 1)

    def test_nothing_answered(self):
        """SAT-09 a page without any answer is not taken, and the link stays good"""
        user_input = self._get_input(self.invitation)
        question = user_input.survey_id.question_ids[0]
        result = self._post_answers(user_input, (None,) * 3)
        self.assertEqual(result["error"], "validation")
        self.assertIn("at least one", result["fields"][str(question.id)])
        self.assertEqual(user_input.state, "in_progress")
        self.assertFalse(self.measurement.answer_ids)
        result = self._post_submit(user_input, (None, "satisfied", None))
        self.assertIn("Thank you", result["survey_content"])
        self.assertEqual(self.measurement.answer_ids.state, "done")

    def test_wrong_links(self):
        """SAT-09 guessed tokens, tokens of another survey, the survey's own address:
        a kind page, and nothing of the measurement"""
        survey = self.measurement.set_id.sudo().survey_id
        for path in (
            "/survey/satisfaction/1",
            "/survey/satisfaction/open/None",
            "/survey/satisfaction/open/False",
            f"/survey/start/{survey.access_token}",
            f"/survey/{survey.access_token}/{self.invitation.sudo().access_token}",
            f"/survey/print/{survey.access_token}",
        ):
            response, text = self._open_page(path)
            self.assertEqual(response.status_code, 200)
            self.assertIn("do not know this link", text, path)
            self.assertNotIn("North Bridge", text)

    def test_cookie_of_another(self):
        """SAT-09 a cookie of somebody else's participation changes nothing"""
        other = self._get_input(self.invitations[1])
        survey = self.measurement.set_id.sudo().survey_id
        self.opener.cookies.set(f"survey_{survey.access_token}", other.access_token)
        response, _text = self._open_page(self._get_path())
        own = self._get_input(self.invitation)
        self.assertIn(own.access_token, response.url)
        self._post_answers(own)
        self.assertEqual(self.measurement.answer_ids.contact_id, self.contact)

    def test_not_any_more(self):
        """SAT-09 after closing, cancelling, withdrawing: a kind page each"""
        user_input = self._get_input(self.invitation)
        self.measurement.closing_on = "2026-06-30"
        _response, text = self._open_page(self._get_path())
        self.assertIn("questionnaire is closed", text)
        self.assertIn("06/30/2026", text)
        _response, text = self._open_page(user_input.get_start_url())
        self.assertIn("questionnaire is closed", text)
        self.measurement.closing_on = "2026-07-31"
        self.invitations[1].action_withdraw()
        _response, text = self._open_page(self._get_path(self.invitations[1]))
        self.assertIn("not needed any more", text)
        self.measurement._cancel("Wrong object")
        _response, text = self._open_page(self._get_path())
        self.assertIn("not needed any more", text)
        self.assertEqual(self._post_submit(user_input), {"error": "withdrawn"})
        self.assertFalse(self.measurement.answer_ids)

    def test_done_before_its_day(self):
        """SAT-09 finished early: no day to come is said to be over"""
        self._post_answers(self._get_input(self.invitation))
        self.measurement.sudo().action_done()
        _response, text = self._open_page(self._get_path(self.invitations[1]))
        self.assertIn("questionnaire is closed", text)
        self.assertNotIn("Answers were taken until", text)

    def test_begun_in_time(self):
        """SAT-09 who began before it closed may send, and it counts while it is open"""
        user_input = self._get_input(self.invitation)
        user_input._mark_in_progress()
        self.measurement.closing_on = "2026-06-30"
        result = self._post_submit(user_input)
        self.assertIn("Thank you", result["survey_content"])
        self.assertEqual(self.measurement.answer_ids.state, "done")

    def test_language(self):
        """SAT-09 the page comes in the language of the invitation"""
        self.env["res.lang"]._activate_lang("fr_FR")
        survey = self.measurement.set_id._get_survey()
        survey.with_context(lang="fr_FR").title = "Votre avis"
        self.invitation.sudo().lang = "fr_FR"
        french = self.env["res.lang"]._lang_get("fr_FR")
        self._get_input(self.invitation).lang_id = french
        response, text = self._open_page(self._get_path())
        self.assertIn("/fr", response.url)
        self.assertIn("Votre avis", text)
        page = html.fromstring(response.text)
        self.assertEqual(page.xpath("/html/@lang"), ["fr-FR"])
        self.assertEqual(page.xpath("//title/text()"), ["Votre avis"])

    def test_other_language(self):
        """SAT-09 who prefers another language than that of the invitation chooses it:
        the questions come in it as well"""
        self.env["res.lang"]._activate_lang("fr_FR")
        user_input = self._get_input(self.invitation)
        user_input.lang_id = self.env["res.lang"]._lang_get("en_US")
        path = f"{user_input.survey_id.access_token}/{user_input.access_token}"
        for prefix, lang in (("", "en_US"), ("/fr", "fr_FR")):
            response, _text = self._open_page(f"{prefix}/survey/{path}")
            page = html.fromstring(response.text)
            chosen = page.xpath("//select[@name='lang_code']/option[@selected]/@value")
            self.assertEqual(chosen, [lang])

    def test_open_link(self):
        """SAT-09 one link for many, only where it is allowed: one answer a browser"""
        with self.assertRaises(ValidationError):
            self.measurement.is_open_link = True
        measurement = self._new_anonymous()
        measurement.is_open_link = True
        path = measurement.open_url.replace(measurement.get_base_url(), "")
        response, text = self._open_page(path)
        self.assertIn("Lake Houses", text)
        self.assertIn("answers are anonymous", text)
        inputs = self.env["survey.user_input"]
        domain = [("satisfaction_measurement_id", "=", measurement.id)]
        self.assertFalse(inputs.search_count(domain))
        page = html.fromstring(response.text)
        token = page.xpath("//input[@name='csrf_token']/@value")[0]
        response = self.url_open(path, data={"csrf_token": token})
        # what it is about was said: the questions follow at once
        self.assertIn("o_survey_question_matrix", response.text)
        self.assertNotIn("o_satisfaction_intro", response.text)
        user_input = inputs.search(domain)
        self.url_open(path)
        self.assertEqual(len(inputs.search(domain)), 1)
        self._post_submit(user_input, ("satisfied", "average"))
        answer = measurement.sudo().answer_ids
        self.assertEqual(answer.state, "done")
        self.assertFalse(answer.contact_id)
        _response, text = self._open_page(path)
        self.assertIn("has been answered", text)
        self.opener.cookies.clear()
        self.env["res.lang"]._activate_lang("fr_FR")
        response, text = self._open_page(path)
        self.assertIn("Lake Houses", text)
        # the language is chosen on the first page
        self.assertIn(f"/fr{path}", response.text.replace("/fr_FR/", "/fr/"))
        measurement.is_open_link = False
        _response, text = self._open_page(path)
        self.assertIn("do not know this link", text)
