# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    visit_use_position = fields.Selection(
        related="company_id.visit_use_position", readonly=False
    )
    visit_map_service = fields.Selection(
        related="company_id.visit_map_service", readonly=False
    )
    visit_calendar_sync = fields.Boolean(
        related="company_id.visit_calendar_sync", readonly=False
    )
