# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from .history import History
from .people import People
from .plans import Plans
from .residents import Residents


class CrmSatisfactionDemo(models.AbstractModel):
    """Two years of satisfaction at the demo company, quarter by quarter."""

    _name = "crm.satisfaction.demo"
    _description = "Demo of Satisfaction"

    @api.model
    def _install(self):
        company = self.env.ref("base.main_company")
        self = self.with_company(company).with_context(
            tracking_disable=True,
            mail_notify_force_send=False,
            mail_activity_quick_update=True,
        )
        # demo data comes before the hook that numbers for every company
        company._create_policy_sequences()
        People(self.env, company).arrive()
        History(self.env, company).tell()
        Plans(self.env, company).tell()
        Residents(self.env, company).tell()
        self.env["crm.satisfaction.period"].search(
            [("company_id", "=", company.id)]
        )._filter_begun()._roll_up()
