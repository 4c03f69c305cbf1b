# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SaleOrder(models.Model):
    """When a quotation was sent is kept: it is a sales action (ALC-04)."""

    _inherit = "sale.order"

    allocation_sent_on = fields.Datetime(
        string="Quotation Sent On",
        readonly=True,
        copy=False,
        help="The last time; counts as a sales action on the customer.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create([self._stamp_sent(vals) for vals in vals_list])
        sent = orders.filtered(lambda order: order.state == "sent")
        unstamped = sent.filtered(lambda order: not order.allocation_sent_on)
        if unstamped:
            # sudo: nobody gives the moment by hand; sent by a default
            unstamped.sudo().allocation_sent_on = fields.Datetime.now()
        sent._stop_contact_clocks()
        return orders

    def write(self, vals):
        result = super().write(self._stamp_sent(vals))
        if vals.get("state") == "sent":
            self._stop_contact_clocks()
        return result

    @api.model
    def _stamp_sent(self, vals):
        """Values with the moment of sending, which nobody gives by hand."""
        if not self.env.su:
            vals = {key: vals[key] for key in vals if key != "allocation_sent_on"}
        if vals.get("state") == "sent":
            vals = {**vals, "allocation_sent_on": fields.Datetime.now()}
        return vals

    def _stop_contact_clocks(self):
        """Who sends a quotation has contacted the customer (ALC-07)."""
        contacts = self.env["crm.allocation.contact"]
        for order in self:
            contacts._stop_by_event(
                order.partner_id, order.user_id, "email", order.name
            )
