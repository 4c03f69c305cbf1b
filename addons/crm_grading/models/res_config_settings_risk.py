# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    grading_risk_cadence = fields.Selection(
        related="company_id.grading_risk_cadence", readonly=False
    )
    grading_risk_user_id = fields.Many2one(
        related="company_id.grading_risk_user_id", readonly=False
    )
    grading_risk_rounds = fields.Integer(
        related="company_id.grading_risk_rounds", readonly=False
    )
    grading_risk_score_fall = fields.Float(
        related="company_id.grading_risk_score_fall", readonly=False
    )
    grading_risk_payment_fall = fields.Float(
        related="company_id.grading_risk_payment_fall", readonly=False
    )
    grading_risk_overdue_growth = fields.Float(
        related="company_id.grading_risk_overdue_growth", readonly=False
    )
