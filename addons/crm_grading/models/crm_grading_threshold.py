# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmGradingThreshold(models.Model):
    _name = "crm.grading.threshold"
    _inherit = ["crm.grading.frozen.mixin"]
    _description = "Lowest Score of a Grade"
    _order = "scheme_id, grade_sequence, id"

    scheme_id = fields.Many2one(
        "crm.grading.scheme", required=True, ondelete="cascade", index=True
    )
    grade_id = fields.Many2one("crm.grading.grade", required=True, ondelete="restrict")
    grade_sequence = fields.Integer(
        related="grade_id.sequence", store=True, string="Grade Order"
    )
    name = fields.Char(related="grade_id.name", string="Meaning")
    lower = fields.Float(
        string="Score From",
        required=True,
        digits=(16, 2),
        min_display_digits=0,
        help="Scores (or amounts) from here on, inclusive, up to the next better "
        "grade.",
    )

    _grade_uniq = models.Constraint(
        "UNIQUE(scheme_id, grade_id)", "A scheme has each grade once."
    )

    def _get_schemes(self):
        return self.scheme_id
