# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import NOW
from .score_common import ScoreCommon

ENTRY_VIEW = "crm_satisfaction.crm_satisfaction_answer_view_form_entry"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEntry(ScoreCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.measurement = cls._open()

    def _scan(self, answer):
        """As the web client attaches it."""
        return answer.env["ir.attachment"].create(
            {
                "name": "form.pdf",
                "datas": base64.b64encode(b"scan"),
                "res_model": answer._name,
                "res_id": answer.id,
            }
        )

    def _draft(self, **values):
        return self._answer(self.measurement, [None] * 3, done=False, **values)

    def _level(self, code):
        return self.levels.filtered(lambda one: one.code == code)

    def _of_action(self, action):
        records = self.env[action["res_model"]].with_user(self.user)
        return records.browse(action["res_id"])

    def test_level_and_points(self):
        """SAT-02 a level counts its value, points say their level, both have to fit"""
        line = self._draft().line_ids[0]
        line.level_id = self._level("fairly")
        self.assertEqual((line.score, line.state), (85.5, "answered"))
        line.score = 88.25
        self.assertEqual(line.level_id.code, "fairly")
        with self.assertRaisesRegex(ValidationError, "from 81 to below 91"):
            line.score = 91
        with self.assertRaisesRegex(ValidationError, "from 91 to 100"):
            line.write({"level_id": self._level("satisfied").id, "score": 90.99})
        line.write({"level_id": self._level("dissatisfied").id, "score": 0})
        self.assertEqual((line.score, line.state), (0, "answered"))
        line.state = "na"
        self.assertEqual((line.level_id.id, line.score), (False, 0))
        line.score = 90.4
        self.assertEqual(line.level_id.code, "fairly")
        foreign = self._level("fairly").copy(
            {"code": "own", "company_id": self.company.id}
        )
        with self.assertRaisesRegex(ValidationError, "does not know"):
            line.level_id = foreign
        foreign.unlink()
        self.company.satisfaction_level_value = "top"
        line = self._answer(self._open(), [None] * 3, done=False).line_ids[0]
        line.level_id = self._level("average")
        self.assertEqual(line.score, 80)

    def test_screen(self):
        """SAT-02 SAT-09 on the agent's screen, as it is filled in"""
        draft = self._draft(way="phone")
        with Form(draft.with_user(self.user), ENTRY_VIEW) as form:
            with form.line_ids.edit(0) as line:
                line.level_id = self._level("satisfied")
                self.assertEqual(line.score, 95.5)
                # outside the level chosen: told, and put back
                with mute_logger("odoo.tests.form.onchange"):
                    line.score = 85
                self.assertEqual(line.score, 95.5)
                line.score = 99
            with form.line_ids.edit(1) as line:
                line.score = 60.5
                self.assertEqual(line.level_id.code, "dissatisfied")
            # 50 × 99 + 30 × 60.5, by 80
            self.assertEqual((form.preview_score, form.preview_open), (84.56, 1))
            form.recommend_choice = "9"
            form.comment = "Quick and friendly"
        self.assertEqual(draft.line_ids.mapped("score"), [99, 60.5, 0])
        self.assertTrue(draft.has_recommend)
        self.assertEqual(draft.recommend, 9)
        draft.recommend_choice = False
        self.assertFalse(draft.has_recommend)

    def test_calls(self):
        """SAT-09 one respondent after the other; who was not reached comes again"""
        mine = self.measurement.with_user(self.user)
        first = self._of_action(mine.action_call())
        self.assertEqual((first.way, first.contact_id), ("phone", self.contact))
        self.assertEqual(first.role_id, self.owner)
        # a colleague who begins meanwhile gets the next one
        other = self._of_action(self.measurement.with_user(self.head).action_call())
        self.assertEqual(other.contact_id, self.inspector)
        self.assertEqual(self._of_action(mine.action_call()), first)
        after = first.action_not_reached()
        self.assertEqual((first.try_count, str(first.tried_on)), (1, NOW))
        self.assertEqual(self._of_action(after), first)
        with self.assertRaisesRegex(UserError, "Nothing is answered"):
            first.action_done_next()
        first.line_ids[0].level_id = self._level("satisfied")
        other.line_ids[0].level_id = self._level("fairly")
        done = other.action_done_next()
        self.assertEqual(self._of_action(done), first)
        finished = first.action_done_next()
        self.assertEqual(finished["tag"], "display_notification")
        self.assertEqual(self.measurement.answer_count, 2)
        # (95.5 + 85.5) ÷ 2
        self.assertEqual(self.measurement.score, 90.5)
        with self.assertRaises(UserError):
            first.write({"try_count": 9})
        again = self._draft(contact_id=self.contact.id)
        again.line_ids[0].score = 10
        with self.assertRaisesRegex(UserError, "answered already"):
            again.action_done()
        first._void("Wrong person")
        again.action_done()

    def test_role_and_weight(self):
        """SAT-01 who answers weighs as it stands at the respondent, else at the role"""
        self.subject.respondent_ids.filtered(
            lambda one: one.partner_id == self.inspector
        ).weight = 4
        self.supervisor.weight = 2
        paper = self._of_action(self.measurement.action_enter_paper())
        self.assertEqual(paper.role_weight, 1)
        with Form(paper, ENTRY_VIEW) as form:
            form.contact_id = self.inspector
        self.assertEqual((paper.role_id, paper.role_weight), (self.supervisor, 4))
        stranger = self._new_partner("Stranger")
        with Form(paper, ENTRY_VIEW) as form:
            form.contact_id = stranger
        self.assertEqual((paper.role_id, paper.role_weight), (self.supervisor, 2))
        paper.role_id = False
        self.assertEqual(paper.role_weight, 1)
        called = self._of_action(self.measurement.action_call())
        self.assertEqual((called.contact_id, called.role_weight), (self.contact, 1))

    def test_interview(self):
        """SAT-09 interviews count as much as calls; without respondents anybody"""
        subject = self._new_subject(name="Other", respondent_ids=[])
        measurement = self._open(subject_id=subject.id)
        answer = self._of_action(measurement.action_interview())
        self.assertEqual((answer.way, answer.contact_id.id), ("interview", False))
        # left empty: taken again, none piles up
        self.assertEqual(self._of_action(measurement.action_interview()), answer)
        self.assertEqual(answer.display_name, "No name yet (Interview)")
        self.assertFalse(answer.has_preview)
        # what is read out
        measurement.set_id.sudo().intro = "We ask for three minutes."
        measurement.set_id.sudo().factor_ids[0].description = "Cracks, leaks"
        self.assertEqual(answer.intro, "We ask for three minutes.")
        self.assertIn("Cracks, leaks", answer.line_ids.mapped("description"))
        answer.write({"contact_name": "Passer-by"})
        self.assertEqual(answer.display_name, "Passer-by (Interview)")
        # begun for somebody: the next person gets another one
        self.assertNotEqual(self._of_action(measurement.action_interview()), answer)
        answer.line_ids.write({"score": 100})
        answer.action_done_back()
        phone = self._of_action(measurement.action_call())
        phone.line_ids.write({"score": 50})
        phone.action_done()
        self.assertEqual(measurement.score, 75)

    def test_paper(self):
        """SAT-09 a paper form with its number, scan, signature and stamp"""
        paper = self._of_action(
            self.measurement.with_user(self.user).action_enter_paper()
        )
        paper.write({"number": "A-1", "is_signed": True, "is_stamped": True})
        paper.line_ids.write({"score": 70})
        with self.assertRaisesRegex(UserError, "scan"):
            paper.action_done()
        paper.attachment_ids = self._scan(paper)
        for lacking in ("is_signed", "is_stamped"):
            paper[lacking] = False
            with self.assertRaisesRegex(UserError, "signed and stamped"):
                paper.action_done()
            paper[lacking] = True
        paper.action_done()
        self.assertEqual(self.measurement.score, 70)
        with self.assertRaises(UserError):
            paper.write({"is_signed": False})
        with self.assertRaises(UserError):
            paper.line_ids[0].write({"score": 71})
        self.company.satisfaction_paper_scan = False
        self.company.satisfaction_paper_signed = False
        following = self._of_action(paper.measurement_id._open_next_call("paper"))
        self.assertFalse(following.contact_id)
        second = self._draft(way="paper", number="A-2", contact_id=False)
        second.line_ids.write({"score": 80})
        second.action_done()
        # the empty form that was opened above is outstanding
        self.measurement._finish_early("All forms are in")
        with self.assertRaises(UserError):
            second._void("Too late")
        with self.assertRaisesRegex(UserError, "does not take answers"):
            self._draft(way="paper", contact_id=False)

    def test_anonymous(self):
        """SAT-09 a promise of anonymity is kept by staff too"""
        self.set._decide({"is_anonymous": True})
        measurement = self._open()
        answer = self._answer(
            measurement, [90, 90, 90], done=False, contact_name="Somebody"
        )
        self.assertFalse(answer.contact_id or answer.contact_name)
        answer.write({"contact_id": self.contact.id})
        self.assertFalse(answer.contact_id)
        called = self._of_action(measurement.action_call())
        self.assertFalse(called.contact_id)

    def test_rights(self):
        """SAT-09 the department enters; colleagues, auditors and employees do not"""
        answer = self._draft()
        with self.assertRaisesRegex(UserError, "personal link"):
            answer.write({"way": "online"})
        with self.assertRaises(AccessError):
            answer.with_user(self.colleague).line_ids.read(["score"])
        with self.assertRaises(AccessError):
            self.measurement.with_user(self.colleague).action_call()
        with self.assertRaises(AccessError):
            self.measurement.with_user(self.employee).action_enter_paper()
        with self.assertRaises(AccessError):
            self.measurement.with_user(self.auditor).action_call()
        self._award()
        for model in ("crm.satisfaction.check", "crm.satisfaction.award"):
            found = self.env[model].with_user(self.colleague)
            self.assertFalse(found.search([("company_id", "=", self.company.id)]))
            found = self.env[model].with_user(self.auditor)
            self.assertTrue(found.search([("company_id", "=", self.company.id)]))
        items = self.env["crm.satisfaction.check.item"]
        for user in (self.user, self.officer):
            with self.assertRaises(AccessError):
                items.with_user(user).create({"name": "x"})
        items.with_user(self.manager).create({"name": "Safety"})

    def test_items_of_business(self):
        """SAT-01 items of another business are not judged"""
        item = self.env["crm.satisfaction.check.item"].create(
            {
                "name": "Deeds",
                "kind_ids": [
                    Command.link(
                        self.env.ref(
                            "crm_satisfaction.crm_satisfaction_kind_property"
                        ).id
                    )
                ],
            }
        )
        self.assertNotIn(item, self._open().check_ids.item_id)
        item.kind_ids = self.kind
        self.assertIn(item, self._open().check_ids.item_id)

    def test_print_forms(self):
        """SAT-09 forms by name and blank ones, each with a number of its own"""
        measurement = self.measurement.with_user(self.user)
        action = measurement.action_print_forms()
        wizards = self.env[action["res_model"]].with_user(self.user)
        wizard = wizards.with_context(**action["context"]).create({"blank_count": 2})
        wizard.action_print()
        numbers = [form["number"] for form in wizard.forms]
        reference = measurement.reference
        self.assertEqual(
            numbers, [f"{reference}-{number:03d}" for number in range(1, 5)]
        )
        self.assertEqual(measurement.paper_count, 4)
        html = self.env["ir.actions.report"]._render_qweb_html(
            "crm_satisfaction.report_form", wizard.ids
        )[0]
        text = html.decode()
        for expected in (*numbers, "Contact A", "Inspector", "Signature", "Stamp"):
            self.assertIn(expected, text)
        with self.assertRaises(UserError):
            wizards.create(
                {"measurement_id": measurement.id, "blank_count": 500}
            ).action_print()
        with self.assertRaises(AccessError):
            wizard.with_user(self.colleague).action_print()
        measurement._cancel("Not needed")
        with self.assertRaises(UserError):
            wizard.action_print()
