# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.fields import Domain

from odoo.addons.crm_allocation.engine.handover import Part


class CrmAllocationHandover(models.Model):
    """Open quotations and orders go along with the customers (ALC-14)."""

    _inherit = "crm.allocation.handover"

    def _get_parts(self):
        user = Domain("user_id", "=", self.from_user_id.id)
        here = Domain("company_id", "=", self.company_id.id)
        moves = self.kind == "moving"
        return [
            *super()._get_parts(),
            Part(
                "quotation",
                self.env._("Quotations"),
                "sale.order",
                user & here & Domain("state", "in", ("draft", "sent")),
                only_customers=moves,
            ),
            Part(
                "order",
                self.env._("Orders not fully invoiced"),
                "sale.order",
                user
                & here
                & Domain("state", "=", "sale")
                & Domain("invoice_status", "!=", "invoiced"),
                only_customers=moves,
            ),
        ]
