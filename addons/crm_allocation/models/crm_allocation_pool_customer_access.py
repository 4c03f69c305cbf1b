# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmAllocationPoolCustomer(models.Model):
    """From the masked customer of a pool to the request for access (ALC-15)."""

    _inherit = "crm.allocation.pool.customer"

    def action_ask_access(self):
        """A draft request for the selected customers, without claiming them."""
        self.check_access("read")
        # sudo: who asks may not know the customers yet; the request masks them
        partners = self.sudo().partner_id
        return self.env["crm.allocation.access"]._open_request(partners)
