# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    def _check_amount_and_confirm_order(self):
        """A payment confirms no order that the rules stop; it is held for its
        salesperson, and the customer sees a payment that succeeded (GRD-14)."""
        held = self.sale_order_ids.filtered(
            lambda order: order._is_confirmation_amount_reached()
        )._hold_if_stopped()
        going_on = self.filtered(lambda payment: not payment.sale_order_ids & held)
        return super(PaymentTransaction, going_on)._check_amount_and_confirm_order()
