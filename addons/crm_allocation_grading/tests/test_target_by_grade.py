# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.automatic_common import AutomaticCommon


@tagged("post_install", "-at_install")
class TestTargetByGrade(AutomaticCommon):
    """Shares of grades against their targets."""

    def test_actual(self):
        """ALC-21 the grade a customer had when it was allocated counts"""
        scheme = self.env["crm.grading.scheme"].create(
            {"name": "Scheme", "company_id": self.company.id}
        )
        grade = self.env["crm.grading.grade"].search([], limit=1)
        customers = self._new_waiting(4)
        self.env["crm.grading.standing"].create(
            {
                "partner_id": customers[0].id,
                "company_id": self.company.id,
                "scheme_id": scheme.id,
                "is_leading": True,
                "grade_id": grade.id,
            }
        )
        target = self.env["crm.allocation.target"].create(
            {
                "kind": "grade",
                "grade_id": grade.id,
                "direction": "at_least",
                "share": 20,
            }
        )
        self.env.flush_all()
        decisions = self._allocate(customers)
        self.assertEqual(decisions.grade_id, grade)
        self.env.invalidate_all()
        self.assertEqual((target.actual_share, target.status), (25, "kept"))
        self.assertEqual(target.group_name, grade.display_name)
