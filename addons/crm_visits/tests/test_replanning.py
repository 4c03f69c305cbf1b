# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import NOW
from .planning_common import TODAY, PlanningCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestReplanning(PlanningCommon):
    def setUp(self):
        super().setUp()
        self._plan()
        self.visit, self.later = self._get_proposals()

    def test_class_changes(self):
        """VIS-05: untouched ones vanish, agreed ones stay, others are cancelled."""
        other = self._new_tagged("Other")
        self._plan()
        agreed, touched = self._get_proposals(other)
        agreed.with_user(self.user).action_agree()
        touched.with_user(self.user).message_post(
            body="Called them", message_type="comment"
        )
        tag = self.env["res.partner.category"].create({"name": "General"})
        general = self._new_class("General", tag)
        (self.customer | other).category_id = tag
        counts = self._plan()
        self.assertEqual(counts["gone"], 3)
        self.assertFalse((self.visit | self.later).exists())
        self.assertEqual(agreed.state, "planned")
        self.assertEqual(agreed.cadence_id, self.cadence)
        self.assertEqual(touched.state, "cancelled")
        self.assertTrue(touched.cancel_reason_id.is_excused)
        self.assertIn("class", touched.cancel_note)
        self.assertFalse(touched.cadence_id)
        self.assertEqual(touched.message_ids.mapped("preview"), ["Called them"])
        self.assertEqual(self.customer.visit_class_id, general)

    def test_back_again(self):
        """VIS-05: a customer that comes back to its class is planned again."""
        self.customer.category_id = False
        self._plan()
        self.assertFalse(self._get_proposals())
        self.customer.category_id = self.tag
        self.assertEqual(self._plan()["added"], 2)

    def test_activity_and_file_keep(self):
        """VIS-05: an activity or a file is work that is not thrown away."""
        self.visit.with_user(self.user).activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.user.id
        )
        self.env["ir.attachment"].create(
            {"name": "a.txt", "res_model": "crm.visit", "res_id": self.later.id}
        )
        self.customer.category_id = False
        self._plan()
        self.assertEqual(
            (self.visit | self.later).mapped("state"), ["cancelled", "cancelled"]
        )

    def test_prepared_ones_keep(self):
        """VIS-05: whatever refers to a proposal keeps it."""
        self.env["crm.visit.check"].with_user(self.user).create(
            {"visit_id": self.visit.id, "name": "Samples"}
        )
        self.customer.category_id = False
        self._plan()
        self.assertEqual(self.visit.state, "cancelled")
        self.assertFalse(self.later.exists())

    def test_cadence_changes(self):
        """VIS-05: fewer contacts, or another period: the rest is taken back."""
        self.cadence.times = 2
        self._plan()
        self.assertEqual(len(self._get_proposals()), 4)
        self.cadence.times = 1
        self._plan()
        self.assertEqual(self._get_proposals(), self.visit | self.later)
        self.cadence.unit = "quarter"
        self._plan()
        quarter = self._get_proposals()
        self.assertEqual(quarter.mapped("period_end"), [date(2026, 9, 30)])
        self.cadence.active = False
        self._plan()
        self.assertFalse(self._get_proposals())

    def test_type_and_tolerance_follow(self):
        """VIS-05: open proposals follow what their cadence says."""
        self.cadence.write(
            {
                "type_id": self.env.ref("crm_visits.crm_visit_type_phone").id,
                "tolerance_days": 3,
            }
        )
        self._plan()
        self.assertEqual(self.visit.channel_id, self.phone)
        self.assertEqual(self.visit.date_deadline, date(2026, 8, 3))

    def test_archived_customer(self):
        """VIS-05: an archived customer loses its proposals, not what is agreed."""
        self.later.with_user(self.user).action_agree()
        self.customer.active = False
        self._plan()
        self.assertFalse(self.visit.exists())
        self.assertTrue(self.later.exists())
        self.assertFalse(
            self.env["crm.visit.standing"].search_count(
                [("partner_id", "=", self.customer.id)]
            )
        )

    def test_special_partner(self):
        """VIS-05: who becomes a special partner is not visited by cadence any more."""
        self.visit.with_user(self.user).objective = "Ask for the new plant"
        self.customer.customer_kind_id = self.env["crm.customer.kind"].search(
            [("is_special", "=", True)], limit=1
        )
        self._plan()
        self.assertEqual(self.visit.state, "cancelled")
        self.assertIn("special", self.visit.cancel_note)
        self.assertFalse(self.later.exists())

    def test_representative_changes(self):
        """VIS-05: proposals go to the new representative, agreed ones stay."""
        self.later.with_user(self.user).action_agree()
        self.customer.user_id = self.colleague
        self._plan()
        self.assertEqual(self.visit.user_id, self.colleague)
        self.assertTrue(self.visit.planned_start)
        self.assertEqual(self.later.user_id, self.user)

    def test_representative_named_by_hand(self):
        """VIS-05: who was named for one visit stays, while being with the company."""
        self.visit.with_user(self.officer).user_id = self.colleague
        self._plan()
        self.assertEqual(self.visit.user_id, self.colleague)
        self.colleague.action_archive()
        self._plan()
        self.assertEqual(self.visit.user_id, self.user)

    def test_visit_outside_the_plan(self):
        """VIS-05: a visit made without plan stands for the earliest proposal."""
        made = self._new_made_visit(self.colleague, planned_start="2026-07-01 02:00:00")
        self.assertFalse(self.visit.exists())
        self.assertEqual(made.cadence_id, self.cadence)
        self.assertEqual(made.period_start, date(2026, 7, 1))
        self.assertEqual(self._plan()["added"], 0)
        self.assertEqual(self._get_proposals(state="planned"), self.later)

    def test_other_type_does_not_count(self):
        """VIS-05: a phone call does not stand for a visit."""
        made = self._new_made_visit(
            type_id=self.env.ref("crm_visits.crm_visit_type_survey").id,
            channel_id=self.face.id,
        )
        self.assertFalse(made.cadence_id)
        self.assertTrue(self.visit.exists())

    def test_touched_proposal_gives_way(self):
        """VIS-05: a proposal with notes is kept when a visit stands for it."""
        self.visit.with_user(self.user).objective = "Show the catalogue"
        made = self._new_made_visit()
        self.assertEqual(made.cadence_id, self.cadence)
        self.assertEqual(self.visit.state, "cancelled")
        self.assertIn(made.display_name, self.visit.cancel_note)

    def test_place_is_not_for_people(self):
        """VIS-05: nobody writes the place in the cadence by hand."""
        with self.assertRaises(UserError):
            self.visit.with_user(self.manager).date_deadline = date(2027, 1, 1)

    def test_merged_customers(self):
        """VIS-05: no visit is lost when customers are merged."""
        other = self._new_tagged("Twin")
        self._plan()
        twin, twin_later = self._get_proposals(other)
        twin.with_user(self.user).action_agree()
        twin_later.with_user(self.user).objective = "Ask for the plan"
        made = self._new_made_visit(partner_id=other.id, type_id=False)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.customer | other).ids, self.customer)
        self.assertFalse(self.visit.exists())
        for visit in (twin, twin_later, made):
            self.assertEqual(visit.partner_id, self.customer)
        self.assertEqual(twin.cadence_id, self.cadence)
        self.assertEqual(twin_later.state, "cancelled")
        self.assertFalse(twin_later.cadence_id)
        self.assertEqual(self._plan(TODAY)["added"], 0)
