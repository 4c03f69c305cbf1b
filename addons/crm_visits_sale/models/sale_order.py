# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SaleOrder(models.Model):
    """The order names the call that it comes from (VIS-10)."""

    _inherit = "sale.order"

    visit_phone_order_id = fields.Many2one(
        "crm.visit.phone.order",
        string="Phone Order",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )

    # a second click, or a second person, makes no second quotation
    _one_of_a_call = models.UniqueIndex(
        "(visit_phone_order_id) "
        "WHERE visit_phone_order_id IS NOT NULL AND state != 'cancel'",
        "This call has its quotation already.",
    )
