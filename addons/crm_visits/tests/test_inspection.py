# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..engine.quality import grade_of, is_sampled, weighted_mark
from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
class TestInspectionEngine(VisitCommon):
    def test_weighted_mark(self):
        """VIS-03 stars by weights; what is not marked does not count"""
        self.assertEqual(weighted_mark([(5, 25), (5, 25), (5, 15)]), 100)
        self.assertEqual(weighted_mark([(4, 3), (2, 1)]), 70)
        self.assertEqual(weighted_mark([(4, 3), (0, 1)]), 80)
        self.assertIsNone(weighted_mark([(0, 3)]))
        self.assertIsNone(weighted_mark([]))

    def test_grade(self):
        """VIS-03 the lower bound belongs to the grade; thresholds are data"""
        steps = [(80, "good"), (60, "fair"), (0, "poor")]
        marks = {100: "good", 80: "good", 79.99: "fair", 60: "fair", 0: "poor"}
        for mark, grade in marks.items():
            self.assertEqual(grade_of(mark, steps), grade)
        self.assertIsNone(grade_of(None, steps))
        self.assertIsNone(grade_of(10, [(60, "fair")]))

    def test_sample(self):
        """VIS-03 the same forms on every server, about the share that was set"""
        chosen = [number for number in range(10_000) if is_sampled(number, 20)]
        self.assertAlmostEqual(len(chosen), 2000, delta=200)
        self.assertEqual(
            chosen, [number for number in range(10_000) if is_sampled(number, 20)]
        )


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestInspection(VisitCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.visit = cls._new_made_visit()
        cls.reading = cls.visit.sudo().inspection_ids

    def _mark(self, reading, stars="4"):
        reading.mark_ids.write({"stars": stars})

    def test_waits_when_closed(self):
        """VIS-03 a closed form waits with the criteria and weights of that time"""
        self.assertEqual(self.reading.state, "waiting")
        self.assertEqual(self.reading.form_closed, self.visit.done_on)
        criteria = self.env["crm.visit.criterion"].search([])
        self.assertEqual(self.reading.mark_ids.criterion_id, criteria)
        # what readers write to each other does not go to the representative
        self.assertFalse(self.reading.message_follower_ids)
        criteria.weight = 1
        self.assertEqual(sum(self.reading.mark_ids.mapped("weight")), 100)

    def test_pass(self):
        """VIS-03 the store manager, with the User role only, passes a form"""
        reading = self.reading.with_user(self.leader)
        self.assertTrue(reading.can_inspect)
        self._mark(reading)
        self.assertEqual(reading.mark, 80)
        self.assertEqual(reading.quality_id.name, "Good")
        reading.action_pass()
        self.assertEqual(self.visit.state, "inspected")
        self.assertEqual((reading.state, reading.inspector_id), ("passed", self.leader))

    def test_pass_needs_all_marks(self):
        """VIS-03 what is not marked is named, all at once"""
        reading = self.reading.with_user(self.leader)
        reading.mark_ids[2:].write({"stars": "3"})
        with self.assertRaisesRegex(UserError, "Complete.*Concrete"):
            reading.action_pass()
        self.assertEqual(self.visit.state, "done")

    def test_send_back_and_read_again(self):
        """VIS-03 sent back with a remark, improved, read again; both readings stay"""
        reading = self.reading.with_user(self.leader)
        with self.assertRaisesRegex(UserError, "remark"):
            reading.action_send_back()
        reading.remark = "Which quantities?"
        reading.action_send_back()
        visit = self.visit
        self.assertEqual((visit.state, visit.sent_back_count), ("in_progress", 1))
        self.assertEqual(visit.sent_back_note, "Which quantities?")
        activity = visit.activity_ids
        self.assertEqual(activity.user_id, self.user)
        self.assertIn("Which quantities?", activity.note)
        visit.customer_needs = "200 valves a month"
        visit.action_done()
        self.assertFalse(visit.activity_ids)
        first, second = visit.with_user(self.leader).inspection_ids.sorted("number")
        self.assertEqual((first, first.state), (reading, "sent_back"))
        self.assertEqual((second.number, second.state), (2, "waiting"))
        self._mark(second, "5")
        second.action_pass()
        self.assertEqual(visit.state, "inspected")
        # the representative sees both
        self.assertEqual(len(visit.with_user(self.user).inspection_ids), 2)

    def test_send_back_a_locked_form(self):
        """VIS-03 readers send back what others may not open any more"""
        reading = self.reading.with_user(self.leader)
        reading.remark = "No names"
        with freeze_time("2026-08-01 01:00:00"):
            with self.assertRaises(UserError):
                self.visit.with_user(self.user)._reopen("typo")
            reading.action_send_back()
        self.assertEqual(self.visit.state, "in_progress")

    def test_withdrawn_when_opened_again(self):
        """VIS-03 what its representative opens again waits for a new reading"""
        self.visit._reopen("forgot something")
        self.assertEqual(self.reading.state, "withdrawn")
        with self.assertRaises(UserError):
            self.reading.with_user(self.leader).action_pass()
        self.visit.action_done()
        readings = self.visit.sudo().inspection_ids
        self.assertEqual(
            sorted(readings.mapped(lambda reading: (reading.number, reading.state))),
            [(1, "waiting"), (1, "withdrawn")],
        )

    def test_not_ones_own(self):
        """VIS-03 neither the representative nor a companion inspects"""
        own = self._new_made_visit(self.leader, team_id=self.store.id)
        accompanied = self._new_made_visit(
            companion_ids=[(6, 0, (self.leader | self.officer).ids)]
        )
        for visit in (own, accompanied):
            visit = visit.with_user(self.leader)
            self.assertFalse(visit.can_inspect)
            with self.assertRaises(AccessError):
                visit.action_inspect()
            reading = visit.sudo().inspection_ids.with_user(self.leader)
            with self.assertRaisesRegex(UserError, "your own"):
                reading.action_pass()
        reading = accompanied.sudo().inspection_ids
        for user in (self.leader, self.officer):
            reading.invalidate_recordset()
            self.assertFalse(reading.with_user(user).can_inspect)
            with self.assertRaises(AccessError):
                reading.mark_ids.with_user(user).write({"stars": "5"})
        self._mark(reading.with_user(self.manager))
        reading.with_user(self.manager).action_pass()
        self.assertEqual(accompanied.state, "inspected")

    def test_representative_does_not_mark(self):
        """VIS-03 a representative writes no marks and sees none before the decision"""
        for user in (self.user, self.colleague):
            mine = self.env["crm.visit.inspection"].with_user(user)
            self.assertFalse(mine.search([]))
            with self.assertRaises(AccessError):
                self.reading.mark_ids.with_user(user).write({"stars": "5"})
            with self.assertRaises(AccessError):
                self.reading.mark_ids.with_user(user).read(["stars"])
        self._mark(self.reading.with_user(self.leader))
        self.reading.with_user(self.leader).action_pass()
        self.reading.with_user(self.user).read(["mark", "remark"])
        with self.assertRaises(AccessError):
            self.reading.with_user(self.user).write({"remark": "fine"})

    def test_colleague_reads_nothing(self):
        """VIS-03 a colleague finds no inspection of another's visit, in no way"""
        self._mark(self.reading.with_user(self.leader))
        self.reading.with_user(self.leader).action_pass()
        model = self.env["crm.visit.inspection"].with_user(self.colleague)
        self.assertFalse(model.search([]))
        self.assertFalse(model.name_search("Customer A"))
        self.assertFalse(model._read_group([], ["user_id"], ["mark:avg"]))
        self.assertFalse(
            self.env["crm.visit.mark"].with_user(self.colleague).search([])
        )
        self.colleague.group_ids += self.env.ref("base.group_allow_export")
        record = self.reading.with_user(self.colleague)
        with self.assertRaises(AccessError):
            record.read(["customer_needs"])
        with self.assertRaises(AccessError):
            record.export_data(["remark"])
        self.assertEqual(
            self.env["crm.visit.inspection"].with_user(self.auditor).search([]),
            self.reading,
        )
        with self.assertRaises(AccessError):
            self.reading.with_user(self.auditor).write({"remark": "x"})
        with self.assertRaises(AccessError):
            self.reading.with_user(self.employee).read(["mark"])

    def test_companion_sees_no_mark(self):
        """VIS-03 marks are for the representative and those who judge"""
        visit = self._new_made_visit(companion_ids=[(4, self.colleague.id)])
        visit.with_user(self.colleague).read(["customer_needs"])
        reading = visit.sudo().inspection_ids
        self._mark(reading.with_user(self.leader))
        reading.with_user(self.leader).action_pass()
        self.env.invalidate_all()
        self.assertFalse(visit.with_user(self.colleague).inspection_ids)

    def test_closed_to_editing(self):
        """VIS-03 decisions come from the buttons only, whatever comes over RPC"""
        reading = self.reading.with_user(self.leader)
        for vals in (
            {"state": "passed"},
            {"inspector_id": self.manager.id},
            {"visit_id": self._new_visit().id},
            {"mark": 100},
        ):
            with self.assertRaises(UserError):
                reading.write(vals)
        with self.assertRaises(UserError):
            reading.mark_ids[0].write({"weight": 1000})
        with self.assertRaises(AccessError):
            reading.create({"visit_id": self.visit.id})
        self._mark(reading)
        reading.action_pass()
        with self.assertRaises(UserError):
            reading.write({"remark": "later"})
        with self.assertRaises(AccessError):
            reading.mark_ids.write({"stars": "1"})

    def test_two_inspectors(self):
        """VIS-03 of two readers of one form the second is told"""
        self._mark(self.reading.with_user(self.officer))
        self.reading.with_user(self.officer).action_pass()
        reading = self.reading.with_user(self.leader)
        with self.assertRaisesRegex(UserError, "Passed"):
            reading.action_pass()
        with self.assertRaisesRegex(UserError, "Passed"):
            reading.action_send_back()
        self.assertEqual(self.reading.inspector_id, self.officer)

    @mute_logger("odoo.sql_db")
    def test_waits_once(self):
        """VIS-03 the database keeps a form from waiting twice"""
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.env["crm.visit.inspection"]._ask(self.visit).flush_recordset()

    def test_queue(self):
        """VIS-03 oldest first; the next one opens, what is decided is passed over"""
        with freeze_time("2026-07-01 03:00:00"):
            second = self._new_made_visit()
        with freeze_time("2026-07-01 05:00:00"):
            third = self._new_made_visit(self.colleague)
        readings = (self.visit | second | third).sudo().inspection_ids
        model = self.env["crm.visit.inspection"].with_user(self.leader)
        queue = model.search([("state", "=", "waiting")])
        self.assertEqual(queue, readings.sorted("form_closed"))
        first, next_one, last = queue.ids
        self.assertEqual(model.find_next(queue.ids, first), next_one)
        self._mark(queue[1])
        queue[1].action_pass()
        self.assertEqual(model.find_next(queue.ids, first), last)
        self.assertFalse(model.find_next(queue.ids, last))
        # opened by a link, without a list: the reader's whole queue counts
        self.assertEqual(model.find_next([next_one], next_one), last)
        self.assertFalse(model.with_user(self.colleague).find_next(queue.ids, first))

    def test_sample_setting(self):
        """VIS-03 a share of the forms, and at least one a representative and period"""
        self.company.visit_inspection_share = 1
        count = self.env["crm.visit.inspection"].search_count
        second = self._new_made_visit()
        sampled = is_sampled(second.id, 1)
        self.assertEqual(bool(second.sudo().inspection_ids), sampled)
        other = self._new_made_visit(self.colleague)
        self.assertTrue(other.sudo().inspection_ids)
        with freeze_time("2026-07-06 01:00:00"):
            monday = self._new_made_visit()
        self.assertTrue(monday.sudo().inspection_ids)
        self.company.visit_inspection_share = 0
        before = count([])
        with freeze_time("2026-07-13 01:00:00"):
            none = self._new_made_visit(planned_start="2026-07-14 01:00:00")
        self.assertEqual(count([]), before)
        # a store manager may choose it all the same
        action = none.with_user(self.leader).action_inspect()
        reading = self.env["crm.visit.inspection"].browse(action["res_id"])
        self.assertEqual((reading.visit_id, reading.state), (none, "waiting"))
        again = none.with_user(self.leader).action_inspect()
        self.assertEqual(again["res_id"], reading.id)
        with self.assertRaises(AccessError):
            none.with_user(self.colleague).action_inspect()

    def test_reminder(self):
        """VIS-03 once a period one activity a reader, with the number that waits"""
        self._new_made_visit(self.colleague)
        self._new_made_visit(self.leader, team_id=self.store.id)
        model = self.env["crm.visit.inspection"]
        model._remind(self.company)
        activities = model.search([]).activity_ids
        leader = activities.filtered(lambda activity: activity.user_id == self.leader)
        self.assertEqual(leader.summary, "2 visit forms wait to be inspected")
        manager = activities - leader
        self.assertEqual(manager.user_id, model._get_managers(self.company))
        self.assertEqual(set(manager.mapped("summary")), {manager[0].summary})
        self.assertIn("1 visit forms", manager[0].summary)
        # renewed, not repeated
        model._remind(self.company)
        self.assertEqual(len(model.search([]).activity_ids), len(activities))

    def test_reminder_schedule(self):
        """VIS-03 the scheduled action does its work once a period"""
        cron = self.env.ref("crm_visits.ir_cron_remind_inspections")
        reminded = []
        with self.enter_registry_test_mode():
            for now in (
                "2026-07-01 01:00:00",
                "2026-07-03 01:00:00",
                # Sunday 23:30 in Shanghai, then Monday 00:30
                "2026-07-05 15:30:00",
                "2026-07-05 16:30:00",
            ):
                with freeze_time(now):
                    cron.sudo().method_direct_trigger()
                reminded.append(str(self.company.visit_inspection_reminded_on))
        self.assertEqual(
            reminded, ["2026-07-01", "2026-07-01", "2026-07-01", "2026-07-06"]
        )

    def test_other_company(self):
        """VIS-03 what another company reads stays there"""
        stranger = self._new_user(
            "visit_stranger",
            "crm_policy.group_manager",
            company=self.env["res.company"].create({"name": "Elsewhere"}),
        )
        reading = self.reading.with_user(stranger).with_context(
            allowed_company_ids=stranger.company_ids.ids
        )
        self.assertFalse(reading.search([]))
        with self.assertRaises(AccessError):
            reading.action_pass()

    def test_catalogues(self):
        """VIS-03 criteria weigh more than 0, thresholds lie between 0 and 100"""
        with self.assertRaises(AccessError):
            self.env["crm.visit.criterion"].with_user(self.officer).create(
                {"name": "Polite"}
            )
        for model, vals in (
            ("crm.visit.criterion", {"name": "Nothing", "weight": 0}),
            ("crm.visit.quality", {"name": "Twice", "minimum": 80}),
            ("crm.visit.quality", {"name": "More", "minimum": 101}),
        ):
            with (
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.env[model].with_user(self.manager).create(vals).flush_recordset()
