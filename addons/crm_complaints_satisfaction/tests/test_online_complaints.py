# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_satisfaction.tests.common import NOW
from odoo.addons.crm_satisfaction.tests.online_common import OnlineCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestOnlineComplaints(OnlineCommon):
    """Complaints out of online questionnaires (SAT-13)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        desk = cls.env["crm.complaint.desk"]._get_default(cls.company)
        desk.user_ids = cls.officer

    def _of(self, answers):
        return self.env["crm.complaint"].search(
            [("satisfaction_answer_id", "in", answers.ids)]
        )

    def test_respondent_as_a_user(self):
        """SAT-09 SAT-13 whoever answers anonymously while logged in is neither the
        author of the complaint nor of its activity, and it comes up later"""
        measurement = self._new_anonymous()
        portal = self._new_user("sat_portal", "base.group_portal")
        user_input = self._get_input(self._invite(measurement)[0])
        user_input = user_input.with_user(portal).sudo()
        self._submit(user_input, ["satisfied", "dissatisfied"], comment="No lift")
        answer = measurement.sudo().answer_ids
        self.assertFalse(self._of(answer))
        answer._follow_alone()
        complaint = self._of(answer)
        for record in (complaint, complaint.activity_ids, complaint.message_ids):
            self.assertNotIn(portal, record.create_uid)
        self.assertNotIn(portal.partner_id, complaint.message_ids.author_id)
        self.assertNotIn(portal.partner_id, complaint.message_partner_ids)
        self.assertNotIn("No lift", complaint.description)

    def test_late(self):
        """SAT-13 a late dissatisfied answer is a complaint at once"""
        measurement = self._open()
        invitations = self._invite(measurement)
        late = self._get_input(invitations[1])
        late._mark_in_progress()
        self._submit(self._get_input(invitations[0]), ["satisfied"] * 3)
        measurement.sudo().action_done()
        self._fill_in(late, ["dissatisfied"] * 3)
        late._mark_done()
        answer = measurement.answer_ids.filtered("is_late")
        self.assertEqual(self._of(answer).state, "new")
        measurement.with_user(self.manager)._reopen("One more came in")
        self.assertEqual(len(self._of(answer)), 1)

    def test_many(self):
        """SAT-13 of many dissatisfied answers each costs few statements; who handles
        them has an activity for each, and one mail"""
        measurement = self._open()
        answers = self.env["crm.satisfaction.answer"]
        for number in range(33):
            answers |= self._answer(
                measurement,
                [40, 40, 40],
                done=False,
                contact_id=False,
                contact_name=f"Person {number}",
            )
        answers.sudo().write({"state": "done"})
        self._count(answers[:1])
        few, many = self._count(answers[1:3]), self._count(answers[3:])
        self.assertLess((many - few) / 28, 10)
        complaints = self._of(answers)
        self.assertEqual(len(complaints), 33)
        self.assertEqual(len(complaints.activity_ids), 33)
        mails = self.env["mail.mail"].sudo()
        told = mails.search([("recipient_ids", "in", self.officer.partner_id.ids)])
        self.assertLessEqual(len(told), 3)

    def _count(self, answers):
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        answers.sudo()._mark_dissatisfied()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before
