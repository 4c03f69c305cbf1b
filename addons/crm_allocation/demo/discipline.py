# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Clocks, re-applications, violations and penalties of the demo company."""

from datetime import timedelta
from itertools import cycle

from odoo import fields

from .past import Past

# Minutes until the first contact, one after the other; none: missed
MINUTES = (4, 7, 2, 9, None, 6, 3, 8, 5)
# Type, person, evidence, until which step, how many days ago
PENALTIES = (
    ("late_entry", "chen", "Entered on the third day (第三天才录入)", "settled", 40),
    ("late_entry", "liu", "Entered two days late (晚录两天)", "confirmed", 3),
    ("late_entry", "emma", "No entry for Nordwind (未录入)", "appealed", 5),
    ("late_entry", "sales", "Entered on Monday (周一录入)", "waived", 9),
    ("late_entry", "chen", "Table of Friday empty (周五表空白)", "proposed", 1),
)


class Clocks(Past):
    """Contacts and reports after each round of allocating."""

    def __init__(self, env, company):
        super().__init__(env, company)
        self.minutes = cycle(MINUTES)

    def run(self, decisions):
        """As if all were at work: contacted after some minutes, or missed."""
        clocks = self.env["crm.allocation.contact"].search(
            [
                ("partner_id", "in", decisions.filtered("user_id").partner_id.ids),
                ("state", "=", "open"),
            ],
            order="id",
        )
        for clock in clocks:
            minutes = next(self.minutes)
            self._start(clock, minutes or 45)
            if minutes:
                own = clock.with_user(clock.user_id)
                own._register_contact("phone", "Wants a quotation (要报价)")
                own._register_report("Visit agreed for next week (约好下周拜访)")
        clocks._miss()

    def _start(self, clock, minutes):
        """The clock began so many minutes ago, in working time."""
        begin = fields.Datetime.now() - timedelta(minutes=minutes)
        clock.write(
            {
                "assigned_at": begin,
                "starts_at": begin,
                "contact_due": begin
                + timedelta(minutes=self.company.allocation_contact_minutes),
                "report_due": begin
                + timedelta(
                    minutes=self.company.allocation_contact_minutes
                    + self.company.allocation_report_minutes
                ),
            }
        )


class Discipline(Past):
    def keep(self):
        self._apply_again()
        self._punish()
        for line in PENALTIES:
            self._fine(*line)

    def _apply_again(self):
        """Three signed in a month, which costs the agent a turn; one waits."""
        lowest = self.allocation_class("d")
        calls = self.env["crm.allocation.registration"].search(
            [
                ("kind", "=", "call"),
                ("partner_id.user_id", "!=", False),
                ("class_id", "!=", lowest.id),
            ],
            order="id",
        )
        for number, call in enumerate(calls[:4]):
            mismatch = (
                self.env["crm.allocation.mismatch"]
                .with_user(call.partner_id.user_id)
                .with_context(allowed_company_ids=self.company.ids)
                .create(
                    {
                        "partner_id": call.partner_id.id,
                        "real_class_id": lowest.id,
                        "reason": "Buys three valves a year (一年三只阀门)",
                    }
                )
            )
            mismatch.action_submit()
            if number < 3:
                self.by(mismatch, "manager").action_sign()

    def _punish(self):
        """A violation that is proposed, and one that was confirmed."""
        rule = self.env.ref("crm_allocation.crm_allocation_violation_rule_swap")
        violations = self.by(self.env["crm.allocation.violation"], "officer")
        today = self.company._policy_today()
        for key, days, punished in (("chen", 4, True), ("sales", 1, False)):
            violation = violations.create(
                {
                    "user_id": self.user(key).id,
                    "rule_id": rule.id,
                    "date": today - timedelta(days=days),
                    "evidence": "Customers changed hands unasked (私自互换客户)",
                }
            )
            if punished:
                self.by(violation, "manager").action_confirm()

    def _fine(self, kind, key, evidence, until, days):
        penalty = self.by(self.env["crm.allocation.penalty"], "officer").create(
            {
                "user_id": self.user(key).id,
                "type_id": self.env.ref(
                    f"crm_allocation.crm_allocation_penalty_type_{kind}"
                ).id,
                "date": self.company._policy_today(),
                "evidence": evidence,
            }
        )
        manager = self.by(penalty, "manager")
        if until in ("settled", "confirmed", "appealed"):
            manager.action_confirm()
        if until == "appealed":
            self._give_reason(penalty, key, "appeal", "The system was down (系统故障)")
        if until == "waived":
            self._give_reason(
                penalty, "manager", "waive", "Was ill that day (当天病假)"
            )
        self.move(penalty, days=days)
        if until == "settled":
            self.by(self.env["crm.allocation.payroll"], "manager").create(
                {"month": penalty.date.replace(day=1)}
            ).action_settle()

    def _give_reason(self, record, key, step, reason):
        action = getattr(self.by(record, key), f"action_{step}")()
        self.by(self.env[action["res_model"]], key).with_context(
            **action["context"]
        ).create({"reason": reason}).action_confirm()
