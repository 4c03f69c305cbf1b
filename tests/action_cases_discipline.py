# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo.fields import Datetime


class DisciplineCases:
    """Entries that came late, penalties, suspensions, and access to others' customers.

    :param Firm firm: whose people these cases are about
    """

    def __init__(self, firm):
        self.firm = firm
        self.env = firm.env
        self.company = firm.company

    def make(self):
        self._suspend()
        self._register_late()
        self._settle_month()
        self._ask_for_access()
        self._read_much()

    def _suspend(self):
        """For three days."""
        suspension = self.env["crm.allocation.suspension"].create(
            {
                "user_id": self.firm.sellers[-1].id,
                "kind": "days",
                "days": 3,
                "reason": "Customers changed hands",
            }
        )
        suspension.with_user(self.firm.head).action_confirm()

    def _register_late(self):
        """Customers found three days ago, registered and checked today."""
        for number, seller in enumerate(self.firm.sellers):
            registration = (
                self.env["crm.allocation.registration"]
                .with_user(seller)
                .create(self._prepare_registration(number))
            )
            registration.action_submit()
            registration.with_user(self.firm.head).action_check()

    def _prepare_registration(self, number):
        refer = self.env.ref
        return {
            "customer_name": f"Found {number}",
            "contact_name": "Ms Found",
            "email": f"office@found-{number}.example.com",
            "city": "Berlin",
            "customer_source_id": refer("crm_policy.crm_customer_source_phone").id,
            "industry_id": refer("base.res_partner_industry_C").id,
            "demand": "Spare parts",
            "demand_date": self.firm.today + timedelta(days=45),
            "expected_amount": 1000,
            "developed_on": Datetime.now() - timedelta(days=3),
            "near_reason": "Another house of the same street",
        }

    def _settle_month(self):
        """Penalties of the last month: each of the fined gets a statement."""
        self.company.allocation_statement_mail = True
        month = self.firm.today.replace(day=1) - relativedelta(months=1)
        kind = self.env.ref("crm_allocation.crm_allocation_penalty_type_late_entry")
        penalties = self.env["crm.allocation.penalty"].create(
            [
                {
                    "user_id": seller.id,
                    "type_id": kind.id,
                    "date": month + timedelta(days=14),
                    "evidence": "Entered two days later",
                }
                for seller in self.firm.sellers[:2]
            ]
        )
        penalties.with_user(self.firm.head).action_confirm()
        self.env["crm.allocation.payroll"].with_user(self.firm.head).create(
            {"month": month}
        ).action_settle()

    def _ask_for_access(self):
        """To a customer of a colleague: granted, and never looked at by anybody."""
        self.company.allocation_access = "own"
        for number, is_granted in enumerate((True, False)):
            wanted = self.firm.customers[number]
            asker = self.firm.sellers - wanted.user_id
            request = (
                self.env["crm.allocation.access"]
                .with_user(asker[0])
                .create({"reason": "Holiday cover", "wanted": wanted.name})
            )
            request.action_find()
            request.action_ask()
            while is_granted and request.state == "asked":
                approver = request.sudo().approver_ids[0]
                request.with_user(approver).action_approve()

    def _read_much(self):
        """More than the company thinks usual; it is forgotten after two months."""
        self.company.write(
            {"allocation_access_daily_limit": 5, "allocation_access_log_months": 2}
        )
        for seller, customers in self.firm.customers.grouped("user_id").items():
            for customer in customers.with_user(seller):
                customer.read(["phone"])
