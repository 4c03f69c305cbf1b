# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    allocation_is_automatic = fields.Boolean(
        related="company_id.allocation_is_automatic", readonly=False
    )
    allocation_at_intake = fields.Boolean(
        related="company_id.allocation_at_intake", readonly=False
    )
    allocation_max_share = fields.Float(
        related="company_id.allocation_max_share", readonly=False
    )
    allocation_share_basis = fields.Selection(
        related="company_id.allocation_share_basis", readonly=False
    )
    allocation_share_days = fields.Integer(
        related="company_id.allocation_share_days", readonly=False
    )
