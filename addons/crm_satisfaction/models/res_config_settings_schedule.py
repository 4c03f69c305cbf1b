# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    satisfaction_lead_days = fields.Integer(
        related="company_id.satisfaction_lead_days", readonly=False
    )
    satisfaction_open_due = fields.Boolean(
        related="company_id.satisfaction_open_due", readonly=False
    )
    satisfaction_plan_days = fields.Integer(
        related="company_id.satisfaction_plan_days", readonly=False
    )
