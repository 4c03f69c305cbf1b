# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Branches, offices, what is measured, and who answers."""

import csv
from datetime import timedelta

from odoo.fields import Command
from odoo.tools.misc import file_open

from .story import Story

# Name, department above, head, members
UNITS = {
    "projects": ("Projects and Property (工程与物业)", None, "manager", ""),
    "east": ("East Branch (华东分公司)", "projects", "sales", ""),
    "south": ("South Branch (华南分公司)", "projects", "officer", ""),
    "pudong": ("Pudong Site Office (浦东项目部)", "east", "chen", "chen"),
    "estate": ("Property Management (物业公司)", "east", "emma", "emma"),
    "shenzhen": ("Shenzhen Site Office (深圳项目部)", "south", "liu", "liu"),
}
DATES = ("start", "handover", "deeds", "completion", "settlement")
TARGETS = {None: 85, "pudong": 88, "estate": 86, "shenzhen": 84}


def read_projects():
    with file_open("crm_satisfaction/demo/projects.tsv", "r") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


class People(Story):
    def arrive(self):
        self._found_units()
        self.company.write(
            {
                "satisfaction_unit_id": self.unit("projects").id,
                "satisfaction_unit_level": 2,
            }
        )
        self._name_contacts()
        self._begin_projects()
        self._set_targets()
        self._compare()

    def _load(self, model, prefix, values_by_key):
        """Records with a name in demo data, each once."""
        return self.env[model]._load_records(
            [
                {
                    "xml_id": f"crm_satisfaction.demo_{prefix}_{key}",
                    "values": values,
                    "noupdate": True,
                }
                for key, values in values_by_key.items()
            ]
        )

    def _found_units(self):
        for key, (name, above, head, members) in UNITS.items():
            self._load(
                "crm.policy.unit",
                "unit",
                {
                    key: {
                        "name": name,
                        "company_id": self.company.id,
                        "parent_id": above and self.unit(above).id,
                        "head_id": self.user(head).id,
                        "user_ids": [
                            Command.set([self.user(one).id for one in members.split()])
                        ],
                    }
                },
            )

    def _name_contacts(self):
        """Whom to write to and to call; and the engineer who supervises."""
        for number, line in enumerate(read_projects(), start=1):
            contact = self.contact(line["customer"])
            key = line["customer"].replace("_", "-")
            contact.email = contact.email or f"office@{key}.example.com"
            contact.phone = contact.phone or f"+86 21 5560 {number:04}"
        self._load(
            "res.partner",
            "partner",
            {
                "supervisor": {
                    "name": "Zhao Jian (赵监理)",
                    "email": "zhao@supervision.example.com",
                    "phone": "+86 21 5561 0001",
                },
                "agency": {
                    "name": "Clear Voice Research (明声调查)",
                    "is_company": True,
                    "email": "office@clearvoice.example.com",
                },
            },
        )

    def _begin_projects(self):
        with self.at(self.on(self.quarters[0].start - timedelta(days=20))):
            for line in read_projects():
                self._load(
                    "crm.satisfaction.subject",
                    "subject",
                    {line["key"]: self._prepare_subject(line)},
                )

    def _prepare_subject(self, line):
        def day(text):
            return text and self.today - timedelta(days=int(text))

        return {
            "name": line["name"],
            "subject_type": line["type"],
            "kind_id": self.ref("kind", line["kind"]).id,
            "company_id": self.company.id,
            "unit_id": self.unit(line["unit"]).id,
            "user_id": self.user(line["user"]).id,
            "partner_id": self.customer(line["customer"]).id,
            "amount": float(line["amount"] or 0),
            "date_warranty_end": day(line["warranty"]),
            "schedule_from": self.quarters[0].start,
            **{f"date_{name}": day(line[name]) for name in DATES},
            "respondent_ids": [
                Command.create({"partner_id": person.id, "role_id": role.id})
                for person, role in (
                    (self.contact(line["customer"]), self.ref("role", "owner")),
                    (self.partner("supervisor"), self.ref("role", "supervisor")),
                )
                if person
            ],
        }

    def _set_targets(self):
        years = {quarter.start.year for quarter in self.quarters} | {self.today.year}
        self.by(self.env["crm.satisfaction.target"], "manager").create(
            [
                {
                    "company_id": self.company.id,
                    "year": year,
                    "unit_id": key and self.unit(key).id,
                    "score": score,
                    "repeat_rate": 0 if key else 40,
                    "feedback_rate": 70,
                }
                for year in sorted(years)
                for key, score in TARGETS.items()
            ]
        )

    def _compare(self):
        """Two competitors, each second quarter, from studies of the association."""
        self.by(self.env["crm.satisfaction.benchmark"], "officer").create(
            [
                {
                    "name": name,
                    "company_id": self.company.id,
                    "kind_id": self.ref("kind", kind).id,
                    "date": quarter.end,
                    "score": score + number * step,
                    "performance": f"<p>{text}</p>",
                    "source": "Study of the trade association (行业协会调查)",
                    "source_date": quarter.end,
                }
                for number, quarter in enumerate(self.quarters[1::2])
                for name, kind, score, step, text in (
                    (
                        "Northern Build (北方建工)",
                        "engineering",
                        82,
                        0.7,
                        "Quicker, but papers are late (工期快，资料滞后)",
                    ),
                    (
                        "Sunrise Homes (朝阳物业)",
                        "property",
                        87,
                        -0.4,
                        "Known for its hotline (热线口碑好)",
                    ),
                )
            ]
        )
