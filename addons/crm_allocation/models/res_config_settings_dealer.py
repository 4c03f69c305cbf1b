# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    allocation_dealer_score = fields.Float(
        related="company_id.allocation_dealer_score", readonly=False
    )
    allocation_dealer_months = fields.Integer(
        related="company_id.allocation_dealer_months", readonly=False
    )
