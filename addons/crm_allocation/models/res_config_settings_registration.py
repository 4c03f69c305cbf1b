# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    allocation_registration_hours = fields.Integer(
        related="company_id.allocation_registration_hours", readonly=False
    )
    allocation_registration_remind = fields.Integer(
        related="company_id.allocation_registration_remind", readonly=False
    )
    allocation_protection_count = fields.Integer(
        related="company_id.allocation_protection_count", readonly=False
    )
    allocation_protection_unit = fields.Selection(
        related="company_id.allocation_protection_unit",
        readonly=False,
        required=True,
    )
    allocation_protection_notice = fields.Integer(
        related="company_id.allocation_protection_notice", readonly=False
    )
    allocation_review_days = fields.Integer(
        related="company_id.allocation_review_days", readonly=False
    )
