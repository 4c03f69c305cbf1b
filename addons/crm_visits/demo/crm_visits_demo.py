# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from .story import Visits


class CrmVisitsDemo(models.AbstractModel):
    """A month of field work at the demo company's customers."""

    _name = "crm.visits.demo"
    _description = "Demo of Customer Visits"

    @api.model
    def _install(self):
        company = self.env.ref("base.main_company")
        self.env["crm.policy.demo"]._install_teams()
        Visits(self.env, company).record()
