# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from .common import AllocationCommon


class DisciplineCommon(AllocationCommon):
    """Cards, an intake agent, and working hours of the company: Mon-Fri 9-18."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls._new_office_hours("Shop hours", ((9, 18),))
        cls.company.resource_calendar_id = cls.calendar
        cls.agent = cls._new_user("alloc_agent", "crm_policy.group_user")
        cls.members = cls.env["crm.allocation.member"]
        cls.card = cls.members._get_for(cls.user, cls.company)
        cls.agent_card = cls.members._get_for(cls.agent, cls.company)
        cls.class_a = cls.env.ref("crm_allocation.crm_allocation_class_a")
        cls.class_d = cls.env.ref("crm_allocation.crm_allocation_class_d")

    def _allocate(self, customer, user=None, source="allocation"):
        """A customer goes to the salesperson, and the clock starts."""
        self._transfer(customer, source, user_id=(user or self.user).id)
        return self.env["crm.allocation.contact"].search(
            [("partner_id", "=", customer.id)], order="id desc", limit=1
        )

    def _new_mismatch(self, number=1, user=None):
        """Submitted by the salesperson, of a customer that the agent judged."""
        customer = self._new_customer(
            f"Judged {number}", allocation_class_id=self.class_a.id
        )
        self._transfer(customer, user_id=(user or self.user).id)
        mismatch = (
            self.env["crm.allocation.mismatch"]
            .with_user(user or self.user)
            .create(
                {
                    "partner_id": customer.id,
                    "real_class_id": self.class_d.id,
                    "reason": "Three valves a year",
                }
            )
        )
        mismatch.sudo().write(
            {"agent_id": self.agent.id, "agent_card_id": self.agent_card.id}
        )
        mismatch.action_submit()
        return mismatch

    def _count_mismatches(self, *moments):
        """Signed by the leader at these moments; what the agent's tiers are then."""
        for number, moment in enumerate(moments):
            with freeze_time(moment):
                mismatch = self._new_mismatch(f"{moment} {number}")
                mismatch.with_user(self.leader).action_sign()
        return self.agent_card.tier_hit_ids

    def _new_penalty(self, user=None, **values):
        return (
            self.env["crm.allocation.penalty"]
            .with_user(user or self.officer)
            .create(
                {
                    "user_id": self.user.id,
                    "type_id": self.env.ref(
                        "crm_allocation.crm_allocation_penalty_type_late_entry"
                    ).id,
                    "date": "2026-07-01",
                    "evidence": "Entered two days later",
                    **values,
                }
            )
        )

    def _new_violation(self, user=None, **values):
        return (
            self.env["crm.allocation.violation"]
            .with_user(user or self.officer)
            .create(
                {
                    "user_id": self.user.id,
                    "rule_id": self.env.ref(
                        "crm_allocation.crm_allocation_violation_rule_swap"
                    ).id,
                    "date": "2026-07-01",
                    "evidence": "Two customers changed hands",
                    **values,
                }
            )
        )

    @staticmethod
    def _reason(record, step, reason="Seen and weighed"):
        """Presses a button that asks for a reason, and gives it."""
        action = getattr(record, f"action_{step}")()
        dialog = record.env[action["res_model"]].with_context(**action["context"])
        dialog.create({"reason": reason}).action_confirm()
