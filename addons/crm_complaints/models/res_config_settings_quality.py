# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    complaint_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Currency of Complaints"
    )
    complaint_finding_days = fields.Integer(
        related="company_id.complaint_finding_days", readonly=False
    )
    complaint_reply_self = fields.Boolean(
        related="company_id.complaint_reply_self", readonly=False
    )
    complaint_compensation_limit = fields.Monetary(
        related="company_id.complaint_compensation_limit",
        currency_field="complaint_currency_id",
        readonly=False,
    )
    complaint_cause_severity = fields.Selection(
        related="company_id.complaint_cause_severity", readonly=False
    )
    complaint_repeat_threshold = fields.Integer(
        related="company_id.complaint_repeat_threshold", readonly=False
    )
    complaint_repeat_inclusive = fields.Boolean(
        related="company_id.complaint_repeat_inclusive", readonly=False
    )
    complaint_repeat_days = fields.Integer(
        related="company_id.complaint_repeat_days", readonly=False
    )
    complaint_repeat_scope = fields.Selection(
        related="company_id.complaint_repeat_scope", readonly=False
    )
    complaint_repeat_level = fields.Integer(
        related="company_id.complaint_repeat_level", readonly=False
    )
    complaint_repeat_by_subject = fields.Boolean(
        related="company_id.complaint_repeat_by_subject", readonly=False
    )
    complaint_repeat_by_customer = fields.Boolean(
        related="company_id.complaint_repeat_by_customer", readonly=False
    )
    complaint_effect_days = fields.Integer(
        related="company_id.complaint_effect_days", readonly=False
    )
    complaint_effect_auto = fields.Boolean(
        related="company_id.complaint_effect_auto", readonly=False
    )
