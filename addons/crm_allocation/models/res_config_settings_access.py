# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    allocation_access_days = fields.Integer(
        related="company_id.allocation_access_days", readonly=False
    )
    allocation_access_tell_owner = fields.Boolean(
        related="company_id.allocation_access_tell_owner", readonly=False
    )
    allocation_access_log_months = fields.Integer(
        related="company_id.allocation_access_log_months", readonly=False
    )
    allocation_access_page = fields.Integer(
        related="company_id.allocation_access_page", readonly=False
    )
    allocation_access_daily_limit = fields.Integer(
        related="company_id.allocation_access_daily_limit", readonly=False
    )
