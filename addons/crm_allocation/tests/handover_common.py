# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields
from odoo.fields import Command

from .common import AllocationCommon


class HandoverCommon(AllocationCommon):
    """Dialogs that ask for a reason, and hand-overs with their successors."""

    @classmethod
    def _answer(cls, action, user, **values):
        """Confirms the dialog that a step has opened."""
        dialog = (
            cls.env[action["res_model"]]
            .with_user(user)
            .with_context(**action["context"])
            .create({"reason": "Better service", **values})
        )
        return dialog.action_confirm()

    @classmethod
    def _new_handover(cls, leaver=None, successors=None, **values):
        successors = successors or cls.colleague | cls.leader
        return (
            cls.env["crm.allocation.handover"]
            .with_user(cls.manager)
            .create(
                {
                    "from_user_id": (leaver or cls.user).id,
                    "reason": "Leaves on own request",
                    "date": fields.Date.today(),
                    "successor_ids": [
                        Command.create({"user_id": user.id}) for user in successors
                    ],
                    **values,
                }
            )
        )

    @staticmethod
    def _run(handover):
        handover.action_prepare()
        handover.action_hand_over()
        return handover

    @classmethod
    def _new_customers(cls, number, user=None, **values):
        customers = cls.env["res.partner"].create(
            [
                {"name": f"Customer {at:03}", "is_company": True, **values}
                for at in range(number)
            ]
        )
        cls._transfer(customers, user_id=(user or cls.user).id)
        return customers

    def _assert_owner(self, customers, user):
        lines = customers._get_open_ownership(self.company)
        self.assertEqual(lines.user_id, user)
        self.assertEqual(len(lines), len(customers))
