# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    customer_source_id = fields.Many2one(
        "crm.customer.source",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="How this customer came to the company.",
    )
    sales_channel_id = fields.Many2one(
        "crm.sales.channel",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="The channel through which this customer buys.",
    )
    customer_kind_id = fields.Many2one(
        "crm.customer.kind",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="Trade customer or special partner, such as a bank or a lawyer.",
    )
    customer_is_special = fields.Boolean(
        related="customer_kind_id.is_special",
        string="Special Partner",
        help="Not a trade customer: stays out of grading.",
    )

    def _commercial_fields(self):
        """Contacts and addresses follow their company."""
        return super()._commercial_fields() + [
            "customer_source_id",
            "sales_channel_id",
            "customer_kind_id",
        ]
