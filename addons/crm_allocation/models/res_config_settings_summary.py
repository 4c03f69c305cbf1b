# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    allocation_summary_user_ids = fields.Many2many(
        related="company_id.allocation_summary_user_ids", readonly=False
    )
    allocation_summary_weekday = fields.Selection(
        related="company_id.allocation_summary_weekday", readonly=False
    )
    allocation_summary_hour = fields.Float(
        related="company_id.allocation_summary_hour", readonly=False
    )
