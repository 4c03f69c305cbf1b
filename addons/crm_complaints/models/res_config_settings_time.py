# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    complaint_day_ends = fields.Selection(
        related="company_id.complaint_day_ends", readonly=False
    )
    complaint_default_days = fields.Float(
        related="company_id.complaint_default_days", readonly=False
    )
