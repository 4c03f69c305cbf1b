# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SaleOrder(models.Model):
    """When a quotation was sent is kept: it is a sales action (ALC-04)."""

    _inherit = "sale.order"

    allocation_sent_on = fields.Datetime(
        string="Quotation Sent On",
        readonly=True,
        copy=False,
        help="The last time; counts as a sales action on the customer.",
    )

    def write(self, vals):
        if vals.get("state") == "sent":
            vals = {"allocation_sent_on": fields.Datetime.now(), **vals}
        result = super().write(vals)
        if vals.get("state") == "sent":
            self._stop_contact_clocks()
        return result

    def _stop_contact_clocks(self):
        """Who sends a quotation has contacted the customer (ALC-07)."""
        contacts = self.env["crm.allocation.contact"]
        for order in self:
            contacts._stop_by_event(
                order.partner_id, order.user_id, "email", order.name
            )
