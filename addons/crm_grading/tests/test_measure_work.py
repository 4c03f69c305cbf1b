# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .measure_common import PLANNED, MeasureCommon

VISIBLE = "2026-07-20"


@tagged("post_install", "-at_install")
class TestMeasureWork(MeasureCommon):
    """What people do with their work, and who may."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._plan()
        cls.july, cls.august, cls.september = cls._of(cls.revisit)

    def _remind(self, day=VISIBLE):
        with freeze_time(day):
            self.tasks._remind(self.company)

    def _evidence(self, user=None):
        return (
            self.env["ir.attachment"]
            .with_user(user or self.user)
            .create({"name": "minutes.txt", "raw": b"Minutes"})
        )

    def test_done_with_a_note(self):
        """GRD-13 done in time counts 100 %, with who, when and what"""
        self._done(self.july, VISIBLE)
        self.assertEqual(self.july.state, "done")
        self.assertEqual(self.july.done_by_id, self.user)
        self.assertEqual(str(self.july.done_on), VISIBLE)
        self.assertEqual(self.july.note, "Met the buyer")
        self.assertEqual((self.july.execution, self.july.is_late), (100, False))

    def test_done_needs_a_note_or_evidence(self):
        """GRD-13 nothing is done without a note or a file"""
        with self.assertRaises(UserError):
            self._done(self.july, VISIBLE, note="  ")
        self._done(self.july, VISIBLE, note="", evidence=self._evidence())
        self.assertEqual(self.july.state, "done")

    def test_evidence_where_the_measure_asks(self):
        """GRD-13 evidence is demanded by the measure; each task keeps its own"""
        self.revisit.needs_evidence = True
        with self.assertRaisesRegex(UserError, "Revisit"):
            self._done(self.july, VISIBLE)
        both = self.july + self.august
        self._done(both, VISIBLE, evidence=self._evidence())
        self.assertEqual(both.mapped("state"), ["done", "done"])
        for task in both:
            [file] = task.evidence_ids
            self.assertEqual((file.res_model, file.res_id), (task._name, task.id))
            self.assertEqual(file.with_user(self.auditor).raw, b"Minutes")

    def test_done_late(self):
        """GRD-13 missed work can be done: late, counted as the settings say"""
        self._plan("2026-08-01")
        self._done(self.july, "2026-08-05")
        self.assertEqual((self.july.state, self.july.is_late), ("done", True))
        self.assertEqual(self.july.execution, 0)
        self.company.grading_late_credit = 50
        self._plan("2026-09-01")
        self._done(self.august, "2026-09-02")
        self.assertEqual(self.august.execution, 50)
        self.assertEqual(self.july.execution, 0, "settings change nothing closed")

    def test_done_twice(self):
        """GRD-13 what is done cannot be done again"""
        self._done(self.july, VISIBLE)
        with self.assertRaises(UserError):
            self._done(self.july, VISIBLE, note="Something else")

    def test_neighbour(self):
        """GRD-13 a colleague neither sees nor closes what another owes"""
        self.assertFalse(self.july.with_user(self.neighbour).has_access("read"))
        with self.assertRaises(AccessError):
            self._done(self.july, VISIBLE, user=self.neighbour)
        self.customer.user_id = self.neighbour
        self.assertTrue(self.july.with_user(self.neighbour).has_access("read"))
        with self.assertRaises(AccessError):
            self._done(self.july, VISIBLE, user=self.neighbour)
        with self.assertRaises(AccessError):
            self.july.with_user(self.auditor)._record_done("Note", self._evidence())
        self.assertEqual(self.july.state, "planned")

    def test_who_reads(self):
        """GRD-13 officers, managers and auditors read all; employees nothing"""
        for user in (self.user, self.officer, self.manager, self.auditor):
            self.assertTrue(self.july.with_user(user).has_access("read"))
        self.assertFalse(self.july.with_user(self.employee).has_access("read"))
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._new_user(
            "grading_stranger", "crm_policy.group_manager", company=other
        )
        strange = self.july.with_user(stranger).with_context(
            allowed_company_ids=other.ids
        )
        self.assertFalse(strange.has_access("read"))

    def test_moves_by_its_buttons_only(self):
        """GRD-13 nobody edits state, dates or execution, whatever comes over RPC"""
        for vals in (
            {"state": "done"},
            {"execution": 100},
            {"date_deadline": "2027-01-01"},
            {"user_id": self.neighbour.id},
            {"note": "Never mind"},
        ):
            for user in (self.user, self.officer, self.manager):
                with self.assertRaises(UserError):
                    self.july.with_user(user).write(vals)
        with self.assertRaises(AccessError):
            self.tasks.with_user(self.manager).create({})

    def test_changes_are_for_officers(self):
        """GRD-13 an officer takes back what was recorded, with the reason"""
        self._done(self.july, VISIBLE)
        with self.assertRaises(AccessError):
            self._change(self.july, "reopen", user=self.user)
        self._change(self.july, "reopen")
        self.assertEqual(self.july.state, "planned")
        self.assertFalse(self.july.done_by_id)
        self.assertIn("Agreed with the customer", self.july.message_ids[0].body)
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT execution FROM crm_grading_task WHERE id = %s", [self.july.id]
        )
        self.assertEqual(self.env.cr.fetchone(), (None,))

    def test_catalogue_is_the_managers(self):
        """GRD-13 managers set the catalogue, all others read it"""
        self.assertTrue(self.revisit.with_user(self.manager).has_access("write"))
        for user in (self.officer, self.user, self.auditor, self.employee):
            self.assertTrue(self.revisit.with_user(user).has_access("read"))
            self.assertFalse(self.revisit.with_user(user).has_access("write"))

    # -- activities --------------------------------------------------------------------

    def test_reminded_once(self):
        """GRD-13 an activity from the lead time on, one, with the due date"""
        self._remind(PLANNED)
        self.assertFalse(self.july.activity_ids)
        self._remind()
        self._remind("2026-07-21")
        [activity] = self.july.activity_ids
        self.assertEqual(activity.user_id, self.user)
        self.assertEqual(activity.date_deadline, self.july.date_deadline)
        self.assertEqual(activity.summary, "Revisit")
        self.assertEqual(activity.res_name, "Revisit · Acme")
        self.assertFalse(self.august.activity_ids)
        self.assertFalse(self.july.message_partner_ids, "nobody is mailed about it")

    def test_reminder_moves_along(self):
        """GRD-13 the activity goes along with the work to its new responsible"""
        self._remind()
        [activity] = self.july.activity_ids
        self.customer.user_id = self.neighbour
        self._plan()
        self._remind()
        self.assertEqual(self.july.activity_ids, activity)
        self.assertEqual(activity.user_id, self.neighbour)

    def test_reminder_closes(self):
        """GRD-13 done or cancelled work needs no activity; other ones are people's"""
        self._remind()
        own = self.july.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.user.id
        )
        self.standing.grade_id = self.grades["B"]
        self._plan()
        self._remind()
        self.assertEqual(self.july.activity_ids, own)
        self.standing.grade_id = self.grades["A"]
        self._plan()
        self._remind()
        self.assertEqual(len(self.july.activity_ids), 2)
        self._done(self.july, VISIBLE)
        self.assertEqual(self.july.activity_ids, own)

    def test_reminder_done_records_the_measure(self):
        """GRD-13 marking the activity done asks for the note, and records it"""
        self._remind()
        activity = self.july.activity_ids.with_user(self.user)
        with self.assertRaises(UserError):
            activity.action_feedback()
        self.assertTrue(activity.active)
        with freeze_time(VISIBLE):
            activity.action_feedback(feedback="Called the buyer")
        self.assertEqual(
            (self.july.state, self.july.note), ("done", "Called the buyer")
        )
        self.assertFalse(self.july.activity_ids)

    # -- merged customers --------------------------------------------------------------

    def _merge(self, source):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((source + self.customer).ids, self.customer)
        self.env.invalidate_all()

    def test_merged_customers(self):
        """GRD-13 merging keeps what was done for both, and plans nothing twice"""
        double = self._new_customer("Acme Ltd", user_id=self.user.id)
        self._new_standing(double, "A")
        self._plan()
        done, *others = self._of(self.revisit, double)
        self._done(done, VISIBLE)
        extra = self._new_measure("Extra", "A")
        self.standing.grade_id = self.grades["B"]
        self._plan()
        self.standing.grade_id = self.grades["A"]
        [moved] = self._of(extra, double)
        source = double.id
        self._merge(double)
        self.assertEqual(moved.partner_id, self.customer)
        self.assertEqual((moved.state, moved.merged_from), ("planned", 0))
        self.assertEqual(done.partner_id, self.customer)
        self.assertEqual((done.state, done.merged_from), ("done", source))
        for task in others:
            self.assertEqual((task.cancel_reason, task.merged_from), ("merged", source))
        self.assertEqual(self._plan()["added"], 0)

    def test_merged_account_teams(self):
        """GRD-13 one account team for merged customers, its gaps filled"""
        double = self._new_customer("Acme Ltd")
        self.customer.customer_key_account_id = self.user
        double.customer_key_account_id = self.officer
        double.customer_executive_id = self.manager
        self._merge(double)
        self.assertEqual(self.customer.customer_key_account_id, self.user)
        self.assertEqual(self.customer.customer_executive_id, self.manager)

    def test_merged_team_of_the_other(self):
        """GRD-13 the only account team goes along"""
        double = self._new_customer("Acme Ltd")
        double.customer_executive_id = self.manager
        self._merge(double)
        self.assertEqual(self.customer.customer_executive_id, self.manager)

    def test_lead_of_a_list(self):
        """GRD-13 many measures are closed by one dialog"""
        action = (self.july + self.august).with_user(self.user).action_done()
        dialog = (
            self.env["crm.grading.task.done"]
            .with_user(self.user)
            .with_context(**action["context"])
            .create({"note": "Two visits", "evidence_ids": [Command.clear()]})
        )
        self.assertEqual(dialog.count, 2)
        with freeze_time(VISIBLE):
            dialog.action_record()
        self.assertEqual(self.august.note, "Two visits")
