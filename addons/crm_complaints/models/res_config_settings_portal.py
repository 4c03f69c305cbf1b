# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    complaint_web_min_seconds = fields.Integer(
        related="company_id.complaint_web_min_seconds", readonly=False
    )
    complaint_web_per_hour = fields.Integer(
        related="company_id.complaint_web_per_hour", readonly=False
    )
    complaint_web_file_count = fields.Integer(
        related="company_id.complaint_web_file_count", readonly=False
    )
    complaint_web_file_size = fields.Integer(
        related="company_id.complaint_web_file_size", readonly=False
    )
    complaint_web_file_types = fields.Char(
        related="company_id.complaint_web_file_types", readonly=False
    )
