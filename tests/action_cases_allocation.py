# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo.fields import Command

WAITING, POOLED, PROTECTED, HANDED_OVER = 15, 10, 4, 3


class AllocationCases:
    """Customers who wait, are pooled, lose their protection or their salesperson.

    :param Firm firm: whose customers are allocated
    """

    def __init__(self, firm):
        self.firm = firm
        self.env = firm.env
        self.company = firm.company

    def make(self):
        self._wait_for_owners()
        self._fill_pool()
        self._protect()
        self._enter_unregistered()
        self._prepare_handover()

    def _wait_for_owners(self):
        """Nobody's customers, and four who receive."""
        self.company.allocation_is_automatic = True
        self.env["crm.allocation.member"].create(
            [
                {
                    "user_id": seller.id,
                    "company_id": self.company.id,
                    "is_receiving": True,
                }
                for seller in self.firm.sellers
            ]
        )
        waiting = self.firm.new_customers("Waiting", WAITING)
        self.firm.transfer(waiting, {"source": "intake"})

    def _fill_pool(self):
        pool = self.env["crm.allocation.pool"].create(
            {"name": "Pool", "company_id": self.company.id}
        )
        pooled = self.firm.new_customers("Pooled", POOLED)
        self.firm.transfer(pooled, {"source": "release", "pool_id": pool.id})

    def _protect(self):
        """For ten days more, and nothing came of them yet."""
        protected = self.firm.new_customers("Protected", PROTECTED)
        for customer, seller in zip(protected, self.firm.sellers, strict=True):
            self.firm.transfer(
                customer,
                {
                    "source": "allocation",
                    "user_id": seller.id,
                    "protected_until": self.firm.today + timedelta(days=10),
                },
            )

    def _enter_unregistered(self):
        """Sellers enter themselves on the customer's form, and register nothing."""
        for number, seller in enumerate(self.firm.sellers):
            self.env["res.partner"].with_user(seller).sudo().create(
                {
                    "name": f"Entered {number}",
                    "is_company": True,
                    "user_id": seller.id,
                }
            )

    def _prepare_handover(self):
        """One leaves the day after tomorrow."""
        leaver = self.firm.leaver
        leaving = self.firm.new_customers("Handed", HANDED_OVER)
        self.firm.transfer(leaving, {"source": "allocation", "user_id": leaver.id})
        handover = (
            self.env["crm.allocation.handover"]
            .with_user(self.firm.head)
            .create(
                {
                    "from_user_id": leaver.id,
                    "reason": "Leaves on own request",
                    "date": self.firm.today + timedelta(days=2),
                    "successor_ids": [
                        Command.create({"user_id": seller.id})
                        for seller in self.firm.sellers[:2]
                    ],
                }
            )
        )
        handover.action_prepare()
        handover.action_hand_over()
