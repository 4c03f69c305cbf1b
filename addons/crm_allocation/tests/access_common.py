# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import fields

from .common import AllocationCommon


class AccessCommon(AllocationCommon):
    """A customer in each situation, seen from one salesperson."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.allocation_access = "own"
        cls.stranger = cls._new_user("alloc_stranger", "crm_policy.group_user")
        cls.portal = cls._new_user("alloc_portal", "base.group_portal")
        cls.own = cls._new_reachable("Own", user=cls.user)
        cls.of_team = cls._new_reachable("OfTeam", user=cls.colleague)
        cls.foreign = cls._new_reachable("Foreign", user=cls.stranger)
        cls.pooled = cls._new_reachable("Pooled")
        cls._transfer(cls.pooled, source="release", pool_id=cls.pool.id)
        cls.waiting = cls._new_reachable("Waiting")
        cls._transfer(cls.waiting, source="intake")
        cls.unmanaged = cls._new_reachable("Unmanaged")
        cls.granted = cls._new_reachable("Granted", user=cls.stranger)
        cls.expired = cls._new_reachable("Expired", user=cls.stranger)
        cls.customers = (
            cls.own
            | cls.of_team
            | cls.foreign
            | cls.pooled
            | cls.waiting
            | cls.unmanaged
            | cls.granted
            | cls.expired
        )
        now = fields.Datetime.now()
        cls._grant(cls.granted, until=now + timedelta(days=2))
        cls._grant(
            cls.expired,
            start=now - timedelta(days=3),
            until=now - timedelta(seconds=1),
        )

    @classmethod
    def _new_reachable(cls, name, **values):
        """A customer with a phone, an e-mail and a contact that has its own."""
        values.setdefault("phone", "+86 21 6123 4567")
        customer = cls._new_customer(
            f"{name} Valves", email=f"{name.lower()}@valves.example", **values
        )
        cls.env["res.partner"].create(
            {
                "name": f"{name} Buyer",
                "parent_id": customer.id,
                "email": f"buyer@{name.lower()}.example",
                "phone": "+86 138 0013 8000",
            }
        )
        return customer

    @classmethod
    def _grant(cls, customers, user=None, start=None, until=None, **values):
        """A granted request, without its way through the approvers."""
        request = cls.env["crm.allocation.access"].create(
            {
                "user_id": (user or cls.user).id,
                "reason": "Holiday cover",
                "date_from": start or fields.Datetime.now(),
                "date_until": until,
                **values,
            }
        )
        request._add_customers(customers)
        request.state = "granted"
        return request

    def _as(self, user):
        """The customers as somebody who just opened a page of Odoo."""
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["res.partner"].with_user(user)
