# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_satisfaction.tests.common import NOW, SatisfactionCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestTrainingSet(SatisfactionCommon):
    """A kind of business of its own is data, nothing else."""

    def test_measured_by_its_own_factors(self):
        """An object of that kind is measured by the set that came as data"""
        kind = self.env.ref("crm_policy_example.crm_satisfaction_kind_training")
        subject = self._new_subject(kind_id=kind.id)
        measurement = self._new_measurement(subject_id=subject.id)
        factors = measurement._get_set().factor_ids
        self.assertEqual(
            factors.mapped("name"), ["Content", "Trainer", "Place and Time"]
        )
        self.assertEqual(sum(factors.mapped("weight")), 100)
