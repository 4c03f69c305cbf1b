# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    grading_measure_planning = fields.Selection(
        related="company_id.root_id.grading_measure_planning", readonly=False
    )
    grading_late_credit = fields.Float(
        related="company_id.root_id.grading_late_credit", readonly=False
    )
    grading_executive_id = fields.Many2one(
        related="company_id.root_id.grading_executive_id", readonly=False
    )
    grading_service_id = fields.Many2one(
        related="company_id.root_id.grading_service_id", readonly=False
    )
    grading_officer_id = fields.Many2one(
        related="company_id.root_id.grading_officer_id", readonly=False
    )
