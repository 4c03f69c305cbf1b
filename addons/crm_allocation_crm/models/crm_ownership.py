# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.fields import Domain


class CrmOwnership(models.Model):
    """Open opportunities change hands with their customer (ALC-13)."""

    _inherit = "crm.ownership"

    def _after_transfer(self, former):
        result = super()._after_transfer(former)
        self._move_documents(former, "crm.lead", Domain("won_status", "=", "pending"))
        return result
