# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from .common import AllocationCommon


class AutomaticCommon(AllocationCommon):
    """Two people who receive customers, at work, and one rule."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls.env["resource.calendar"].create(
            {"name": "Office", "tz": "Asia/Shanghai", "company_id": cls.company.id}
        )
        cls.company.resource_calendar_id = cls.calendar
        cls.company.allocation_max_share = 100
        cls.class_a = cls.env.ref("crm_allocation.crm_allocation_class_a")
        cls.class_d = cls.env.ref("crm_allocation.crm_allocation_class_d")
        cls.decisions = cls.env["crm.allocation.decision"]
        cls.card = cls._new_card(cls.user)
        cls.colleague_card = cls._new_card(cls.colleague)
        cls.rule = cls.env["crm.allocation.rule"].search(
            [("company_id", "=", cls.company.id)]
        )

    @classmethod
    def _new_card(cls, user, **values):
        return cls.env["crm.allocation.member"].create(
            {"user_id": user.id, "company_id": cls.company.id, **values}
        )

    @classmethod
    def _new_waiting(cls, count=1, **values):
        """Customers that the company holds."""
        customers = cls.env["res.partner"].create(
            [
                {"name": f"Waiting {number}", "is_company": True, **values}
                for number in range(count)
            ]
        )
        cls._transfer(customers, source="intake")
        return customers

    @classmethod
    def _allocate(cls, customers, **values):
        return cls.decisions._allocate(customers, cls.company, **values)

    @classmethod
    def _get_decisions(cls, customers):
        return cls.decisions.search([("partner_id", "in", customers.ids)])
