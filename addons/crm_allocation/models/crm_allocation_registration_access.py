# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmAllocationRegistration(models.Model):
    """From the masked hit of a registration to the request for access (ALC-15)."""

    _inherit = "crm.allocation.registration"

    def action_ask_access(self):
        """A draft request for the customers that stand against the registration."""
        self.ensure_one()
        self.check_access("read")
        partners = self.env["res.partner"].browse(
            record.id
            for record, hit in self._get_hits().get(self, {}).items()
            if record._name == "res.partner" and hit.is_blocking
        )
        return self.env["crm.allocation.access"]._open_request(partners)
