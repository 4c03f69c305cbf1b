# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from .common import NOW
from .planning_common import PlanningCommon

LOGGER = "odoo.addons.crm_visits.models.crm_visit_planning"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPlanningFailed(PlanningCommon):
    def test_one_company_fails(self):
        """VIS-05: a company that cannot be planned says why; the others are planned."""
        later = self.env["res.company"].create({"name": "Later"})
        seller = self._new_user("later_seller", "crm_policy.group_user", later)
        general = self._new_class("General", self.tag, company_id=later.id)
        self._new_cadence(general)
        customer = self._new_tagged("Of Later")
        customer.write({"company_id": later.id, "user_id": seller.id})
        self.env.flush_all()
        # raw SQL: the field was there when the condition was written
        self.env.cr.execute(
            "UPDATE crm_visit_class SET domain = %s WHERE id = %s",
            ["[('x_gone', '=', 1)]", self.visit_class.id],
        )
        self.env.invalidate_all()
        cron = self.env.ref("crm_visits.ir_cron_plan")
        with (
            self.enter_registry_test_mode(),
            self.assertLogs(LOGGER),
        ):
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertFalse(self._get_proposals())
        self.assertTrue(self._get_proposals(customer))
        self.assertIn("x_gone", self.visit_class.planning_issue)
        self.assertFalse(general.planning_issue)
        self.visit_class.domain = False
        self._plan()
        self.assertFalse(self.visit_class.planning_issue)
        self.assertTrue(self._get_proposals())

    def test_planning_stopped(self):
        """VIS-05: an error that no condition explains shows on all classes."""

        def fail(model, company, today=None):
            model.env.cr.execute("SELECT 1 / 0")

        self.patch(type(self.env["crm.visit"]), "_plan", fail)
        with self.assertLogs(LOGGER):
            self.env["crm.visit"]._plan_alone(self.company)
        self.assertIn("log of the server", self.visit_class.planning_issue)
