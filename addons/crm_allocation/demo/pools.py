# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Two pools with customers by territory, claims, and idle customers."""

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.fields import Command

from .past import Past

# What was put into a pool: customers, by whom, how long ago, why
RELEASES = (
    (
        "fuyuan wufeng xiaolong jingtao",
        "chen",
        38,
        "No demand for a year (一年无需求)",
    ),
    ("yufeng haisheng locks oujiang", "liu", 30, "Too small for the team (规模小)"),
    ("maple seaside aurora", "emma", 21, "Nobody answers (无人应答)"),
    ("levant eagle", "sales", 12, "Buys elsewhere (已有供应商)"),
)
# What was claimed again: customer, by whom, on which day of last week
CLAIMS = (
    ("fuyuan", "sales", 1),
    ("oujiang", "chen", 2),
    ("maple", "sales", 3),
    ("seaside", "liu", 4),
)
EXEMPTIONS = (
    ("gaoyuan", "Mine stands still in winter (矿山冬季停产)", 120),
    ("harvest_bank", "Our own bank (本公司开户行)", 0),
)


class Pools(Past):
    def fill(self):
        self.pools = self._make_pools()
        for keys, user, days, reason in RELEASES:
            self._release(keys.split(), user, days, reason)
        for key, user, weekday in CLAIMS:
            self._claim(key, user, self.last_week(weekday))
        self._exempt()
        self._review_idle()

    def _make_pools(self):
        teams = {
            key: self.env.ref(f"crm_policy.demo_team_{key}")
            for key in ("key_accounts", "regional")
        }
        return self.env["crm.allocation.pool"].create(
            [
                {
                    "name": "South China (华南公海)",
                    "company_id": self.company.id,
                    "sequence": 1,
                    "state_ids": [Command.set(self.provinces("GD FJ JX ZJ").ids)],
                    "claims_per_day": 3,
                    "cooling_days": 30,
                },
                {
                    "name": "All Regions (全国公海)",
                    "company_id": self.company.id,
                    "sequence": 2,
                    "team_ids": [
                        Command.set((teams["key_accounts"] | teams["regional"]).ids)
                    ],
                    "is_name_shown": True,
                    "claims_per_day": 5,
                    "cooling_days": 15,
                },
            ]
        )

    def _release(self, keys, user, days, reason):
        partners = self.customers(keys)
        wizard = self.env["crm.allocation.release"]
        self.by(wizard, user).create(
            {"partner_ids": [Command.set(partners.ids)], "reason": reason}
        ).action_release()
        self.move_ownership(partners, days=days)

    def _claim(self, key, user, days):
        partner = self.customer(key)
        rows = self.env["crm.allocation.pool.customer"]
        _claimed, refused = (
            self.by(rows, user)
            .browse(partner._get_open_ownership(self.company).ids)
            ._claim()
        )
        if refused:
            raise UserError(str(refused))
        self.move_ownership(partner, days=days)

    def _exempt(self):
        """Customers that are never idle, by the director."""
        exemptions = self.by(self.env["crm.allocation.exemption"], "manager")
        today = self.company._policy_today()
        exemptions.create(
            [
                {
                    "partner_id": self.customer(key).id,
                    "reason": reason,
                    "date_until": days and today + timedelta(days=days),
                }
                for key, reason, days in EXEMPTIONS
            ]
        )

    def _review_idle(self):
        """Last week's night warned, tonight's proposes; two are decided already."""
        rule = self.env["crm.allocation.idle.rule"]._get_for(self.company)
        rule._review(commit=False)
        idle = self.env["crm.allocation.idle"].search(
            [("company_id", "=", self.company.id)]
        )
        today = self.company._policy_today()
        overdue = idle.filtered(lambda one: one.idle_on <= today)
        self.move(overdue, days=9, only=("warned_on", "due_on"))
        rule._review(commit=False)
        decided = {one.partner_id: self.by(one, "manager") for one in idle}
        kept = decided[self.customer("handtools")]
        kept._decide_outcome(
            "kept",
            "New plant opens in spring; wait for it (春季新厂投产)",
            until=today + timedelta(days=60),
        )
        taken = decided[self.customer("flora")]
        pools = self.env["crm.allocation.pool"]._get_for_customers(
            taken.partner_id, self.company
        )
        taken._decide_outcome(
            "taken", "No action in ten weeks (十周无动作)", pools=pools
        )
