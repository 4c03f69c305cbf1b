# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Departments, their heads, a customer with a login."""

from odoo.fields import Command

from .story import Story

# Name, department above, head, members
UNITS = {
    "company": ("Harbour (海港总部)", None, "manager", ""),
    "service": ("Customer Service (客户服务部)", "company", "officer", "chen"),
    "works": ("Engineering (工程部)", "company", "sales", ""),
    "quality": ("Quality Inspection (质检站)", "company", "emma", ""),
    "business": ("Commercial (经营部)", "company", "liu", ""),
}
PANEL = ("works", "quality", "business")


class People(Story):
    def arrive(self):
        self._found_departments()
        self._settle()
        self._give_login()

    def _found_departments(self):
        units = self.env["crm.policy.unit"]
        for key, (name, above, head, members) in UNITS.items():
            units._load_records(
                [
                    {
                        "xml_id": f"crm_complaints.demo_unit_{key}",
                        "values": {
                            "name": name,
                            "company_id": self.company.id,
                            "parent_id": above and self.unit(above).id,
                            "head_id": self.user(head).id,
                            "user_ids": [
                                Command.set(
                                    [self.user(one).id for one in members.split()]
                                )
                            ],
                        },
                        "noupdate": True,
                    }
                ]
            )

    def _settle(self):
        """The settings of the company, and the panel for quality."""
        self.company.write(
            {
                "complaint_executive_id": self.user("manager").id,
                "complaint_service_head_id": self.user("sales").id,
                "complaint_confidant_ids": [Command.set(self.user("manager").ids)],
            }
        )
        panel = [self.unit(key).id for key in PANEL]
        quality = self.env.ref("crm_complaints.crm_complaint_category_quality")
        quality.panel_unit_ids = [Command.set(panel)]

    def _give_login(self):
        """The contact of the biggest customer follows its complaints in the portal."""
        contact = self.customer("huayuan").child_ids.filtered(
            lambda child: child.type == "contact"
        )[:1]
        contact.email = "wanglei@huayuan.example.com"
        users = self.env["res.users"].with_context(no_reset_password=True)
        users._load_records(
            [
                {
                    "xml_id": "crm_complaints.demo_user_customer",
                    "values": {
                        "name": contact.name,
                        "login": "customer",
                        "password": "customer",
                        "partner_id": contact.id,
                        "company_id": self.company.id,
                        "company_ids": [Command.set(self.company.ids)],
                        "group_ids": [
                            Command.set(self.env.ref("base.group_portal").ids)
                        ],
                    },
                    "noupdate": True,
                }
            ]
        )
