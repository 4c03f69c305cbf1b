# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Classes of the demo customers and a month of proposals by their cadence."""

from dateutil.relativedelta import relativedelta

from odoo.fields import Command

# Tag and customers by standard class; where grading is installed, grades say it
CLASSES = {
    "strategic": (
        "Strategic Customer (战略客户)",
        ("huayuan", "titan", "donghai", "jinghua", "nordwind", "changjiang"),
    ),
    "key": (
        "Key Customer (重点客户)",
        ("blueharbor", "xinghe", "meridian", "taishan", "orchid", "kestrel", "qilin"),
    ),
    "general": (
        "General Customer (一般客户)",
        ("silverline", "greenfield", "redwood", "yulong", "polar", "baihe", "lantau"),
    ),
    "potential": (
        "Potential Customer (潜在客户)",
        ("vega", "pioneer", "clearwater", "rosewood", "gaoyuan"),
    ),
}
PROMISING = ("vega", "qilin", "pioneer")


class Planning:
    """Says who belongs to which class and plans, as if the cadence had run a month."""

    def __init__(self, env, company):
        self.env = env
        self.company = company

    def classify(self):
        tags = self.env["res.partner.category"]
        classes = self.env["crm.visit.class"].search(
            [("company_id", "=", self.company.id)]
        )
        for visit_class, (name, keys) in zip(classes, CLASSES.values(), strict=False):
            tag = tags.create({"name": name})
            visit_class.category_ids = [Command.set(tag.ids)]
            for key in keys:
                self._get_partner(key).category_id = [Command.link(tag.id)]
        for key in PROMISING:
            self._get_partner(key).visit_is_promising = True

    def plan(self):
        """What was due last month and nobody did is missed by now."""
        today = self.company._policy_today()
        last_month = today.replace(day=1) - relativedelta(months=1)
        visits = self.env["crm.visit"]
        visits._plan(self.company, last_month)
        visits._plan(self.company)

    def _get_partner(self, key):
        return self.env.ref(f"crm_policy.demo_customer_{key}")
