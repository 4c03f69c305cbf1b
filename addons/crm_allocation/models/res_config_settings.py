# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    allocation_delegate_ids = fields.Many2many(
        related="company_id.allocation_delegate_ids", readonly=False
    )
    allocation_access = fields.Selection(
        related="company_id.allocation_access", readonly=False
    )
