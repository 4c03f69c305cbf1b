# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.crm_satisfaction.tests.common import NOW, SatisfactionCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestAnswerComplaints(SatisfactionCommon):
    """A dissatisfied answer becomes a complaint at once (SAT-13)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        desk = cls.env["crm.complaint.desk"]._get_default(cls.company)
        desk.user_ids = cls.officer
        cls.complaints = cls.env["crm.complaint"]

    def _of(self, answers):
        return self.complaints.search([("satisfaction_answer_id", "in", answers.ids)])

    def test_at_once(self):
        """SAT-13 number, channel, customer, contact, object, department, receipt"""
        measurement = self._open()
        answer = self._answer(
            measurement, [95, 40, "na"], comment="Crane came late", way="phone"
        )
        complaint = self._of(answer)
        self.assertTrue(complaint.reference)
        self.assertEqual(complaint.channel_id.code, "survey")
        self.assertEqual(complaint.partner_id, self.customer)
        self.assertEqual(complaint.contact_id, self.contact)
        self.assertEqual(complaint.satisfaction_subject_id, self.subject)
        self.assertEqual(complaint.unit_id, self.service)
        self.assertEqual(complaint.severity, "ordinary")
        self.assertEqual(complaint.state, "new")
        for words in ("Quality: ", "(95)", "Schedule: ", "(40)", "Crane came late"):
            self.assertIn(words, complaint.description)
        self.assertNotIn("Service", complaint.description)
        self.assertTrue(complaint.receipt_sent_on)
        self.assertEqual(complaint.activity_ids.user_id, self.officer)
        self.assertTrue(complaint.sudo().milestone_ids)
        # linked both ways
        action = complaint.action_open_satisfaction_answer()
        self.assertEqual(action["res_id"], answer.id)
        officers = answer.with_user(self.officer)
        self.assertEqual(officers.action_open_complaint()["res_id"], complaint.id)
        self.assertEqual(self.subject.complaint_count, 1)
        # the complaint is the activity: nobody is asked twice
        self.assertFalse(measurement.sudo().activity_ids)

    def test_once(self):
        """SAT-13 one complaint an answer, whatever runs again; the index says so"""
        answer = self._answer(self._open(), [40, 40, 40]).sudo()
        complaint = self._of(answer)
        answer._after_answered()
        answer._complain()
        self.assertEqual(self._of(answer), complaint)
        other = complaint.copy()
        self.assertFalse(other.satisfaction_answer_id)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            other.sudo().satisfaction_answer_id = answer
            other.flush_recordset()

    def test_settings(self):
        """SAT-13 which answers, how severe, or none: settings of the company"""
        self.company.satisfaction_complaint_severity = "serious"
        measurement = self._open()
        fine = self._answer(measurement, [61, 61, 61])
        self.assertFalse(self._of(fine))
        bad = self._answer(measurement, [60, 100, 100], contact_id=False)
        self.assertEqual(self._of(bad).severity, "serious")
        self.company.satisfaction_complaint_auto = False
        silent = self._answer(measurement, [0, 100, 100], contact_id=self.inspector.id)
        self.assertTrue(silent.is_dissatisfied)
        self.assertFalse(self._of(silent))
        self.assertEqual(measurement.sudo().activity_ids.user_id, self.head)

    def test_stranger(self):
        """SAT-13 who does not belong to the customer is named, not made its contact"""
        answer = self._answer(self._open(), [0, 100, 100], contact_id=self.inspector.id)
        complaint = self._of(answer)
        self.assertFalse(complaint.contact_id)
        self.assertEqual(complaint.contact_name, "Inspector")
        self.assertEqual(complaint.email_from, "inspector@b.example.com")

    def test_anonymous(self):
        """SAT-13 SAT-09 where anonymity was promised the complaint names no one"""
        self.set.sudo().is_anonymous = True
        measurement = self._open()
        answer = self._answer(
            measurement, [0, 100, 100], contact_id=False, comment="No lift for weeks"
        )
        complaint = self._of(answer)
        self.assertEqual(complaint.contact_name, "Anonymous")
        self.assertFalse(
            complaint.partner_id
            or complaint.contact_id
            or complaint.email_from
            or complaint.phone
            or complaint.user_id
            or complaint.receipt_sent_on
        )
        self.assertIn("No lift for weeks", complaint.description)
        told = " ".join(complaint.message_ids.mapped("body")) + complaint.description
        for name in ("Customer A", "Contact A"):
            self.assertNotIn(name, told + complaint.name)
        self.assertFalse(complaint.message_partner_ids & self.customer)

    def test_rights(self):
        """SAT-13 the link is written by nobody's hand; the neighbour sees neither"""
        answer = self._answer(self._open(), [0, 100, 100])
        complaint = self._of(answer)
        with self.assertRaises(UserError):
            complaint.with_user(self.officer).satisfaction_answer_id = False
        made = self.complaints.with_user(self.officer).create(
            {"name": "By hand", "satisfaction_answer_id": answer.id}
        )
        self.assertFalse(made.satisfaction_answer_id)
        for record in (complaint, answer):
            with self.assertRaises(AccessError):
                record.with_user(self.colleague).read(["display_name"])

    def test_queries(self):
        """SAT-13 satisfied answers cost no query each, dissatisfied ones one batch"""
        measurement = self._open()
        answers = self.env["crm.satisfaction.answer"]
        for number in range(12):
            answers |= self._answer(
                measurement,
                [100, 100, 100],
                done=False,
                contact_id=False,
                contact_name=f"Person {number}",
            )
        answers.sudo().write({"state": "done"})
        measurement._rescore()
        self._count(answers[:1])
        self.assertLessEqual(self._count(answers[4:]), self._count(answers[1:4]))

    def _count(self, answers):
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        answers.sudo()._mark_dissatisfied()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_voided(self):
        """SAT-13 a voided questionnaire is told to who handles its complaint"""
        answer = self._answer(self._open(), [40, 40, 40])
        complaint = self._of(answer)
        answer._void("Entered for the wrong bridge.")
        self.assertFalse(answer.is_dissatisfied)
        note = complaint.sudo().message_ids[0]
        self.assertIn("Entered for the wrong bridge.", note.body)
        self.assertEqual(note.author_id, self.user.partner_id)
