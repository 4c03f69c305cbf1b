# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Cards, territories and classes of the demo company."""

import csv

from odoo.fields import Command
from odoo.tools.misc import file_open

from .past import Past

# Person, level, classes, provinces, customers at most
CARDS = (
    ("sales", "senior", "abcd", "", 30),
    ("emma", "senior", "abcd", "", 40),
    ("liu", "regular", "bcd", "JS ZJ SH SD", 20),
    ("chen", "junior", "cd", "GD FJ", 20),
)
# Provinces of the customers in China
PROVINCES = {
    "JS": "huayuan minghe",
    "SH": "donghai",
    "BJ": "jinghua",
    "HB": "changjiang",
    "GD": "xinghe lotus_home qilin metro_works dragon_toys",
    "SD": "taishan",
    "HL": "harbin_rail sanjiang",
    "ZJ": "orchid wanda_steel huaxin_print yulong jinma haitian",
    "HE": "jade_glass",
    "HA": "huanghe_pump",
    "JX": "baihe",
    "SC": "chengdu_auto",
    "JL": "vega",
    "FJ": "fuxing wuyi",
    "SN": "luban",
    "QH": "gaoyuan",
}
CLASSES = {
    "a": "huayuan titan donghai jinghua nordwind changjiang",
    "b": "blueharbor xinghe meridian taishan orchid kestrel",
    "c": "silverline greenfield redwood yulong polar baihe lantau qilin vega fuxing "
    "huaxin_print oakridge bayside dragon_toys pioneer mistral falcon lotus_home "
    "summit jade_glass sunflower ironbridge tiger_tools minghe harbin_rail "
    "southgate pacific",
    "d": "corner wuyi old_mill haitian jinma rosewood brightway sanjiang",
}
# The ledger was opened so many days ago; some customers are quiet for longer
OPENED = 45


def read_customers():
    with file_open("crm_allocation/demo/customers.tsv", "r") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


class People(Past):
    def arrive(self):
        """Customers that change hands; those of the other areas keep their owner."""
        self.env["res.partner"]._load_records(
            [
                {
                    "xml_id": f"crm_allocation.demo_customer_{line['key']}",
                    "values": {
                        "name": line["name"],
                        "is_company": True,
                        "allocation_class_id": self.allocation_class(line["class"]).id,
                        "country_id": line["province"] and self.env.ref("base.cn").id,
                        "state_id": line["province"]
                        and self.province(line["province"]).id,
                    },
                    "noupdate": True,
                }
                for line in read_customers()
            ]
        )
        self.env["crm.ownership"]._transfer(
            [
                {
                    "partner_id": self.customer(line["key"]).id,
                    "company_id": self.company.id,
                    "user_id": self.user(line["user"]).id,
                    "source": "opening",
                }
                for line in read_customers()
            ]
        )

    def introduce(self):
        """Who is there, and what they owned when the ledger was opened."""
        # four people: nobody has more than two fifths
        self.company.allocation_max_share = 40
        self._write_provinces()
        self._write_classes()
        self._write_cards()
        opening = self.env["crm.ownership"].search(
            [("company_id", "=", self.company.id), ("source", "=", "opening")]
        )
        self.move(opening, days=OPENED)
        for line in read_customers():
            if line["quiet"]:
                partner = self.customer(line["key"])
                self.move_ownership(partner, days=int(line["quiet"]) - OPENED)

    def _write_provinces(self):
        for code, keys in PROVINCES.items():
            self.customers(keys.split()).state_id = self.province(code)

    def _write_classes(self):
        for code, keys in CLASSES.items():
            partners = self.customers(keys.split())
            partners.allocation_class_id = self.allocation_class(code)

    def _write_cards(self):
        cards = self.env["crm.allocation.member"]
        for key, level, classes, codes, capacity in CARDS:
            rights = self.env["crm.allocation.class"].union(
                *map(self.allocation_class, classes)
            )
            cards._get_for(self.user(key), self.company).write(
                {
                    "level_id": self.env.ref(
                        f"crm_allocation.crm_allocation_level_{level}"
                    ).id,
                    "class_ids": [Command.set(rights.ids)],
                    "state_ids": [Command.set(self.provinces(codes).ids)],
                    "capacity": capacity,
                    "is_receiving": True,
                }
            )
        clerk = cards._get_for(self.user("officer"), self.company)
        clerk.write({"is_intake": True, "is_receiving": False})
