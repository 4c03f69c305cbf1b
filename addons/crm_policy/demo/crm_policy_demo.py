# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import csv

from odoo import api, models
from odoo.fields import Command
from odoo.tools.misc import file_open

# Leader and members by department
TEAMS = {
    "key_accounts": ("Key Accounts (大客户部)", "sales", ("sales", "emma")),
    "regional": ("Regional Sales (区域销售部)", "liu", ("liu", "chen")),
}


class CrmPolicyDemo(models.AbstractModel):
    """The customers of the demo company, for all policy areas.

    One line of ``customers.tsv`` is one customer with its story; each area tells by its
    own demo data what happens with them.
    """

    _name = "crm.policy.demo"
    _description = "Demo Customers"

    @api.model
    def _install(self):
        with file_open("crm_policy/demo/customers.tsv", "r") as stream:
            customers = list(csv.DictReader(stream, delimiter="\t"))
        # the history of demo customers begins with what happens to them
        partners = self.env["res.partner"].with_context(tracking_disable=True)
        partners._load_records(
            [
                {
                    "xml_id": f"crm_policy.demo_customer_{customer['key']}",
                    "values": self._prepare_partner(customer),
                    "noupdate": True,
                }
                for customer in customers
            ]
        )

    def _prepare_partner(self, customer):
        def record_id(name):
            return self.env.ref(name).id

        country = record_id(f"base.{customer['country']}")
        return {
            "name": customer["name"],
            "is_company": True,
            "city": customer["city"],
            "country_id": country,
            "user_id": record_id(f"crm_policy.demo_user_{customer['user']}"),
            "customer_kind_id": record_id(
                f"crm_policy.crm_customer_kind_{customer['kind']}"
            ),
            "customer_source_id": record_id(
                f"crm_policy.crm_customer_source_{customer['source']}"
            ),
            "sales_channel_id": record_id(
                f"crm_policy.crm_sales_channel_{customer['channel']}"
            ),
            "comment": f"{customer['story']} {customer['story_zh']}",
            "child_ids": [
                Command.create({"name": name, "type": kind, "country_id": country})
                for name, kind in (
                    (customer["contact"], "contact"),
                    (customer["site"], "delivery"),
                )
                if name
            ],
        }

    @api.model
    def _install_teams(self):
        """The departments, for the areas that know sales teams; made once."""
        company = self.env.ref("base.main_company")
        return self.env["crm.team"]._load_records(
            [
                {
                    "xml_id": f"crm_policy.demo_team_{key}",
                    "values": {
                        "name": name,
                        "company_id": company.id,
                        "user_id": self._get_user(leader).id,
                        "crm_team_member_ids": [
                            Command.create({"user_id": self._get_user(member).id})
                            for member in members
                        ],
                    },
                    "noupdate": True,
                }
                for key, (name, leader, members) in TEAMS.items()
                if not self.env.ref(f"crm_policy.demo_team_{key}", False)
            ]
        )

    def _get_user(self, key):
        return self.env.ref(f"crm_policy.demo_user_{key}")
