# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Customers that salespeople found themselves, from the form to the review."""

from datetime import timedelta

from odoo import fields

from .past import Past

AMOUNTS = {"a": 900000, "b": 450000, "c": 240000, "d": 60000}
# Key, name, by whom, class, what happened to it, how many days ago
FOUND = (
    ("lanzhou", "Lanzhou Drilling (兰州钻探)", "sales", "b", "developed", 60),
    ("baltic", "Baltic Ferries", "emma", "c", "registered", 40),
    ("wenling", "Wenling Motors (温岭电机)", "liu", "c", "ending", 178),
    ("foshan", "Foshan Tiles (佛山陶瓷)", "chen", "d", "review", 187),
    ("dalian", "Dalian Cranes (大连起重)", "sales", "a", "reviewed", 190),
    ("harz", "Harz Steel Doors", "emma", "c", "submitted", 0),
    ("ningde", "Ningde Batteries (宁德电池)", "chen", "b", "returned", 1),
    ("tearoad", "Tea Road Traders (茶路商行)", "liu", "d", "refused", 3),
    ("hainan", "Hainan Resorts (海南度假村)", "chen", "c", "draft", 0),
)


class Registrations(Past):
    """Also takes calls, for what the company allocates."""

    def __init__(self, env, company):
        super().__init__(env, company)
        self.number = 0

    def register(self):
        for line in FOUND:
            self._find(*line)
        self._hit()
        # tonight's job: warns of what ends, opens reviews of what ended
        lines = self.env["crm.ownership"].search(
            [("company_id", "=", self.company.id), ("protected_until", "!=", False)]
        )
        today = self.company._policy_today()
        ending = lines.filtered(
            lambda line: today <= line.protected_until <= today + timedelta(days=14)
        )
        ending._warn_of_end()
        self.env["crm.allocation.review"]._open(
            lines.filtered(lambda line: line.protected_until < today)
        )
        self._review()

    def call(self, name, code, province):
        """The agent took a call two hours ago; since then the customer waits."""
        channel = self.env.ref("crm_allocation.crm_allocation_intake_channel_office")
        call = self._new(
            "officer",
            name,
            code,
            kind="call",
            province=province,
            channel_id=channel.id,
        )
        call.action_take_in()
        self.move_ownership(call.partner_id, hours=2)
        return self.move(call, hours=2)

    def _find(self, key, name, user, code, until, days):
        registration = self._new(user, name, code)
        if until != "draft":
            registration.action_submit()
        clerk = self.by(registration, "officer")
        if until in ("returned", "refused"):
            step, reason = {
                "returned": ("return", "Which plant? (哪个厂区？)"),
                "refused": ("refuse", "A private person, no business (个人)"),
            }[until]
            self.by(self.env["crm.policy.reason"], "officer").create(
                {
                    "res_model": registration._name,
                    "res_ids": registration.ids,
                    "step": step,
                    "reason": reason,
                }
            ).action_confirm()
        elif until not in ("draft", "submitted"):
            clerk.action_check()
            self._name(key, registration.partner_id)
            self.move(registration.ownership_id, days=days)
        if until == "developed":
            self.by(self.env["crm.allocation.developed"], "officer").create(
                {
                    "ownership_id": registration.ownership_id.id,
                    "evidence": "Contract 118 (合同)",
                }
            ).action_confirm()
        self.move(registration, days=days)

    def _name(self, key, partner):
        """Other demo data goes on with the customer."""
        self.env["ir.model.data"]._update_xmlids(
            [
                {
                    "xml_id": f"crm_allocation.demo_registered_{key}",
                    "record": partner,
                    "noupdate": True,
                }
            ]
        )

    def _hit(self):
        """A colleague's customer under another name: masked, and blocked."""
        known = self.customer("kestrel")
        known.phone = "+44 117 496 0123"
        self._new("chen", "Kestrel Parts", "c", phone=known.phone)

    def _review(self):
        """One waits with the salesperson's statement; one was extended."""
        reviews = self.env["crm.allocation.review"].search(
            [("company_id", "=", self.company.id)], order="id"
        )
        for review in reviews:
            review.with_user(
                review.user_id
            ).statement = "Samples tested; order after the budget round (预算后下单)"
        decided = reviews.filtered(lambda one: one.user_id == self.user("sales"))
        decided = self.by(decided, "manager")
        decided.write(
            {
                "result": "extend",
                "extend_until": self.company._policy_today() + timedelta(days=60),
                "reason": "Budget is approved (预算已批)",
            }
        )
        decided.action_decide()

    def _new(self, user, name, code, kind="own", province="", **values):
        """A form as the written policy asks it, filled in."""
        self.number += 1
        is_chinese = "(" in name
        prefix = "+86 571" if is_chinese else "+49 40"
        return self.by(self.env["crm.allocation.registration"], user).create(
            {
                "kind": kind,
                "customer_name": name,
                "contact_name": "Zhao Yan (赵燕)" if is_chinese else "Anke Jansen",
                "phone": f"{prefix} 8700 {self.number:04}",
                "email": f"office@customer{self.number:02}.example.com",
                "city": "Hangzhou" if is_chinese else "Hamburg",
                "country_id": self.env.ref(f"base.{'cn' if is_chinese else 'de'}").id,
                "state_id": province and self.province(province).id,
                "customer_source_id": self.env.ref(
                    "crm_policy.crm_customer_source_phone"
                ).id,
                "industry_id": self.env.ref("base.res_partner_industry_C").id,
                "demand": "Spare parts for two lines (两条线备件)",
                "demand_date": self.company._policy_today() + timedelta(days=45),
                "expected_amount": AMOUNTS[code],
                "developed_on": fields.Datetime.now() - timedelta(hours=2),
                **values,
            }
        )
