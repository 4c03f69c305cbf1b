# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import csv

from odoo import api, models
from odoo.fields import Command
from odoo.tools.misc import file_open


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
