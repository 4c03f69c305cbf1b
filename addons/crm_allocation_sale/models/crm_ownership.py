# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.fields import Domain


class CrmOwnership(models.Model):
    """Quotations change hands with their customer; orders show what came of it."""

    _inherit = "crm.ownership"

    development_order_id = fields.Many2one(
        "sale.order",
        string="Developed by Order",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        help="Cancelled, it shows nothing any more (ALC-03).",
    )

    def _after_transfer(self, former):
        """ALC-13"""
        result = super()._after_transfer(former)
        self._move_documents(
            former, "sale.order", Domain("state", "in", ("draft", "sent"))
        )
        return result
