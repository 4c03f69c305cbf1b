# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    complaint_summary_day = fields.Integer(
        related="company_id.complaint_summary_day", readonly=False
    )
    complaint_summary_user_ids = fields.Many2many(
        related="company_id.complaint_summary_user_ids", readonly=False
    )
