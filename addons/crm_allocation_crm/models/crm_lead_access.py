# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmLead(models.Model):
    """Opportunities take over phone and e-mail: of readable customers only (ALC-15)."""

    _name = "crm.lead"
    _inherit = [
        "crm.lead",
        "crm.allocation.guard.mixin",
        "crm.allocation.readable.mixin",
    ]
