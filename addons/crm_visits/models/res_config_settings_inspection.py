# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    visit_inspection_share = fields.Float(
        related="company_id.visit_inspection_share", readonly=False
    )
    visit_inspection_period = fields.Selection(
        related="company_id.visit_inspection_period", readonly=False
    )
    visit_booklet_size = fields.Integer(
        related="company_id.visit_booklet_size", readonly=False
    )
