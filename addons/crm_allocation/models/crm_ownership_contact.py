# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmOwnership(models.Model):
    """What follows for receivers: a clock, and what was owed is given (ALC-07, 08)."""

    _inherit = "crm.ownership"

    def _after_transfer(self, former):
        result = super()._after_transfer(former)
        self.env["crm.allocation.contact"]._follow_transfer(self)
        allocated = self.env["crm.allocation.mismatch"]._get_allocated_sources()
        given = self.filtered(lambda line: line.user_id and line.source in allocated)
        if given:
            self.env["crm.allocation.entitlement"]._use(given)
        return result
