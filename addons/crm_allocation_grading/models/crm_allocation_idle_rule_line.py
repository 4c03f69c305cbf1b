# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmAllocationIdleRuleLine(models.Model):
    """Another idle time for a grade (ALC-04)."""

    _inherit = "crm.allocation.idle.rule.line"

    grade_id = fields.Many2one("crm.grading.grade", ondelete="cascade")

    @api.model
    def _get_key_fields(self):
        return [*super()._get_key_fields(), "grade_id"]
