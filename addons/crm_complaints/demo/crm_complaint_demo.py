# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from .cases import Cases
from .people import People
from .special import Special


class CrmComplaintDemo(models.AbstractModel):
    """A quarter of complaints at the demo company, with each ending."""

    _name = "crm.complaint.demo"
    _description = "Demo of Complaints"

    @api.model
    def _install(self):
        company = self.env.ref("base.main_company")
        self = self.with_company(company).with_context(
            tracking_disable=True, mail_notify_force_send=False
        )
        # demo data comes before the hook that numbers for every company
        company._create_policy_sequences()
        People(self.env, company).arrive()
        Cases(self.env, company).tell()
        Special(self.env, company).tell()
        self.env["crm.complaint.problem"]._mark(company)
