# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    complaint_same_days = fields.Integer(
        related="company_id.complaint_same_days", readonly=False
    )
    complaint_same_subject = fields.Boolean(
        related="company_id.complaint_same_subject", readonly=False
    )
    complaint_answer_days = fields.Integer(
        related="company_id.complaint_answer_days", readonly=False
    )
    complaint_receipt_limit = fields.Integer(
        related="company_id.complaint_receipt_limit", readonly=False
    )
    complaint_receipt_acknowledges = fields.Boolean(
        related="company_id.complaint_receipt_acknowledges", readonly=False
    )
    complaint_mail_max_mb = fields.Float(
        related="company_id.complaint_mail_max_mb", readonly=False
    )
