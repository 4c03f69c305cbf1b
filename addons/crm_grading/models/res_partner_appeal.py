# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    grading_can_appeal = fields.Boolean(compute="_compute_grading_can_appeal")

    @api.depends_context("company", "uid")
    def _compute_grading_can_appeal(self):
        for partner in self:
            partner.grading_can_appeal = partner.grading_result_id.can_appeal

    def action_appeal_grade(self):
        """An appeal against the customer's latest published result (GRD-10)."""
        self.ensure_one()
        return self.grading_result_id.action_appeal()
