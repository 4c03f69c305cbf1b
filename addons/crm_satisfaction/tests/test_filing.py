# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import NOW, SatisfactionCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFiling(SatisfactionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # quality inspection is in charge of measuring; its head decides
        cls.quality.head_id = cls.colleague
        cls.company.satisfaction_unit_id = cls.quality

    def _new_own_set(self, factors=(("Speed", 60), ("Care", 40))):
        draft = self._new_set(factors, name="Service", unit_id=self.service.id)
        return draft.with_user(self.user)

    def test_filing(self):
        """SAT-04 a department files its set, the department in charge decides"""
        draft = self._new_own_set()
        draft.action_file()
        self.assertEqual(draft.sudo().activity_ids.user_id, self.colleague)
        self.assertEqual(draft.filed_by_id, self.user)
        with self.assertRaises(UserError):
            draft.with_user(self.head).action_approve()
        decider = draft.with_user(self.colleague)
        self.assertTrue(decider.may_approve)
        decider._refuse("Ask about the price")
        self.assertEqual(draft.state, "draft")
        self.assertFalse(draft.sudo().activity_ids)
        told = self.env["mail.message"].search(
            [("partner_ids", "in", self.user.partner_id.ids)], limit=1, order="id desc"
        )
        self.assertIn("Ask about the price", told.body)
        draft.action_file()
        with self.assertRaises(UserError):
            # what was filed is decided, not edited
            decider.factor_ids[0].weight = 10
        decider.action_approve()
        self.assertEqual(draft.approved_by_id, self.colleague)
        self.assertFalse(draft.sudo().activity_ids)

    def test_managers_decide(self):
        """SAT-04 without a department in charge the managers are asked"""
        self.company.satisfaction_unit_id = False
        draft = self._new_own_set()
        draft.action_file()
        self.assertIn(self.manager, draft.sudo().activity_ids.user_id)
        draft.action_withdraw()
        self.assertEqual(draft.state, "draft")
        self.assertFalse(draft.sudo().activity_ids)
        draft.action_file()
        with self.assertRaisesRegex(UserError, "takes it back"):
            draft.with_user(self.head).action_withdraw()

    def test_weights(self):
        """SAT-04 weights spread evenly, rescaled to 100, or copied from another set"""
        draft = self._new_own_set([("A", 10), ("B", 20), ("C", 10)])
        draft.action_rescale()
        self.assertEqual(draft.factor_ids.mapped("weight"), [25, 50, 25])
        draft.action_spread()
        self.assertEqual(draft.factor_ids.mapped("weight"), [33.34, 33.33, 33.33])
        self.assertEqual(draft.weight_total, 100)
        other = self._new_set([("A", 10), ("D", 5)])
        dialog = self.env["crm.satisfaction.set.copy"].with_user(self.user)
        dialog.create({"set_id": draft.id, "other_id": other.id}).action_confirm()
        self.assertEqual(draft.factor_ids.mapped("name"), ["A", "B", "C", "D"])
        with Form(draft) as form:
            self.assertEqual(form.weight_total, 105)
            with form.factor_ids.edit(0) as factor:
                factor.weight = 28.34
            self.assertEqual(form.weight_total, 100)
        approved = self.set.with_user(self.manager)
        for step in (approved.action_spread, approved.action_copy_from):
            with self.assertRaisesRegex(UserError, "new version"):
                step()
        with self.assertRaises(AccessError):
            draft.with_user(self.auditor).action_spread()

    def test_versions(self):
        """SAT-04 versions side by side, with what changed, and how often used"""
        measurement = self._open(self._new_measurement())
        action = self.set.with_user(self.manager).action_new_version()
        version = self.env["crm.satisfaction.set"].browse(action["res_id"])
        quality, schedule, service = version.factor_ids
        quality.weight = 60
        schedule.name = "Timeliness"
        service.name, service.weight = "Service", 10
        changes = {row["name"]: row["change"] for row in version._get_changes()}
        self.assertEqual(
            changes,
            {
                "Quality": "changed",
                "Timeliness": "added",
                "Service": "changed",
                "Schedule": "removed",
            },
        )
        self.assertIn("Timeliness", version.comparison)
        self.assertIn("Removed", version.comparison)
        self.assertEqual(version.version_ids, version | self.set)
        self.assertEqual(self.set.version_ids, version | self.set)
        self.assertEqual(self.set.measurement_count, 1)
        self.assertEqual(measurement.set_id, self.set)
        self.assertEqual(version.measurement_count, 0)

    def test_why_this_set(self):
        """SAT-04 the object says which set it is measured with, and why"""
        subject = self.subject.with_user(self.user)
        self.assertEqual(subject.used_set_id, self.set)
        self.assertIn("set of the company", subject.used_set_reason)
        own = self._new_own_set()
        own.action_file()
        own.with_user(self.manager).action_approve()
        subject.invalidate_recordset()
        self.assertEqual(subject.used_set_id, own)
        self.assertEqual(subject.used_set_reason, "The approved set of the department.")
        below = self.env["crm.policy.unit"].create(
            {"name": "Night Service", "parent_id": self.service.id}
        )
        self.subject.unit_id = below
        self.subject.invalidate_recordset()
        self.assertIn("Service above it", self.subject.used_set_reason)
        self.subject.set_id = self.set
        self.subject.invalidate_recordset()
        self.assertEqual(self.subject.used_set_reason, "Chosen for this object.")
        self.set.with_user(self.manager).action_retire()
        self.subject.invalidate_recordset()
        self.assertIn("not in use", self.subject.used_set_reason)
        own.with_user(self.manager).action_retire()
        self.subject.invalidate_recordset()
        self.assertFalse(self.subject.used_set_id)
        self.assertIn("nothing can be measured", self.subject.used_set_reason)
