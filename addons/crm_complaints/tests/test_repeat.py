# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..engine.repeat import needed
from .common import NOW
from .quality_common import QualityCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRepeat(QualityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls.env["res.partner"].create({"name": "B", "is_company": True})

    def _new_same(self, count=1, **values):
        values = {"subject_name": "Garden City", **values}
        return self.env["crm.complaint"].concat(
            *(self._new_complaint(**values) for _number in range(count))
        )

    def _carry_out(self, improvement):
        """Planned, started and carried out, by its own steps."""
        improvement.write(
            {
                "user_id": self.head.id,
                "measure": "Other seals",
                "date_deadline": "2026-07-10",
            }
        )
        improvement.action_plan()
        todo = self.env.ref("mail.mail_activity_data_todo")
        self.assertNotIn(todo, improvement.sudo().activity_ids.activity_type_id)
        improvement.action_start()
        improvement.action_submit()

    def test_needed(self):
        """CMP-05 “3 times” with and without the third itself"""
        self.assertEqual((needed(3, True), needed(3, False)), (3, 4))

    def test_third_opens_an_improvement_point(self):
        """CMP-05 the third of the same opens one, with all three attached"""
        first, second = self._new_same(2)
        self.assertFalse(second.improvement_id)
        self.assertEqual((first.is_repeat, second.is_repeat), (False, True))
        third = self._new_same()
        improvement = third.improvement_id
        self.assertTrue(improvement)
        self.assertEqual(improvement.sudo().complaint_ids, first | second | third)
        self.assertEqual(improvement.sudo().complaint_count, 3)
        self.assertEqual(improvement.sudo().company_id, self.company)
        self.assertIn("Leaking Windows · Garden City", improvement.sudo().name)
        self.assertEqual(improvement.sudo().user_id, self.head)
        self.assertEqual(improvement.sudo().activity_ids.user_id, self.head)
        # the user counts without seeing what others handle
        self.assertEqual(third.repeat_count, 3)

    def test_fourth_joins(self):
        """CMP-05 the fourth joins the open point, no second one opens"""
        third = self._new_same(3)[2]
        fourth = self._new_same()
        self.assertEqual(fourth.improvement_id, third.improvement_id)
        self.assertEqual(fourth.sudo().repeat_id.count, 4)
        self.assertEqual(self.env["crm.improvement"].search_count([]), 1)

    def test_exclusive(self):
        """CMP-05 where three do not suffice the fourth opens it"""
        self.company.complaint_repeat_inclusive = False
        self.assertFalse(self._new_same(3)[2].improvement_id)
        self.assertTrue(self._new_same().improvement_id)

    def test_other_threshold(self):
        """CMP-05 the figure is a setting, and counts what is there already"""
        self._new_same(2)
        self.company.complaint_repeat_threshold = 2
        self.assertEqual(self.env["crm.improvement"].search_count([]), 1)

    def test_key(self):
        """CMP-05 other subject, category or company is something else; case is not"""
        self._new_same(2)
        other = self.env["crm.complaint.category"].create({"name": "Noise"})
        for values in (
            {"subject_name": "River City"},
            {"category_id": other.id},
            {"subject_name": False},
            {"kind": "opinion"},
            {"category_id": False},
        ):
            with self.subTest(values=values):
                self.assertFalse(self._new_same(**values).improvement_id)
        self.assertTrue(self._new_same(subject_name="  garden   CITY").improvement_id)

    def test_record_concerned_is_the_subject(self):
        """CMP-05 a record that is chosen counts before the words"""
        subject = f"crm.policy.unit,{self.service.id}"
        self._new_same(2, subject_ref=subject, subject_name="a")
        self.assertTrue(
            self._new_same(subject_ref=subject, subject_name="b").improvement_id
        )

    def test_by_customer(self):
        """CMP-05 by setting each customer counts by itself"""
        self.company.complaint_repeat_by_customer = True
        self._new_same(2)
        theirs = self._new_same(partner_id=self.second.id)
        self.assertFalse(theirs.improvement_id)
        mine = self._new_same()
        self.assertTrue(mine.improvement_id)
        self.assertEqual(mine.sudo().repeat_id.partner_id, self.customer)

    def test_without_subject(self):
        """CMP-05 by setting the category alone is the issue"""
        self.company.complaint_repeat_by_subject = False
        self._new_same(subject_name="A")
        self._new_same(subject_name="B")
        self.assertTrue(self._new_same(subject_name="C").improvement_id)

    def test_level(self):
        """CMP-05 categories below the level set count as one"""
        self.company.complaint_repeat_level = 1
        below = self.env["crm.complaint.category"].create(
            [
                {
                    "name": name,
                    "parent_id": self.category.id,
                    "unit_id": self.service.id,
                }
                for name in ("Seal", "Frame")
            ]
        )
        self._new_same(category_id=below[0].id)
        self._new_same(category_id=below[1].id)
        third = self._new_same()
        self.assertEqual(third.sudo().repeat_id.category_id, self.category)
        self.assertTrue(third.improvement_id)

    def test_marked_categories_only(self):
        """CMP-05 by setting only marked categories count (commodity housing)"""
        self.company.complaint_repeat_scope = "marked"
        self.assertFalse(self._new_same(3).sudo().repeat_id)
        self.category.is_repeat_watched = True
        self.assertTrue(self._new_same(3)[2].improvement_id)

    def test_window(self):
        """CMP-05 within a window only what lies in it counts"""
        self.company.complaint_repeat_days = 30
        for received in ("2026-01-01", "2026-06-15"):
            self._new_same(received_on=f"{received} 01:00:00")
        now = self._new_same()
        self.assertFalse(now.improvement_id)
        self.assertEqual(now.repeat_count, 2)
        self.company.complaint_repeat_days = 0
        self.assertTrue(now.improvement_id)

    def test_cancelled_and_merged_do_not_count(self):
        """CMP-05 different complaints count: not cancelled, not merged ones"""
        first, second = self._new_same(2)
        second.action_cancel("By mistake")
        self.assertEqual(first.repeat_count, 1)
        third = self._new_same()
        third.sudo().duplicate_of_id = first
        fourth = self._new_same()
        self.assertFalse(fourth.improvement_id)
        self.assertEqual(fourth.repeat_count, 2)

    def test_category_corrected(self):
        """CMP-05 a complaint that is classified otherwise counts otherwise"""
        first, second = self._new_same(2)
        third = self._new_same(subject_name="River City")
        third.subject_name = "Garden City"
        self.assertEqual(third.improvement_id, first.improvement_id)
        self.assertTrue(third.improvement_id)
        self.assertTrue(second.improvement_id)

    def test_confidential_ones_do_not_count(self):
        """CMP-10 a leak is no repeat that others could read of"""
        leak = self._new_same(kind="leak", user=self.manager)
        self.assertFalse(leak.sudo().repeat_id)

    def test_person_time_and_measure(self):
        """CMP-06 the point is planned only with person, time and measure"""
        improvement = self._new_same(3)[2].improvement_id.sudo()
        with self.assertRaises(UserError):
            improvement.action_plan()

    def test_repeat_after_the_measure_begins_again(self):
        """CMP-06 the same again after the measure: no effect, the next cycle"""
        improvement = self._new_same(3)[2].improvement_id.sudo()
        self._carry_out(improvement)
        with freeze_time("2026-07-20 01:00:00"):
            again = self._new_same()
        self.assertEqual(again.improvement_id, improvement)
        self.assertEqual((improvement.state, improvement.cycle), ("draft", 2))
        notes = " ".join(improvement.message_ids.mapped("body"))
        self.assertIn(again.reference, notes)

    def test_no_repeat_is_proposed_as_effect(self):
        """CMP-06 no repeat in the days set: the effect is proposed, a person decides"""
        improvement = self._new_same(3)[2].improvement_id.sudo()
        self._carry_out(improvement)
        self.assertEqual(improvement.complaint_measure_on, date(2026, 7, 1))
        verify = self.env.ref("crm_complaints.ir_cron_complaint_repeat")
        with self.enter_registry_test_mode():
            with freeze_time("2026-09-29 01:00:00"):
                verify.method_direct_trigger()
            self.assertFalse(improvement.effect)
            with freeze_time("2026-09-30 01:00:00"):
                verify.method_direct_trigger()
                verify.method_direct_trigger()
        self.assertEqual(improvement.state, "to_verify")
        self.assertEqual(improvement.effect, "No repeat in 90 days after the measure.")
        proposals = improvement.activity_ids.filtered(
            lambda one: one.summary == "No repeat any more: verify the effect"
        )
        self.assertEqual(len(proposals), 1)

    def test_no_repeat_is_recorded_as_effect(self):
        """CMP-06 by setting the effect is recorded; later ones count from one again"""
        self.company.complaint_effect_auto = True
        complaint = self._new_same(3)[2]
        improvement = complaint.improvement_id.sudo()
        self._carry_out(improvement)
        verify = self.env.ref("crm_complaints.ir_cron_complaint_repeat")
        with freeze_time("2026-09-30 01:00:00"), self.enter_registry_test_mode():
            verify.method_direct_trigger()
        self.assertEqual(improvement.state, "effective")
        self.assertEqual(complaint.sudo().repeat_id.state, "closed")
        with freeze_time("2026-10-05 01:00:00"):
            later = self._new_same()
            self.assertFalse(later.improvement_id)
            self.assertEqual(later.repeat_count, 1)
            # an older one that is touched stays with what was settled
            complaint.sudo().write({"subject_name": "Garden City"})
        self.assertEqual(complaint.sudo().repeat_id.state, "closed")

    def test_cancelled_point_is_settled(self):
        """CMP-06 a point given up by an officer no longer gathers complaints"""
        improvement = self._new_same(3)[2].improvement_id
        improvement.with_user(self.officer)._cancel("The houses are torn down")
        self.assertFalse(self._new_same().improvement_id)

    def test_many_at_once(self):
        """CMP-05 any number of complaints in the same number of statements"""
        values = {
            "name": "Water",
            "partner_id": self.customer.id,
            "category_id": self.category.id,
            "subject_name": "North",
        }
        complaints = self.env["crm.complaint"].with_context(complaint_taken_later=True)
        complaints.create([values] * 2)

        def count(number):
            new = complaints.create([dict(values) for _each in range(number)])
            self.env.flush_all()
            before = self.cr.sql_log_count
            new.invalidate_recordset()
            new._count_repeats()
            return self.cr.sql_log_count - before

        few, many = count(5), count(50)
        self.assertLessEqual(many, few + 2)

    def test_leaving(self):
        """CMP-05 what is given up or turns out a leak leaves the improvement point"""
        first, second, third = self._new_same(3)
        second.with_user(self.officer).action_cancel("Taken down twice")
        third.with_user(self.manager).write(
            {"kind": "leak", "confidant_ids": [Command.link(self.manager.id)]}
        )
        for complaint in (second.sudo(), third.sudo()):
            self.assertFalse(complaint.repeat_id)
            self.assertFalse(complaint.improvement_id)
            self.assertFalse(complaint.is_repeat)
        self.assertTrue(first.improvement_id)
        second.category_id = self.category.copy({"name": "Doors"})
        self.assertFalse(second.sudo().repeat_id)

    def test_other_category(self):
        """CMP-05 sorted in elsewhere it belongs to no point of its old repeat"""
        third = self._new_same(3)[2]
        third.category_id = self.category.copy({"name": "Doors"})
        self.assertTrue(third.sudo().repeat_id)
        self.assertFalse(third.improvement_id)
        self.assertFalse(third.is_repeat)

    def test_merged_customers(self):
        """CMP-05 customers merged are one: their complaints are counted as one's"""
        self.company.complaint_repeat_by_customer = True
        self._new_same(2)
        theirs = self._new_same(2, partner_id=self.second.id)
        self.assertEqual(theirs.mapped("repeat_count"), [2, 2])
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([self.second.id, self.customer.id], self.customer)
        self.assertEqual(theirs.mapped("repeat_count"), [4, 4])
        repeat = theirs.sudo().repeat_id
        self.assertEqual(len(repeat), 1)
        self.assertEqual(repeat.partner_id, self.customer)
        self.assertEqual(len(repeat.improvement_id), 1)
        # nothing of the merged customer's own count is left to grow
        self._new_same()
        self.assertEqual(repeat.count, 5)

    def test_merged_customer_with_a_point(self):
        """CMP-05 an improvement point of the merged customer goes on, alone"""
        self.company.complaint_repeat_by_customer = True
        mine = self._new_same(2)
        theirs = self._new_same(3, partner_id=self.second.id)
        point = theirs.improvement_id
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([self.second.id, self.customer.id], self.customer)
        self.assertEqual((mine | theirs).improvement_id, point)
        self.assertEqual(mine.mapped("repeat_count"), [5, 5])
        self.assertEqual(self._new_same().improvement_id, point)

    def test_merged_customers_with_a_point_each(self):
        """CMP-05 of two points one goes on with all complaints, the other is closed"""
        self.company.complaint_repeat_by_customer = True
        mine = self._new_same(3)
        theirs = self._new_same(3, partner_id=self.second.id)
        repeat, other = mine.sudo().repeat_id, theirs.sudo().repeat_id
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([self.second.id, self.customer.id], self.customer)
        self.assertEqual((mine | theirs).sudo().repeat_id, repeat)
        self.assertEqual(repeat.count, 6)
        self.assertEqual(repeat.state, "reached")
        self.assertEqual(other.state, "closed")
        self.assertEqual(other.closed_on, date(2026, 7, 1))
        said = other.improvement_id.message_ids.mapped("body")
        self.assertTrue([body for body in said if "Customer A" in body], said)

    def test_rights(self):
        """CMP-05 who handles one of them reads the repeat; nobody writes it"""
        repeat = self._new_same(3)[2].sudo().repeat_id
        for user in (self.user, self.head, self.officer, self.manager, self.auditor):
            self.assertTrue(repeat.with_user(user).has_access("read"))
            self.assertFalse(repeat.with_user(user).has_access("write"))
        self.assertFalse(repeat.with_user(self.colleague).has_access("read"))

    def test_companies(self):
        """CMP-05 each company counts by itself"""
        self._new_same(2)
        other = self.env["res.company"].create({"name": "Other Ltd"})
        self.env.user.company_ids = [Command.link(other.id)]
        theirs = self.env["crm.complaint"].create(
            {
                "name": "Water",
                "company_id": other.id,
                "category_id": self.category.id,
                "subject_name": "Garden City",
            }
        )
        self.assertFalse(theirs.improvement_id)
        self.assertEqual(theirs.repeat_count, 1)
