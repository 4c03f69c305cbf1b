# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import Counter
from datetime import timedelta
from statistics import mean

from odoo import fields, models
from odoo.fields import Command

from ..engine import concentration, routing, simulating, simulation_sql

# Customers of the last days may be served by those who come to work after it.
_AFTER = timedelta(days=7)


class CrmAllocationSimulation(models.Model):
    """Computing a simulation: read once, decided by the engine, kept (ALC-06)."""

    _inherit = "crm.allocation.simulation"

    def _simulate(self):
        self.ensure_one()
        company = self.company_id
        start = company._policy_moment(self.date_from)
        end = company._policy_moment(self.date_to + timedelta(days=1))
        # sudo: customers of everybody count, whoever simulates
        simulation = self.sudo()
        simulation.env.flush_all()
        # raw SQL: the history of all customers in one statement
        rows = simulation.env.execute_query(
            simulation_sql.select_new_customers(company.id, start, end, self.with_own)
        )
        served = simulation._serve(rows, end)
        simulation._keep(rows, served)

    def _serve(self, rows, end):
        """What the rules would have done with the customers."""
        decisions = self.env["crm.allocation.decision"]
        members = decisions._get_members(self.company_id)
        present = Counter(row[4] for row in rows if row[4])
        people, total = decisions._prepare_people(members, fields.Datetime.now())
        is_window = self.company_id.allocation_share_basis == "window"
        for person in people:
            person.owned -= present[person.id]
            person.counted = 0 if is_window else person.owned
            # everybody begins the same
            person.turns, person.last, person.skips = 0.0, None, 0
            if person.blocked and person.blocked[0] == routing.LEAVE:
                person.blocked = None
        total = 0 if is_window else total - sum(present.values())
        return simulating.simulate(
            people,
            [rule._to_engine() for rule in self.rule_ids],
            total,
            self._prepare_arrivals(rows),
            self._get_worktimes(members, rows, end + _AFTER),
            end + _AFTER,
        )

    def _get_worktimes(self, members, rows, until):
        if not rows:
            return {}
        return members.user_id._get_policy_worktime(
            self.company_id, rows[0][1] - timedelta(days=1), until
        )

    def _prepare_arrivals(self, rows):
        decisions = self.env["crm.allocation.decision"]
        partners = self.env["res.partner"].browse(row[0] for row in rows)
        rules = self.rule_ids.sorted()
        matching = decisions._match(rules, partners, self.company_id)
        customers = {
            customer.id: customer
            for customer in decisions._prepare_customers(partners, matching)
        }
        arrivals = []
        for row in rows:
            local = self.company_id._get_policy_time(row[1])
            counting = rules.filtered(lambda rule, at=local: rule._counts_at(at))
            open_ids = set(counting.ids)
            customer = customers[row[0]]
            arrivals.append(
                simulating.Arrival(
                    routing.Customer(
                        customer.id,
                        customer.class_id,
                        customer.territory_id,
                        tuple(id_ for id_ in customer.rule_ids if id_ in open_ids),
                    ),
                    row[1],
                )
            )
        return arrivals

    # -- what is kept ------------------------------------------------------------------

    def _keep(self, rows, served):
        before = Counter(row[2] for row in rows)
        after = Counter(outcome.person_id for outcome in served)
        figures = self._prepare_figures(rows, served, before, after)
        self.write(
            {
                "state": "done",
                "simulated_on": fields.Datetime.now(),
                "simulated_by_id": self.env.uid,
                "customer_count": len(rows),
                "waiting_count": after[None],
                "largest_share": figures["largest"][1],
                "rule_values": [
                    {
                        "name": rule.name,
                        "version": rule.version,
                        **rule._get_snapshot(),
                    }
                    for rule in self.rule_ids.sorted()
                ],
                "reasons": Counter(
                    outcome.code for outcome in served if not outcome.person_id
                ),
                "line_ids": self._prepare_lines(before, after),
                "figure_ids": [
                    Command.create({"code": code, "before": old, "after": new})
                    for code, (old, new) in figures.items()
                ],
            }
        )

    def _prepare_lines(self, before, after):
        """One line a person, and one for those with nobody."""
        totals = [max(1, sum(counts.values())) for counts in (before, after)]
        return [
            Command.create(
                {
                    "user_id": user_id,
                    "before_count": before[user_id],
                    "after_count": after[user_id],
                    "before_share": 100 * before[user_id] / totals[0],
                    "after_share": 100 * after[user_id] / totals[1],
                }
            )
            for user_id in sorted(
                before | after, key=lambda id_: (id_ is None, -after[id_], id_ or 0)
            )
        ]

    def _prepare_figures(self, rows, served, before, after):
        """(then, by the rules) by figure."""
        counts = [
            [count for user_id, count in counter.items() if user_id]
            for counter in (before, after)
        ]
        waits = [
            [float(row[3]) for row in rows if row[3] is not None],
            [outcome.hours for outcome in served if outcome.hours is not None],
        ]
        return {
            "served": [sum(own) for own in counts],
            "unserved": [before[None], after[None]],
            "largest": [concentration.largest_share(own) for own in counts],
            "index": [concentration.herfindahl(own) for own in counts],
            "mean": [mean(own) if own else 0.0 for own in waits],
            "longest": [max(own, default=0.0) for own in waits],
        }
