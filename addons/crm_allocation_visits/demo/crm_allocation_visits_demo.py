# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_visits.demo.story import Visits, read_visits


class CrmAllocationVisitsDemo(models.AbstractModel):
    """The customer who was registered and is protected is visited."""

    _name = "crm.allocation.visits.demo"
    _description = "Demo of Visits to Allocated Customers"

    @api.model
    def _install(self):
        company = self.env.ref("base.main_company")
        self = self.with_company(company).with_context(tracking_disable=True)
        NewCustomers(self.env, company).make(read_visits("crm_allocation_visits"))


class NewCustomers(Visits):
    def get_customer(self, key):
        return self.env.ref(f"crm_allocation.demo_registered_{key}")
