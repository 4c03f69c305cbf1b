# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    allocation_owner_change = fields.Selection(
        related="company_id.allocation_owner_change", readonly=False
    )
    allocation_handover_undo_hours = fields.Integer(
        related="company_id.allocation_handover_undo_hours", readonly=False
    )
    allocation_handover_contact_days = fields.Integer(
        related="company_id.allocation_handover_contact_days", readonly=False
    )
