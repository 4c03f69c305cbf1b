# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command

from .common import AllocationCommon


class PoolCommon(AllocationCommon):
    """Customers in a pool of the team."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pool.team_ids = [Command.set(cls.team.ids)]
        cls.stranger = cls._new_user("alloc_stranger", "crm_policy.group_user")
        cls.region = cls.env["res.country.state"].create(
            {"name": "North", "code": "NO", "country_id": cls.env.ref("base.cn").id}
        )

    @classmethod
    def _new_pooled(cls, name="Blue Valve Trading Ltd.", pool=None, **values):
        """A customer in the pool; its row there."""
        customer = cls._new_customer(name, **values)
        return cls._put(customer, pool)

    @classmethod
    def _put(cls, customer, pool=None, source="release", **values):
        pool = pool or cls.pool
        line = cls._transfer(customer, source=source, pool_id=pool.id, **values)
        return cls.env["crm.allocation.pool.customer"].browse(line.ids)

    @classmethod
    def _claim(cls, rows, user=None):
        """What the user claimed, as lines, and the reasons of the rest by name."""
        claimed, refused = rows.with_user(user or cls.user)._claim()
        return claimed, dict(refused)

    @classmethod
    def _get_owner(cls, row):
        return (
            row.sudo()
            .env["crm.ownership"]
            .search(
                [
                    ("partner_id", "=", cls.ledger.browse(row.ids).partner_id.id),
                    ("date_to", "=", False),
                ]
            )
            .user_id
        )
