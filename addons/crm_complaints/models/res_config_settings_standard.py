# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    complaint_standard_pass = fields.Float(
        related="company_id.complaint_standard_pass", readonly=False
    )
    complaint_training_days = fields.Integer(
        related="company_id.complaint_training_days", readonly=False
    )
