# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    complaint_confirm_remind_days = fields.Integer(
        related="company_id.complaint_confirm_remind_days", readonly=False
    )
    complaint_confirm_remind_times = fields.Integer(
        related="company_id.complaint_confirm_remind_times", readonly=False
    )
    complaint_confirm_link_days = fields.Integer(
        related="company_id.complaint_confirm_link_days", readonly=False
    )
    complaint_confirm_partly = fields.Selection(
        related="company_id.complaint_confirm_partly", readonly=False
    )
