# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

PATTERNS = ("amount", "rules", "matrix")

LARGE_ORDER = 100000

# Judged so many days before the quarter ends
LEAD = timedelta(days=20)

# Customers with a signed agreement; the second one ended
AGREEMENTS = {"huayuan": 540, "taishan": -30, "changjiang": 300}
INFLUENCE = {
    "metro_works": "Reference for every public tender in the city (市内公共招标的标杆)",
}
# Expected so many days after the quarter
PROJECTS = {
    "jinghua": ("Second press line (第二条冲压线)", 75, 900000),
    "nordwind": ("Turbine hall north", 150, 700000),
    "kestrel": ("Composite workshop", 60, 400000),
    "qilin": ("Robot cell plant 2 (二厂机器人单元)", 45, 380000),
    "titan": ("Heavy crane renewal", 200, 1200000),
    "southgate": ("Boiler overhaul", 90, 600000),
    "xinghe": ("Clean room (洁净车间)", 120, 350000),
    "pioneer": ("Pilot line", 60, 50000),
    "vega": ("Coating chamber (镀膜室)", 100, 120000),
    "orchid": ("Filling line (灌装线)", 300, 200000),
}

# How judgements follow from the customers' stories
WILLINGNESS = {"shrinking": "leaning", "lost": "not", "archived": "not"}
SMOOTHNESS = {"prompt": "smooth", "ordinary": "acceptable"}


class OtherMethods:
    """Amount, rules and value × potential beside the scorecard, with their evidence."""

    def __init__(self, env, company, quarter, partners):
        """
        :param quarter: the quarter whose grades take effect
        :param partners: list of (customer, partner)
        """
        self.env = env
        self.company = company
        self.quarter = quarter
        self.partners = partners
        self.officer = env.ref("crm_policy.demo_user_officer")
        self.manager = env.ref("crm_policy.demo_user_manager")

    def record(self):
        """:return: the schemes taken into use, to be graded with"""
        # what this distributor calls a cooperation: a large order
        self.company.grading_cooperation_unit = "invoice"
        self.company.grading_cooperation_minimum = LARGE_ORDER
        self._sign_agreements()
        self._decide_influence()
        self._mark_projects()
        self._judge()
        return [self._use(name) for name in PATTERNS]

    def _use(self, name):
        pattern = self.env.ref(f"crm_grading.crm_grading_scheme_{name}")
        scheme = pattern._copy_for_company(self.company)
        scheme.with_user(self.manager).action_activate()
        # people open these rounds when they need them
        scheme.cadence = "none"
        return scheme

    def _get_partner(self, key):
        return self.env.ref(f"crm_policy.demo_customer_{key}")

    def _sign_agreements(self):
        today = self.company._policy_today()
        for key, days in AGREEMENTS.items():
            partner = self._get_partner(key)
            file = self.env["ir.attachment"].create(
                {
                    "name": "Signed agreement (已签协议).txt",
                    "raw": f"Framework agreement with {partner.name}".encode(),
                }
            )
            self.env["crm.grading.agreement"].create(
                {
                    "partner_id": partner.id,
                    "name": "Strategic framework agreement (战略合作框架协议)",
                    "signed_on": today - timedelta(days=700),
                    "valid_until": today + timedelta(days=days),
                    "signatory": partner.child_ids[:1].name,
                    "evidence_ids": file.ids,
                }
            )

    def _decide_influence(self):
        self.env["crm.grading.influence"].create(
            [
                {
                    "partner_id": self._get_partner(key).id,
                    "reason": reason,
                    "decided_by_id": self.manager.id,
                    "decided_on": self.quarter.start,
                }
                for key, reason in INFLUENCE.items()
            ]
        )

    def _mark_projects(self):
        self.env["crm.grading.project"].create(
            [
                {
                    "partner_id": self._get_partner(key).id,
                    "name": name,
                    "opened_on": self.quarter.start,
                    "expected_on": self.quarter.end + timedelta(days=days),
                    "amount": amount,
                    "user_id": self._get_partner(key).user_id.id,
                }
                for key, (name, days, amount) in PROJECTS.items()
            ]
        )

    def _judge(self):
        wanted = {}
        for customer, partner in self.partners:
            if not partner.active or partner.customer_is_special:
                continue
            for code, level in self._get_judgements(customer):
                key = f"crm_grading.level_{code}_{level}"
                wanted[key] = wanted.get(key, partner) | partner
        assessments = self.env["crm.grading.assessment"].with_user(self.officer)
        for xml_id, partners in wanted.items():
            level = self.env.ref(xml_id)
            assessments.create(
                [
                    {
                        "partner_id": partner.id,
                        "indicator_id": level.indicator_id.id,
                        "level_id": level.id,
                        "date": self.quarter.end - LEAD,
                    }
                    for partner in partners
                ]
            )

    def _get_judgements(self, customer):
        amount = float(customer["amount"])
        # nothing is known against who is new
        debt = float(customer["debt"].rpartition(">")[2] or 50)
        yield (
            "fundamentals",
            "sound" if debt < 45 else "acceptable" if debt < 65 else "weak",
        )
        yield "willingness", WILLINGNESS.get(customer["pattern"], "both")
        yield "smoothness", SMOOTHNESS.get(customer["habit"], "difficult")
        yield (
            "relation",
            "good" if amount >= 300000 else "fair" if amount >= 150000 else "cool",
        )
