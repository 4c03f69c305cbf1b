# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta


class VisitCases:
    """Customers to visit, a promise to keep and a customer to record.

    :param Firm firm: whose customers are visited
    """

    def __init__(self, firm):
        self.firm = firm
        self.env = firm.env

    def make(self):
        self._classify()
        self._promise()
        self._register()

    def _classify(self):
        """All belong to one class, whatever their grade."""
        self.env["crm.visit.cadence"].search([("role", "!=", "salesperson")]).unlink()
        [first] = self.env["crm.visit.class"].search([], order="id", limit=1)
        self.env.cr.execute("DELETE FROM crm_grading_grade_crm_visit_class_rel")
        self.env.invalidate_all()
        first.domain = "[('customer_rank', '>', 0)]"

    def _promise(self):
        """Two promises of each seller, due in two days."""
        for number, customer in enumerate(self.firm.customers[:8]):
            promises = self.env["crm.visit.promise"].with_user(customer.user_id)
            promises.create(
                {
                    "name": f"Send sample {number}",
                    "partner_id": customer.id,
                    "date_deadline": self.firm.today + timedelta(days=2),
                }
            )

    def _register(self):
        """Customers who came in; their records are due today."""
        channel = self.env.ref("crm_policy.crm_sales_channel_branch")
        for number, seller in enumerate(self.firm.sellers):
            self.env["crm.visit.registration"].with_user(seller).create(
                {
                    "customer_name": f"Walked In {number}",
                    "contact_name": "Ms Counter",
                    "email": f"counter@walked-in-{number}.example.com",
                    "sales_channel_id": channel.id,
                }
            )
