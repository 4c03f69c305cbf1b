# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import NOW, SatisfactionCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSet(SatisfactionCommon):
    def test_written_policy(self):
        """SAT-04 the factors of the written policy are there, and make 100 %"""
        for code, count in (("property", 8), ("engineering", 8)):
            factor_set = self.env.ref(f"crm_satisfaction.crm_satisfaction_set_{code}")
            self.assertEqual(factor_set.state, "approved")
            self.assertEqual(len(factor_set.factor_ids), count)
            self.assertEqual(factor_set.weight_total, 100)

    def test_weights(self):
        """SAT-04 a set whose weights do not make 100 % is not filed"""
        draft = self._new_set([("Quality", 50), ("Schedule", 49.9)])
        with self.assertRaisesRegex(UserError, "make 99.9 %"):
            draft.action_file()
        with self.assertRaisesRegex(UserError, "no factor"):
            self._new_set([]).action_file()

    def test_own_set_of_a_department(self):
        """SAT-04 a department files its own set with the department in charge"""
        self.company.satisfaction_unit_id = self.quality
        self.quality.head_id = self.colleague
        draft = (
            self.env["crm.satisfaction.set"]
            .with_user(self.user)
            .create(
                {
                    "name": "Service",
                    "kind_id": self.kind.id,
                    "unit_id": self.service.id,
                    "factor_ids": [(0, 0, {"name": "Speed", "weight": 100})],
                }
            )
        )
        draft.action_file()
        with self.assertRaisesRegex(UserError, "department in charge"):
            draft.action_approve()
        with self.assertRaises(UserError):
            draft.factor_ids.weight = 90
        draft.with_user(self.manager).action_approve()
        self.assertEqual(self.subject._get_set(), draft)
        self.subject.unit_id = self.quality
        self.assertEqual(self.subject._get_set(), self.set)

    def test_neighbour(self):
        """SAT-04 nobody drafts a set of another department, or of the company"""
        for unit in (self.service.id, False):
            with self.assertRaises(AccessError):
                self._new_set([]).with_user(self.colleague).copy({"unit_id": unit})

    def test_new_version(self):
        """SAT-04 an approved set never changes; approving the next retires it"""
        with self.assertRaisesRegex(UserError, "new version"):
            self.set.with_user(self.manager).factor_ids[0].weight = 10
        action = self.set.with_user(self.manager).action_new_version()
        version = self.env["crm.satisfaction.set"].browse(action["res_id"])
        self.assertEqual(version.version, 2)
        self.assertEqual(version.previous_id, self.set)
        self.assertEqual(version.factor_ids.mapped("weight"), [50, 30, 20])
        version.with_user(self.manager).action_file()
        version.with_user(self.manager).action_approve()
        self.assertEqual(self.set.state, "retired")
        self.assertEqual(self.subject._get_set(), version)

    def test_levels(self):
        """SAT-02 the value of a level lies inside its band"""
        level = self.levels[1]
        self.assertEqual(level._get_upper(), 91)
        for value in (91, 80.9, 101):
            with self.assertRaises(ValidationError):
                level.value = value
