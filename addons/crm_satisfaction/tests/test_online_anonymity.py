# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .common import NOW
from .online_common import OnlineCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestOnlineAnonymity(OnlineCommon):
    """What was promised anonymous stays so, whichever way it is read (SAT-09)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.measurement = cls._new_anonymous()
        cls.invitations = cls._invite(cls.measurement)
        cls.admin = cls.env.ref("base.user_admin")
        cls.survey_manager = cls._new_user(
            "sat_survey", "survey.group_survey_manager,crm_policy.group_officer"
        )

    def _answer_all(self, count=3):
        choices = [["satisfied", "average"], ["average", "na"], ["dissatisfied", None]]
        for number in range(count):
            self._submit(
                self._get_input(self.invitations[number]),
                choices[number],
                recommend=number,
                comment=f"Comment {number}",
            )

    def _read_row(self, table, ids):
        self.env.flush_all()
        query = SQL(
            "SELECT * FROM %s WHERE id = ANY(%s)", SQL.identifier(table), list(ids)
        )
        # raw SQL: what is stored, not what the fields show
        return self.env.execute_query_dict(query)

    def test_nothing_leads_back(self):
        """SAT-09 no row of the database joins a person with an answer, nor does a
        moment"""
        inputs = self.invitations.sudo().user_input_id
        self._answer_all()
        answers = self.measurement.sudo().answer_ids
        self.assertEqual(len(answers), 3)
        for row in self._read_row("crm_satisfaction_answer", answers.ids):
            for name in ("contact_id", "contact_name", "user_input_id", "lang"):
                self.assertFalse(row[name], name)
            self.assertEqual((row["create_uid"], row["write_uid"]), (1, 1))
            self.assertEqual(str(row["create_date"]), "2026-07-01 00:00:00")
        for row in self._read_row("survey_user_input", inputs.ids):
            for name in ("partner_id", "email", "nickname", "end_datetime"):
                self.assertFalse(row[name], name)
            self.assertEqual((row["create_uid"], row["write_uid"]), (1, 1))
            self.assertEqual(row["write_date"], row["create_date"])
        self.assertFalse(inputs.user_input_line_ids)
        for row in self._read_row("crm_satisfaction_invitation", self.invitations.ids):
            self.assertEqual(row["state"], "answered")
            self.assertFalse(row["answered_on"])
            self.assertFalse(row["user_input_id"])
            self.assertEqual(row["write_date"], row["create_date"])

    def test_reader_as_a_user(self):
        """SAT-09 who answers while logged in leaves no trace"""
        portal = self._new_user("sat_portal", "base.group_portal")
        user_input = self._get_input(self.invitations[0])
        user_input = user_input.with_user(portal).sudo()
        self._submit(user_input, ["satisfied", "average"])
        answer = self.measurement.sudo().answer_ids
        self.assertEqual((answer.create_uid.id, answer.write_uid.id), (1, 1))
        self.assertEqual(user_input.write_uid.id, 1)

    def test_few_are_closed(self):
        """SAT-09 fewer than the settings ask for: nobody sees the single ones, by
        list, group, export or RPC; they count"""
        self._answer_all(2)
        self.assertTrue(self.measurement.is_few)
        answers = self.env["crm.satisfaction.answer"]
        lines = self.env["crm.satisfaction.answer.line"]
        domain = [("measurement_id", "=", self.measurement.id)]
        hidden = self.measurement.sudo().answer_ids
        for user in (self.user, self.officer, self.manager, self.auditor):
            with self.subTest(user=user.login):
                mine = answers.with_user(user)
                self.assertFalse(mine.search(domain))
                groups = mine.formatted_read_group(domain, ["way"], ["__count"])
                self.assertFalse(groups)
                with self.assertRaises(AccessError):
                    hidden.with_user(user).read(["comment"])
                # without the right to export at all, another refusal
                with self.assertRaises(UserError):
                    hidden.with_user(user).export_data(["comment"])
                self.assertFalse(
                    lines.with_user(user).search([("answer_id", "in", hidden.ids)])
                )
        self.assertEqual(len(hidden.filtered(lambda one: one.state == "done")), 2)
        self.assertTrue(self.measurement.has_score)
        self.assertFalse(self.measurement.score_sheet["factors"])
        self.assertIn("Σ", self.measurement.score_sheet["components"][0]["formula"])
        self._submit(
            self._get_input(self.invitations[2]), ["dissatisfied", None], 2, "More"
        )
        self.assertFalse(self.measurement.is_few)
        self.assertEqual(len(answers.with_user(self.auditor).search(domain)), 3)
        self.assertTrue(self.measurement.score_sheet["factors"])
        self.company.satisfaction_anonymous_min = 4
        self.assertFalse(answers.with_user(self.auditor).search(domain))
        self.assertFalse(self.measurement.score_sheet["factors"])

    def test_readers_see_no_link(self):
        """SAT-09 auditor, administrator and the survey app see no participation"""
        self._answer_all()
        answers = self.measurement.sudo().answer_ids
        inputs = self.env["survey.user_input"]
        domain = [("satisfaction_measurement_id", "=", self.measurement.id)]
        with self.assertRaises(AccessError):
            inputs.with_user(self.auditor).search(domain)
        for user in (self.admin, self.survey_manager):
            env = self.env(user=user, context={})
            survey = self.measurement.set_id.survey_id
            self.assertFalse(inputs.with_env(env).search(domain))
            self.assertFalse(
                env["survey.user_input.line"].search([("survey_id", "=", survey.id)])
            )
        for user in (self.auditor, self.manager):
            record = answers.with_user(user)
            self.assertFalse(record.contact_id)
            self.assertNotIn("user_input_id", record.fields_get())
            with self.assertRaises(AccessError):
                record.read(["user_input_id"])
            with self.assertRaises(AccessError):
                record.search([("user_input_id", "!=", False)])
            invited = self.invitations.with_user(user)
            with self.assertRaises(AccessError):
                invited.read(["access_token"])
            with self.assertRaises(AccessError):
                invited.read(["user_input_id"])
            self.assertFalse(any(invited.mapped("answered_on")))
        exported = answers.with_user(self.auditor).export_data(
            ["contact_id/name", "comment"]
        )
        self.assertFalse(any(row[0] for row in exported["datas"]))

    def test_rare_role_is_dropped(self):
        """SAT-09 a role that only one has would tell who it was"""
        respondents = self.measurement.sudo().subject_id.respondent_ids
        self.supervisor.weight = 3
        respondents[0].role_id = self.supervisor
        self.invitations.sudo().unlink()
        self.invitations = self._invite(self.measurement)
        self._answer_all()
        answers = self.measurement.sudo().answer_ids
        self.assertFalse(answers.role_id)
        self.assertEqual(set(answers.mapped("role_weight")), {1.0})

    def test_history_says_nothing(self):
        """SAT-09 neither followers nor the history of the survey hear who took part"""
        survey = self.measurement.set_id.survey_id
        survey.sudo().message_subscribe(self.officer.partner_id.ids)
        before = self.env["mail.message"].search_count(
            [("model", "=", "survey.user_input")]
        )
        self._answer_all()
        after = self.env["mail.message"].search_count(
            [("model", "=", "survey.user_input")]
        )
        self.assertEqual(before, after)
