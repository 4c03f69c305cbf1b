# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    allocation_mismatch_immediate = fields.Boolean(
        related="company_id.allocation_mismatch_immediate", readonly=False
    )
    allocation_tier_inclusive = fields.Boolean(
        related="company_id.allocation_tier_inclusive", readonly=False
    )
    allocation_tier_repeats = fields.Boolean(
        related="company_id.allocation_tier_repeats", readonly=False
    )
    allocation_violation_months = fields.Integer(
        related="company_id.allocation_violation_months", readonly=False
    )
    allocation_hr_user_ids = fields.Many2many(
        related="company_id.allocation_hr_user_ids", readonly=False
    )
    allocation_appeal_days = fields.Integer(
        related="company_id.allocation_appeal_days", readonly=False
    )
    allocation_statement_mail = fields.Boolean(
        related="company_id.allocation_statement_mail", readonly=False
    )
