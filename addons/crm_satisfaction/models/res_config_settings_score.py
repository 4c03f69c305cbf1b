# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    satisfaction_level_value = fields.Selection(
        related="company_id.satisfaction_level_value", readonly=False
    )
    satisfaction_award_base = fields.Float(
        related="company_id.satisfaction_award_base", readonly=False
    )
    satisfaction_award_cap = fields.Float(
        related="company_id.satisfaction_award_cap", readonly=False
    )
    satisfaction_paper_scan = fields.Boolean(
        related="company_id.satisfaction_paper_scan", readonly=False
    )
    satisfaction_paper_signed = fields.Boolean(
        related="company_id.satisfaction_paper_signed", readonly=False
    )
