# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo.fields import Command

# A customer's size follows what it buys in a year
SIZES = ((1_000_000, "large"), (300_000, "medium"), (50_000, "small"), (0, "micro"))

# Customers with a need that others do not have
SPECIAL_NEEDS = {
    "southgate": "Spare parts within four hours (备件四小时到货)",
    "minghe": "Clean-room packaging (洁净包装)",
}

# Open targets: so many of the customers nearest to the next grade
OPEN_TARGETS = 4
TARGET_PLAN = "Visit every month, offer the service contract (每月拜访，推介服务合同)"
DAYS_TO_REACH = 150


class Outlook:
    """Segments, upgrade targets in every state, and what the gradings changed."""

    def __init__(self, env, company, partners):
        """:param partners: list of (customer, partner)"""
        self.env = env
        self.company = company
        self.partners = partners
        self.today = company._policy_today()

    def record(self):
        self._measure_effects()
        self._segment()
        self._close_former_targets()
        self._set_targets()

    # -- effect ------------------------------------------------------------------------

    def _measure_effects(self):
        effects = self.env["crm.grading.effect"]
        for record in effects._find_rounds().filtered(
            lambda record: record.company_id == self.company
        ):
            effects._measure(record)

    # -- segments ----------------------------------------------------------------------

    def _segment(self):
        for customer, partner in self.partners:
            amount = float(customer["amount"])
            code = next(code for lower, code in SIZES if amount >= lower)
            partner.customer_size_id = self.env.ref(
                f"crm_policy.crm_customer_size_{code}"
            )
        members = self.env["crm.grading.segment.member"]
        members.create(
            [
                {
                    "segment_id": self.env.ref("crm_grading.segment_special_need").id,
                    "partner_id": self._get_partner(key).id,
                    "company_id": self.company.id,
                    "since": self.today - timedelta(days=200),
                    "is_manual": True,
                    "note": note,
                }
                for key, note in SPECIAL_NEEDS.items()
            ]
        )
        for segment in self.env["crm.grading.segment"].search([]):
            segment._refresh(self.company)

    def _get_partner(self, key):
        return self.env.ref(f"crm_policy.demo_customer_{key}")

    # -- upgrade targets ---------------------------------------------------------------

    def _get_results(self, domain, order):
        """Results of the leading scheme in effect today."""
        return self.env["crm.grading.result"].search(
            [
                ("company_id", "=", self.company.id),
                ("round_id.is_current", "=", True),
                ("round_id.is_leading", "=", True),
                ("status", "=", "graded"),
                *domain,
            ],
            order=order,
        )

    def _close_former_targets(self):
        """Half a year ago: one was reached, one missed, one given up."""
        risen = self._get_results([("movement", "=", "up")], "score desc, id")[:1]
        stayed = self._get_results(
            [("movement", "=", "same"), ("points_to_next", "!=", False)],
            "points_to_next desc, id",
        )
        for results, state in (
            (risen, "reached"),
            (stayed[:1], "missed"),
            (stayed[1:2], "cancelled"),
        ):
            for result in results:
                self._tell_former_target(result, state)

    def _tell_former_target(self, result, state):
        reached = state == "reached"
        closed = result.round_id.effective_on
        self.env["crm.grading.target"].create(
            {
                "partner_id": result.partner_id.id,
                "company_id": self.company.id,
                "from_grade_id": (
                    result.previous_grade_id if reached else result.grade_id
                ).id,
                "target_grade_id": (
                    result.grade_id if reached else result.next_grade_id
                ).id,
                "date": closed,
                "plan": TARGET_PLAN,
                "state": state,
                "closed_on": closed,
                "final_grade_id": result.grade_id.id,
            }
        )

    def _set_targets(self):
        """A manager chooses those with the least to go, each salesperson's own."""
        results = self._get_results(
            [("points_to_next", "!=", False)], "points_to_next, id"
        )
        wizard = (
            self.env["crm.grading.target.set"]
            .with_user(self.env.ref("crm_policy.demo_user_manager"))
            .create(
                {
                    "company_id": self.company.id,
                    "partner_ids": [Command.set(results[:OPEN_TARGETS].partner_id.ids)],
                    "date": self.today + timedelta(days=DAYS_TO_REACH),
                    "plan": TARGET_PLAN,
                }
            )
        )
        wizard.action_set()
