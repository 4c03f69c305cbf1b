# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.access_common import AccessCommon
from odoo.addons.crm_allocation.tests.common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestClosedCustomer(AccessCommon):
    def test_measure(self):
        """ALC-15 who carries out a measure sees for whom; the customer is closed"""
        task = self.env["crm.grading.task"].create(
            {
                "measure_id": self.env["crm.grading.measure"].search([], limit=1).id,
                "partner_id": self.foreign.id,
                "company_id": self.company.id,
                "grade_id": self.env["crm.grading.grade"].search([], limit=1).id,
                "user_id": self.user.id,
                "period": "2026-07",
                "period_start": "2026-07-01",
                "period_end": "2026-07-31",
                "visible_from": "2026-07-01",
                "date_deadline": "2026-07-31",
            }
        )
        self.assertFalse(self._as(self.user).browse(self.foreign.id).has_access("read"))
        self.env.invalidate_all()
        [read] = task.with_user(self.user).read(["display_name"])
        self.assertIn("Foreign Valves", read["display_name"])
