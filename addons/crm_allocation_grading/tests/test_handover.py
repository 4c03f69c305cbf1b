# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.common import NOW
from odoo.addons.crm_allocation.tests.handover_common import HandoverCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestHandover(HandoverCommon):
    def test_measures_go_along(self):
        """ALC-14: planned measures move with their customer; undone too."""
        customer = self._new_customer("Customer A", self.user)
        grade = self.env["crm.grading.grade"].search([], limit=1)
        measure = self.env["crm.grading.measure"].search([], limit=1)
        task = self.env["crm.grading.task"].create(
            {
                "measure_id": measure.id,
                "partner_id": customer.id,
                "company_id": self.company.id,
                "grade_id": grade.id,
                "user_id": self.user.id,
                "period": "2026-07",
                "period_start": "2026-07-01",
                "period_end": "2026-07-31",
                "visible_from": "2026-07-01",
                "date_deadline": "2026-07-31",
            }
        )
        handover = self._new_handover(successors=self.colleague)
        handover.action_prepare()
        handover.action_hand_over()
        self.assertEqual(task.user_id, self.colleague)
        handover.action_undo()
        self.assertEqual(task.user_id, self.user)

    def test_account_teams_go_along(self):
        """ALC-14 who is in the account team of customers is replaced; undone too"""
        customer = self._new_customer("Customer A", self.user)
        team = self.env["crm.grading.account.team"].create(
            {
                "partner_id": customer.id,
                "company_id": self.company.id,
                "key_account_user_id": self.user.id,
                "executive_user_id": self.leader.id,
                "service_user_id": self.user.id,
            }
        )
        handover = self._new_handover(successors=self.colleague)
        handover.action_prepare()
        handover.action_hand_over()
        self.assertEqual(
            team.key_account_user_id | team.service_user_id, self.colleague
        )
        self.assertEqual(team.executive_user_id, self.leader)
        handover.action_undo()
        self.assertEqual(team.key_account_user_id | team.service_user_id, self.user)
