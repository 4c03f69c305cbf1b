# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    complaint_problem_count = fields.Integer(
        related="company_id.complaint_problem_count", readonly=False
    )
    complaint_problem_months = fields.Integer(
        related="company_id.complaint_problem_months", readonly=False
    )
    complaint_problem_repeats = fields.Integer(
        related="company_id.complaint_problem_repeats", readonly=False
    )
    complaint_problem_unfair = fields.Integer(
        related="company_id.complaint_problem_unfair", readonly=False
    )
