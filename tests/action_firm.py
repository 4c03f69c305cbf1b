# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command, Domain

OWNED = 40


class Firm:
    """A company at work: its people, and the customers that they own.

    :param odoo.api.Environment env: of the system, at the moment of the cases
    """

    def __init__(self, env):
        self.env = env
        self.company = env.company
        self.today = env.company._policy_today()
        self._number_without_gaps()
        self.company.write(
            {
                "policy_tz": "Asia/Shanghai",
                # somebody is at work at any hour
                "resource_calendar_id": False,
                # whom mails to customers come from
                "email": "company@example.com",
            }
        )
        # who handles complaints; whom mails to colleagues come from
        self.admin = env.ref("base.user_admin")
        self.admin.email = "admin@example.com"
        self.sellers = self._new_users("Seller", 4, "crm_policy.group_user")
        self.leaver = self._new_users("Leaver", 1, "crm_policy.group_user")
        self.head = self._new_users("Head", 1, "crm_policy.group_manager")
        self.unit = self.env["crm.policy.unit"].create(
            {
                "name": "Department",
                "company_id": self.company.id,
                "head_id": self.head.id,
                "user_ids": [Command.set(self.sellers.ids)],
            }
        )
        # each fifth is known twice
        self.customers = self.new_customers(
            "Customer",
            OWNED,
            lambda number: {
                "user_id": self.sellers[number % len(self.sellers)].id,
                "phone": f"+49 30 1234{number - number % 5:04}",
            },
        )

    def _number_without_gaps(self):
        """A number goes back with the transaction that took it.

        Else what comes after a kill would have other numbers, in whatever names them.
        """
        for sequence in self.env["ir.sequence"].search(Domain.TRUE):
            following = sequence.number_next_actual
            sequence.write({"implementation": "no_gap", "number_next": following})

    def _new_users(self, name, count, role):
        return self.env["res.users"].create(
            [
                {
                    "name": f"{name} {number}",
                    "login": f"{name.lower()}_{number}",
                    "email": f"{name.lower()}_{number}@example.com",
                    "group_ids": [Command.set(self.env.ref(role).ids)],
                }
                for number in range(count)
            ]
        )

    def new_customers(self, name, count, get_values=lambda number: {}):
        return self.env["res.partner"].create(
            [
                {
                    "name": f"{name} {number:02}",
                    "is_company": True,
                    "customer_rank": 1,
                    "email": f"{name.lower()}{number}@example.com",
                    **get_values(number),
                }
                for number in range(count)
            ]
        )

    def transfer(self, customers, values):
        """Let the ledger give customers to somebody, to a pool or to nobody."""
        self.env["crm.ownership"]._transfer(
            [
                {"partner_id": one.id, "company_id": self.company.id, **values}
                for one in customers
            ]
        )
