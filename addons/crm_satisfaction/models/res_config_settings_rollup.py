# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    satisfaction_weight_q1 = fields.Float(
        related="company_id.satisfaction_weight_q1", readonly=False
    )
    satisfaction_weight_q2 = fields.Float(
        related="company_id.satisfaction_weight_q2", readonly=False
    )
    satisfaction_weight_q3 = fields.Float(
        related="company_id.satisfaction_weight_q3", readonly=False
    )
    satisfaction_weight_q4 = fields.Float(
        related="company_id.satisfaction_weight_q4", readonly=False
    )
    satisfaction_unit_weighting = fields.Selection(
        related="company_id.satisfaction_unit_weighting", readonly=False
    )
    satisfaction_unit_level = fields.Integer(
        related="company_id.satisfaction_unit_level", readonly=False
    )
    satisfaction_repeated = fields.Selection(
        related="company_id.satisfaction_repeated", readonly=False
    )
    satisfaction_repeat_months = fields.Integer(
        related="company_id.satisfaction_repeat_months", readonly=False
    )
