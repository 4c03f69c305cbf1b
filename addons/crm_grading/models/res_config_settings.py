# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    grading_scheme_id = fields.Many2one(
        "crm.grading.scheme",
        string="Active Scheme",
        compute="_compute_grading_scheme_id",
    )
    grading_line_ids = fields.One2many(related="grading_scheme_id.line_ids")
    grading_threshold_ids = fields.One2many(related="grading_scheme_id.threshold_ids")
    grading_minimum_coverage = fields.Float(
        related="grading_scheme_id.minimum_coverage"
    )
    grading_cadence = fields.Selection(
        related="grading_scheme_id.cadence", readonly=False
    )
    grading_appeal_days = fields.Integer(
        related="grading_scheme_id.appeal_days", readonly=False
    )

    grading_near_next = fields.Float(
        related="company_id.grading_near_next", readonly=False
    )
    grading_near_loss = fields.Float(
        related="company_id.grading_near_loss", readonly=False
    )

    grading_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Grading Currency"
    )
    grading_cooperation_unit = fields.Selection(
        related="company_id.grading_cooperation_unit", readonly=False
    )
    grading_cooperation_months = fields.Integer(
        related="company_id.grading_cooperation_months", readonly=False
    )
    grading_cooperation_minimum = fields.Monetary(
        related="company_id.grading_cooperation_minimum",
        readonly=False,
        currency_field="grading_currency_id",
    )
    grading_near_months = fields.Integer(
        related="company_id.grading_near_months", readonly=False
    )

    @api.depends("company_id")
    def _compute_grading_scheme_id(self):
        schemes = self.env["crm.grading.scheme"]
        for settings in self:
            settings.grading_scheme_id = schemes._find_active(settings.company_id)

    def action_open_grading_scheme(self):
        self.ensure_one()
        schemes = self.env["crm.grading.scheme"]
        return schemes._get_active(self.company_id)._get_records_action(context={})
