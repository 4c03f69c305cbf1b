# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmOwnership(models.Model):
    """Whoever received a customer, by whatever way: it waits no longer (ALC-06)."""

    _inherit = "crm.ownership"

    def _after_transfer(self, former):
        result = super()._after_transfer(former)
        found = self.filtered(lambda line: line.holder != "company")
        self.env["crm.allocation.decision"]._supersede_pairs(
            [(line.partner_id.id, line.company_id.id) for line in found]
        )
        return result
