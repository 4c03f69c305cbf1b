# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmAllocationPoolLimit(models.Model):
    """Claims of customers of a grade have limits of their own (ALC-05)."""

    _inherit = "crm.allocation.pool.limit"

    grade_id = fields.Many2one(
        "crm.grading.grade",
        ondelete="cascade",
        help="Limits only claims of customers of this grade. None: of all customers.",
    )

    @api.model
    def _get_key_fields(self):
        return [*super()._get_key_fields(), "grade_id"]

    def _get_scope(self):
        return self.grade_id.id or super()._get_scope()
