# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.idle_common import IdleCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 01:00:00")
class TestPoolByGrade(IdleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.a = cls.env.ref("crm_grading.grade_a")
        cls.b = cls.env.ref("crm_grading.grade_b")
        cls.scheme = cls.env["crm.grading.scheme"].search(
            [("company_id", "=", cls.company.id)], limit=1
        ) or cls.env["crm.grading.scheme"].create(
            {"name": "Scheme", "company_id": cls.company.id}
        )

    def _grade(self, partner, grade):
        self.env["crm.grading.standing"].create(
            {
                "partner_id": partner.id,
                "company_id": self.company.id,
                "scheme_id": self.scheme.id,
                "is_leading": True,
                "grade_id": grade.id,
            }
        )

    def _new_graded(self, name, grade):
        row = self._new_pooled(name)
        self._grade(self.ledger.browse(row.ids).partner_id, grade)
        return row

    def test_limit(self):
        """ALC-05 a person claims and has so many customers of a grade"""
        self.pool.limit_ids = [
            Command.create(
                {"grade_id": self.a.id, "claims_per_day": 1, "held_at_most": 2}
            )
        ]
        self._grade(self.customer, self.a)
        rows = self._new_graded("A1", self.a) | self._new_graded("A2", self.a)
        rows |= self._new_graded("B1", self.b) | self._new_pooled("None")
        claimed, refused = self._claim(rows)
        self.assertEqual(len(claimed), 3)
        self.assertEqual(
            list(refused.values()), ["you have claimed 1 today, the limit"]
        )
        left = rows.exists()
        with freeze_time("2026-07-02 01:00:00"):
            _claimed, refused = self._claim(left)
            self.assertEqual(
                list(refused.values()),
                ["you have 2 customers; this pool is for who has fewer"],
            )
        with self.assertRaises(ValidationError):
            self.pool.limit_ids = [Command.create({"grade_id": self.a.id})]

    def test_card(self):
        """ALC-05 a card can allow some grades only"""
        card = self.env["crm.allocation.member"]._get_for(self.user, self.company)
        card.grade_ids = [Command.set(self.b.ids)]
        rows = self._new_graded("A1", self.a) | self._new_graded("B1", self.b)
        claimed, refused = self._claim(rows)
        self.assertEqual(claimed.partner_id.name, "B1")
        self.assertEqual(
            list(refused.values()), ["your card does not allow customers of its grade"]
        )

    def test_shown(self):
        """ALC-05 the pool shows the grade, and it is searched and grouped by it"""
        row = self._new_graded("A1", self.a).with_user(self.user)
        self.assertEqual(row.grade_id, self.a)
        self.assertEqual(row.search([("grade_id", "=", self.a.id)]), row)
        groups = row._read_group([], ["grade_id"], ["__count"])
        self.assertIn((self.a, 1), groups)

    def test_idle_time(self):
        """ALC-04 a grade has an idle time of its own, which goes before the class"""
        self._grade(self.customer, self.a)
        best = self.env["crm.allocation.class"].search([], limit=1)
        self.customer.allocation_class_id = best
        self.rule.line_ids = [
            Command.create({"grade_id": self.a.id, "number": 1}),
            Command.create({"class_id": best.id, "number": 5}),
        ]
        with freeze_time("2026-07-28 01:00:00"):
            self.assertEqual(self._review()["warned"], 1)
            idle = self._get_idle()
            self.assertEqual(str(idle.idle_on), "2026-08-01")
            self.assertEqual(idle.with_user(self.user).grade_id, self.a)
            self.assertEqual(
                idle.search([("grade_id", "=", self.a.id), ("id", "=", idle.id)]), idle
            )
