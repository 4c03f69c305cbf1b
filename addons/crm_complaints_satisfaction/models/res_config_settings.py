# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    satisfaction_complaint_auto = fields.Boolean(
        related="company_id.satisfaction_complaint_auto", readonly=False
    )
    satisfaction_complaint_severity = fields.Selection(
        related="company_id.satisfaction_complaint_severity", readonly=False
    )
    satisfaction_complaint_in_score = fields.Boolean(
        related="company_id.satisfaction_complaint_in_score", readonly=False
    )
