# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    satisfaction_improvement_auto = fields.Boolean(
        related="company_id.satisfaction_improvement_auto", readonly=False
    )
    satisfaction_improvement_days = fields.Integer(
        related="company_id.satisfaction_improvement_days", readonly=False
    )
    satisfaction_revisit_days = fields.Integer(
        related="company_id.satisfaction_revisit_days", readonly=False
    )
    satisfaction_dissatisfied_by = fields.Selection(
        related="company_id.satisfaction_dissatisfied_by", readonly=False
    )
    satisfaction_dissatisfied_recommend = fields.Integer(
        related="company_id.satisfaction_dissatisfied_recommend", readonly=False
    )
