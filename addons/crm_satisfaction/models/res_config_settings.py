# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    satisfaction_pass = fields.Float(
        related="company_id.satisfaction_pass", readonly=False
    )
    satisfaction_weight_questionnaire = fields.Float(
        related="company_id.satisfaction_weight_questionnaire", readonly=False
    )
    satisfaction_weight_contract = fields.Float(
        related="company_id.satisfaction_weight_contract", readonly=False
    )
    satisfaction_weight_award = fields.Float(
        related="company_id.satisfaction_weight_award", readonly=False
    )
    satisfaction_require_questionnaire = fields.Boolean(
        related="company_id.satisfaction_require_questionnaire", readonly=False
    )
    satisfaction_require_contract = fields.Boolean(
        related="company_id.satisfaction_require_contract", readonly=False
    )
    satisfaction_require_award = fields.Boolean(
        related="company_id.satisfaction_require_award", readonly=False
    )
    satisfaction_unit_id = fields.Many2one(
        related="company_id.satisfaction_unit_id", readonly=False
    )
