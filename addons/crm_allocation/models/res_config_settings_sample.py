# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    allocation_sample_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Currency of Samples"
    )
    allocation_sample_limit = fields.Monetary(
        related="company_id.allocation_sample_limit",
        readonly=False,
        currency_field="allocation_sample_currency_id",
    )
    allocation_sample_feedback_days = fields.Integer(
        related="company_id.allocation_sample_feedback_days", readonly=False
    )
