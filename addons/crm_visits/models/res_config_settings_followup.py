# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    visit_idle_months = fields.Integer(
        related="company_id.visit_idle_months", readonly=False
    )
    visit_event_user_ids = fields.Many2many(
        related="company_id.visit_event_user_ids", readonly=False
    )
