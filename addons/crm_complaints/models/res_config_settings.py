# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    complaint_executive_id = fields.Many2one(
        related="company_id.complaint_executive_id", readonly=False
    )
    complaint_confirm_days = fields.Integer(
        related="company_id.complaint_confirm_days", readonly=False
    )
    complaint_confidant_ids = fields.Many2many(
        related="company_id.complaint_confidant_ids", readonly=False
    )
