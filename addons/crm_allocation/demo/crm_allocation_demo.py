# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from .allocating import Allocating
from .discipline import Discipline
from .gifts import Gifts
from .people import People
from .pools import Pools
from .registrations import Registrations
from .requests import Requests


class CrmAllocationDemo(models.AbstractModel):
    """Half a year of customers who change hands at the demo company."""

    _name = "crm.allocation.demo"
    _description = "Demo of Customer Allocation"

    @api.model
    def _install(self):
        company = self.env.ref("base.main_company")
        self = self.with_company(company).with_context(
            tracking_disable=True, mail_notify_force_send=False
        )
        self.env["crm.policy.demo"]._install_teams()
        people = People(self.env, company)
        people.arrive()
        # demo data comes before the hook that opens the ledger
        self.env["crm.ownership"]._open_ledger()
        people.introduce()
        Pools(self.env, company).fill()
        registrations = Registrations(self.env, company)
        registrations.register()
        Allocating(self.env, company, registrations).allocate()
        Discipline(self.env, company).keep()
        Requests(self.env, company).ask()
        Gifts(self.env, company).send()
