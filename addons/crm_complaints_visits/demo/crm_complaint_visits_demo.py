# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_visits.demo.story import Visits, read_visits

# Visit by customer and day, and the complaint that was heard on it
HEARD = {("changjiang", "-59"): "reopened", ("wanda_steel", "-5"): "panel"}
# ... and the complaint of which it carries out the last promise
CARRIES_OUT = {("changjiang", "-42"): "reopened", ("jade_glass", "1"): "executing"}


class CrmComplaintVisitsDemo(models.AbstractModel):
    """Complaints heard on visits, and visits that carry out what was promised."""

    _name = "crm.complaint.visits.demo"
    _description = "Demo of Complaints and Visits"

    @api.model
    def _install(self):
        company = self.env.ref("base.main_company")
        self = self.with_company(company).with_context(tracking_disable=True)
        visits = Visits(self.env, company).make(read_visits("crm_complaints_visits"))
        for day, case in HEARD.items():
            self._get_case(case).visit_id = visits[day]
        for day, case in CARRIES_OUT.items():
            executions = self._get_case(case).execution_ids
            executions.sorted("id")[-1:].visit_id = visits[day]

    def _get_case(self, key):
        return self.env.ref(f"crm_complaints.demo_case_{key}")
