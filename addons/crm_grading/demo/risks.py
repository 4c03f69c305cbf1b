# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

# By customer the way that it has gone: step, limit, why
PATHS = {
    "gaoyuan": (
        ("watch", 0, "Pays later than agreed (付款晚于约定)"),
        ("limit", 60000, "Two invoices overdue after three reminders (三次催款仍逾期)"),
    ),
    "haitian": (("watch", 0, "Buys in two seasons only (仅季节性采购)"),),
    "mistral": (
        ("watch", 0, "Returns more than it buys (退货多于采购)"),
        ("limit", 5000, "Credit notes exceed invoices (贷项超过发票)"),
        ("winddown", 0, "No margin left after returns (退货后已无毛利)"),
    ),
    "dragon_toys": (
        ("watch", 0, "No order for a year (一年无订单)"),
        ("winddown", 0, "Changed to another supplier (已更换供应商)"),
        ("ended", 0, "Agreed to part (双方同意终止合作)"),
    ),
}
# Proposed by an officer, and with a review that is late
WAITING = "old_mill"
PROPOSED = ("watch", "Asked for longer terms again (再次要求延长账期)")

LATE = timedelta(days=5)

# The decisions were made on different days before today
DAYS_BETWEEN = 12


class Risks:
    """Customers at risk at each step of their way, and a proposal that waits."""

    def __init__(self, env, company):
        self.env = env
        self.company = company
        self.manager = env.ref("crm_policy.demo_user_manager")
        self.officer = env.ref("crm_policy.demo_user_officer")

    def record(self):
        risks = self.env["crm.grading.risk"]
        self.company.grading_risk_user_id = self.officer
        risks._enter_path(self.company)
        while risks._look_at_batch(self.company):
            continue
        while risks._remind_batch(self.company):
            continue
        for key, path in PATHS.items():
            record = self._get_risk(key)
            for position, step in enumerate(path):
                days = (len(path) - position) * DAYS_BETWEEN
                self._decide(record, step, days)
        waiting = self._get_risk(WAITING)
        if not waiting.proposal_id:
            step, reason = PROPOSED
            self._prepare(waiting, self.officer, step, 0, reason).action_propose()
        waiting.review_date = self.company._policy_today() - LATE

    def _get_risk(self, key):
        partner = self.env.ref(f"crm_policy.demo_customer_{key}")
        return self.env["crm.grading.risk"]._get_risk(partner, self.company)

    def _decide(self, record, step, days):
        self._prepare(record, self.manager, *step).action_decide()
        day = self.company._policy_today() - timedelta(days=days)
        record.decision_ids.sorted("id")[-1].decided_on = day
        record.state_since = day

    def _prepare(self, record, user, step, limit, reason):
        wizards = self.env["crm.grading.risk.decide"].with_user(user)
        return wizards.create(
            {
                "risk_id": record.id,
                "to_step": step,
                "limit_amount": limit,
                "reason": reason,
            }
        )
