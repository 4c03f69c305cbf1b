# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

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
        moment; who has answered is told when answers close"""
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
            self.assertEqual(row["state"], "sent")
            self.assertFalse(row["answered_on"])
            self.assertFalse(row["user_input_id"])
            self.assertEqual(row["write_date"], row["create_date"])
        self.assertEqual(self.measurement.responded_count, 3)
        self.invitations.sudo()._expire()
        self.assertEqual(set(self.invitations.mapped("state")), {"answered"})

    def test_reminder_says_nothing(self):
        """SAT-09 while answers are collected who has answered looks like all others,
        gets no mail and no second link"""
        self._answer_all(1)
        one, other = self.invitations.sudo()[:2]
        with freeze_time("2026-07-07 01:00:00"):
            (one | other)._remind()
            names = ["state", "reminder_count", "reminded_on", "to_phone"]
            self.assertEqual(
                [one[name] for name in names], [other[name] for name in names]
            )
            one.action_resend()
        self.assertFalse(one.user_input_id)
        self.assertEqual(one.state, "sent")
        (one | other)._expire()
        self.assertEqual((one.state, other.state), ("answered", "expired"))
        with self.assertRaises(AccessError):
            self.invitations[0].with_user(self.auditor).read(["is_answered"])

    def test_asked_otherwise(self):
        """SAT-09 who was asked by phone does not answer again by the link; nothing
        joins the person with the questionnaire"""
        invitation = self.invitations[0]
        with self.assertRaises(AccessError):
            invitation.with_user(self.colleague).action_answered_otherwise()
        user_input = self._get_input(invitation)
        user_input._mark_in_progress()
        invitation.with_user(self.user).action_answered_otherwise()
        self.assertEqual(invitation.state, "answered")
        self.assertFalse(invitation.answered_on)
        self.assertEqual(self.measurement.responded_count, 1)
        self.assertEqual(user_input._get_satisfaction_problem(True), "answered")
        self._fill_in(user_input, ["satisfied", "average"])
        user_input._mark_done()
        self.assertEqual(self.measurement.sudo().answer_ids.state, "void")

    def test_reader_as_a_user(self):
        """SAT-09 SAT-13 who answers while logged in leaves no trace, neither in the
        questionnaire nor in what follows; that does not come at the same moment"""
        portal = self._new_user("sat_portal", "base.group_portal")
        user_input = self._get_input(self.invitations[0])
        user_input = user_input.with_user(portal).sudo()
        self._submit(user_input, ["satisfied", "dissatisfied"])
        answer = self.measurement.sudo().answer_ids
        self.assertEqual((answer.create_uid.id, answer.write_uid.id), (1, 1))
        self.assertEqual(user_input.write_uid.id, 1)
        self.assertFalse(answer.is_dissatisfied)
        answer._follow_alone()
        self.assertTrue(answer.is_dissatisfied)
        for model in ("mail.activity", "mail.message", "crm.satisfaction.answer"):
            self.assertFalse(self.env[model].search([("create_uid", "=", portal.id)]))

    def test_few_are_closed(self):
        """SAT-09 fewer than the settings ask for: nobody sees the single ones, by
        list, group, export or RPC, and they are in no figure"""
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
        self._assert_in_no_figure()
        self._submit(
            self._get_input(self.invitations[2]), ["dissatisfied", None], 2, "More"
        )
        self.assertFalse(self.measurement.is_few)
        self.assertEqual(len(answers.with_user(self.auditor).search(domain)), 3)
        self.assertTrue(self.measurement.has_score)
        self.assertTrue(self.measurement.score_sheet["factors"])
        self.measurement.sudo().answer_ids[0]._void("By mistake")
        self.assertTrue(self.measurement.is_few)
        self._assert_in_no_figure()

    def _assert_in_no_figure(self):
        measurement = self.measurement
        self.assertFalse(measurement.has_score)
        self.assertFalse(measurement.level_id)
        for name in (
            "score",
            "score_questionnaire",
            "answer_count",
            "recommend_count",
            "promoter_count",
            "detractor_count",
        ):
            self.assertFalse(measurement[name], name)
        component = measurement.breakdown["components"][0]
        self.assertFalse(component["answer_ids"] or component["factors"])
        with self.assertRaisesRegex(UserError, "anonymous"):
            measurement.with_user(self.officer).action_done()

    def test_few_in_no_report(self):
        """SAT-09 SAT-14 what is done with too few online is not among weak factors"""
        self._answer_all(1)
        self._answer(self.measurement, [95, 95], contact_id=False)
        self.assertEqual(self.measurement.score, 95)
        self.measurement.action_done()
        period = self.env["crm.satisfaction.period"]
        domain = [("id", "=", self.measurement.id)]
        with patch.object(type(period), "_get_counted_domain", lambda self: domain):
            self.assertEqual(
                {
                    (mean, count)
                    for _name, mean, count, _bar in period._get_weak_factors()
                },
                {(95, 1)},
            )

    def test_least_number_stays(self):
        """SAT-09 the number that a measurement opened with stays; one is too few"""
        self._answer_all(2)
        self.company.satisfaction_anonymous_min = 2
        self.measurement._rescore()
        self.assertTrue(self.measurement.is_few)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.company.satisfaction_anonymous_min = 1
            self.company.flush_recordset()

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

    def test_role_is_dropped(self):
        """SAT-09 a role, and a weight that not all have, would tell who it was"""
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
