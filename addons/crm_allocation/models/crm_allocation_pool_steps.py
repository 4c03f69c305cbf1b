# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import AccessError, UserError


class CrmAllocationPoolCustomer(models.Model):
    """Who looks after a pool takes customers out of it (ALC-05)."""

    _inherit = "crm.allocation.pool.customer"

    def action_take_out(self):
        """The customers are held by the company and wait to be allocated.

        :raises AccessError: for who neither allocates nor looks after the pool
        :raises UserError: when somebody is claiming one of them at this moment
        """
        self.check_access("read")
        for pool in self.pool_id:
            if not pool._may_manage():
                raise AccessError(
                    self.env._(
                        "Only the director, a delegate or who looks after %(pool)s "
                        "takes customers out of it.",
                        pool=pool.name,
                    )
                )
        # sudo: who may was asked above; the customers are masked to who may not
        rows = self.sudo()
        partners = rows.partner_id
        if partners.try_lock_for_update(allow_referencing=True) != partners:
            raise UserError(
                self.env._(
                    "Somebody is claiming one of them at this moment. Try again."
                )
            )
        rows.env["crm.ownership"]._transfer(
            [
                {
                    "partner_id": row.partner_id.id,
                    "company_id": row.company_id.id,
                    "source": "reassignment",
                    "approved_by_id": self.env.uid,
                    "reason": self.env._(
                        "Taken out of %(pool)s to be allocated", pool=row.pool_id.name
                    ),
                }
                for row in rows
            ]
        )
        self.env["crm.allocation.pool.customer"].invalidate_model()
        return {"type": "ir.actions.client", "tag": "soft_reload"}
