# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    satisfaction_remind_first = fields.Integer(
        related="company_id.satisfaction_remind_first", readonly=False
    )
    satisfaction_remind_second = fields.Integer(
        related="company_id.satisfaction_remind_second", readonly=False
    )
    satisfaction_anonymous_min = fields.Integer(
        related="company_id.satisfaction_anonymous_min", readonly=False
    )
