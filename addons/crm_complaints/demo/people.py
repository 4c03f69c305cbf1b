# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Departments, their heads, a customer with a login."""

from odoo.fields import Command

from .story import Story, read_cases

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
        self._name_contacts()
        self._grow_old()
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
        desk = self.env["crm.complaint.desk"]._get_default(self.company)
        desk.write(
            {
                # made before the company was given the name of the story
                "name": f"Complaints of {self.company.name}",
                "public_form": True,
                "user_ids": [
                    Command.set((self.user("officer") | self.user("chen")).ids)
                ],
                "unit_id": self.unit("service").id,
            }
        )

    def _name_contacts(self):
        """Whom to call and to write to."""
        keys = sorted({line["customer"] for line in read_cases()})
        for number, key in enumerate(keys, start=1):
            self.contact(key).write(
                {
                    "email": f"service@{key.replace('_', '-')}.example.com",
                    "phone": f"+86 21 5550 {number:04}",
                }
            )

    def _grow_old(self):
        """Customers are known for longer than their complaints."""
        names = self.env["ir.model.data"].search(
            [("module", "=", "crm_policy"), ("name", "=like", "demo_customer_%")]
        )
        customers = self.env["res.partner"].browse(names.mapped("res_id"))
        customers.flush_recordset()
        # raw SQL: nobody else may say since when a record is known
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = create_date - interval '200 days'"
            " WHERE id IN %s",
            [tuple(customers.ids)],
        )
        customers.invalidate_recordset(["create_date"])

    def _give_login(self):
        """The contact of the biggest customer follows its complaints in the portal."""
        contact = self.contact("huayuan")
        contact.email = "wanglei@huayuan.example.com"
        # the branches invoice
        companies = self.company.search([("id", "child_of", self.company.id)])
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
                        "company_ids": [Command.set(companies.ids)],
                        "group_ids": [
                            Command.set(self.env.ref("base.group_portal").ids)
                        ],
                    },
                    "noupdate": True,
                }
            ]
        )
