# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmOwnership(models.Model):
    """A customer who changed hands is contacted in minutes (ALC-07)."""

    _inherit = "crm.ownership"

    def _after_transfer(self, former):
        super()._after_transfer(former)
        self.env["crm.allocation.contact"]._follow_transfer(self)
