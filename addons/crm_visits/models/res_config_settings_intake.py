# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    visit_registration_hour = fields.Float(
        related="company_id.visit_registration_hour", readonly=False
    )
    visit_registration_remind = fields.Float(
        related="company_id.visit_registration_remind", readonly=False
    )
    visit_card_days = fields.Integer(
        related="company_id.visit_card_days", readonly=False
    )
    visit_phone_script = fields.Html(
        related="company_id.visit_phone_script", readonly=False
    )
