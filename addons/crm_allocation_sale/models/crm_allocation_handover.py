# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.fields import Domain


class CrmAllocationHandover(models.Model):
    """Open quotations and orders go along with the customers (ALC-14)."""

    _inherit = "crm.allocation.handover"

    def _get_parts(self):
        return [
            *super()._get_parts(),
            self._get_work_part(
                "quotation",
                self.env._("Quotations"),
                "sale.order",
                Domain("state", "in", ("draft", "sent")),
            ),
            self._get_work_part(
                "order",
                self.env._("Orders not fully invoiced"),
                "sale.order",
                Domain("state", "=", "sale")
                & Domain("invoice_status", "!=", "invoiced"),
            ),
        ]
