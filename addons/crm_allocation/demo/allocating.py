# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Customers who came to the company, and how they were allocated."""

from dataclasses import replace
from datetime import UTC, timedelta

from odoo.fields import Command

from ..engine import explaining
from .discipline import Clocks
from .past import Past

# Who came: name, class, province, and before which round of allocating
ARRIVALS = (
    ("Tianhe Bearings (天合轴承)", "b", "JS", 0),
    ("Hengtai Valves (恒泰阀门)", "c", "ZJ", 0),
    ("Pearl River Pumps (珠江泵业)", "c", "GD", 0),
    ("Xinyuan Plastics (新源塑料)", "d", "GD", 0),
    ("Nordic Crane Hire", "b", "", 0),
    ("Golden Wheat Mills (金麦面粉)", "c", "HA", 1),
    ("Kunlun Wind Power (昆仑风电)", "a", "QH", 1),
    ("Fujian Tea Machines (闽茶机械)", "d", "FJ", 1),
    ("Atlas Quarries", "c", "", 1),
    ("Yangtze Ferries (长江轮渡)", "b", "HB", 1),
    ("Red Lantern Kitchens (红灯笼厨具)", "d", "GD", 2),
    ("Silk Road Freight (丝路货运)", "b", "SN", 2),
    ("Lakeside Dairy", "c", "", 2),
    ("Zhenhua Tools (振华工具)", "c", "SH", 2),
    ("Suzhou Lasers (苏州激光)", "a", "JS", 3),
    ("Green Valley Farms", "d", "", 3),
)


class Allocating(Past):
    def __init__(self, env, company, registrations):
        super().__init__(env, company)
        self.registrations = registrations
        self.clocks = Clocks(env, company)

    def allocate(self):
        """The rules, four rounds of allocating, targets, and a simulation."""
        self._write_rules()
        for number, days in enumerate((25, 15, self.last_week(), 0)):
            calls = self._take_in(number)
            decisions = self._run()
            if days:
                self.clocks.run(decisions)
                self._move_round(calls, decisions, days)
        self._set_targets()
        self._simulate()

    def _write_rules(self):
        regional = self.env.ref("crm_policy.demo_team_regional")
        senior = self.env.ref("crm_allocation.crm_allocation_level_senior")
        rules = self.by(self.env["crm.allocation.rule"], "manager")
        rules.create(
            [
                {
                    "name": "Class A of Jiangsu: regional team (江苏A类归区域部)",
                    "sequence": 10,
                    "class_ids": [Command.set(self.allocation_class("a").ids)],
                    "state_ids": [Command.set(self.provinces("JS").ids)],
                    "team_ids": [Command.set(regional.ids)],
                    "match_territory": True,
                    "fallback": "wait",
                },
                {
                    "name": "Class A: senior salespeople (A类归高级销售)",
                    "sequence": 20,
                    "class_ids": [Command.set(self.allocation_class("a").ids)],
                    "level_ids": [Command.set(senior.ids)],
                    "order": "level",
                },
                {
                    "name": "South China by territory (华南按区域)",
                    "sequence": 30,
                    "state_ids": [Command.set(self.provinces("GD FJ").ids)],
                    "team_ids": [Command.set(regional.ids)],
                    "match_territory": True,
                },
            ]
        )

    def _take_in(self, number):
        """The calls of customers before a round, held by the company since then."""
        calls = self.env["crm.allocation.registration"]
        for name, code, province, before in ARRIVALS:
            if before == number:
                calls += self.registrations.call(name, code, province)
        return calls

    def _run(self):
        decisions = self.by(self.env["crm.allocation.decision"], "manager")
        known = decisions.search([])
        decisions.action_allocate_waiting()
        return decisions.search([]) - known

    def _move_round(self, calls, decisions, days):
        """The calls and all that came of them were so many days ago."""
        runs = decisions.run_id
        of_calls = [("partner_id", "in", calls.partner_id.ids)]
        of_round = [
            ("company_id", "=", self.company.id),
            ("last_allocated_on", ">=", min(runs.mapped("started_on"))),
        ]
        # found before they are moved
        lineups = self.env["crm.allocation.lineup"].search([("run_id", "in", runs.ids)])
        clocks = self.env["crm.allocation.contact"].search(of_calls)
        ledger = self.env["crm.ownership"].search(of_calls)
        # of who received or lost a turn: the order of the next round follows from it
        cards = self.env["crm.allocation.member"].search(of_round)
        self._move_receipts(lineups, days)
        for records in (calls, decisions, runs, lineups, clocks):
            self.move(records, days=days)
        self.move(ledger, days=days, only=("date_from", "date_to"))
        self.move(cards, days=days, only=("last_allocated_on",))

    def _move_receipts(self, lineups, days):
        """Who received something earlier in the same round did so on that day."""
        back = timedelta(days=days).total_seconds()
        for line in lineups:
            start = line.run_id.started_on.replace(tzinfo=UTC).timestamp()
            line.places = explaining.pack(
                replace(place, last=place.last - back)
                if place.last and place.last >= start
                else place
                for place in explaining.unpack(line.places)
            )

    def _set_targets(self):
        """Class A comes first, class D is limited."""
        self.env["crm.allocation.target"].create(
            [
                {
                    "company_id": self.company.id,
                    "class_id": self.allocation_class(code).id,
                    "direction": direction,
                    "share": share,
                    "smallest_count": 4,
                }
                for code, direction, share in (
                    ("a", "at_least", 15),
                    ("b", "at_least", 25),
                    ("d", "at_most", 20),
                )
            ]
        )

    def _simulate(self):
        """The customers of the last weeks, as the rules would have given them."""
        today = self.company._policy_today()
        self.by(self.env["crm.allocation.simulation"], "manager").create(
            {
                "name": "Before switching on (启用前模拟)",
                "date_from": today - timedelta(days=30),
                "date_to": today,
            }
        ).action_simulate()
