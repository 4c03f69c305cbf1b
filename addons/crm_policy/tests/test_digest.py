# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import PolicyCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-15 02:00:00")
class TestDigest(PolicyCommon):
    def test_improvements(self):
        """CMP-06 the mail counts the measures whose effect was verified in its time"""
        improvements = self.env["crm.improvement"]
        for day in (date(2026, 7, 14), date(2026, 5, 1)):
            improvement = improvements.create({"name": "Seal the windows"})
            improvement.sudo()._write_by_action(
                {"state": "effective", "date_verified": day}
            )
        digest = self.env["digest.digest"].create(
            {"name": "Policy", "kpi_crm_improvement": True}
        )
        month = digest.with_context(
            start_datetime=datetime(2026, 6, 15), end_datetime=datetime(2026, 7, 16)
        )
        self.assertEqual(month.with_user(self.manager).kpi_crm_improvement_value, 1)
        with self.assertRaises(AccessError):
            self.assertFalse(month.with_user(self.outsider).kpi_crm_improvement_value)
