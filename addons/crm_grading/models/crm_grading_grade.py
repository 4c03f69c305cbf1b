# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

PRIORITIES = [("0", "Normal"), ("1", "High"), ("2", "Urgent")]


class CrmGradingGrade(models.Model):
    _name = "crm.grading.grade"
    _description = "Customer Grade"
    _order = "sequence, id"
    _rec_name = "code"

    code = fields.Char(required=True, help="Short mark shown as a badge, such as A.")
    name = fields.Char(
        required=True, translate=True, help="What the grade means in the policy."
    )
    sequence = fields.Integer(default=10, help="The best grade comes first.")
    color = fields.Integer(help="Colour of the badge.")
    description = fields.Text(translate=True)
    needs_risk_review = fields.Boolean(
        string="Risk Review",
        help="Customers of this grade are reviewed on a schedule and may be watched, "
        "limited, wound down or ended.",
    )
    priority = fields.Selection(
        PRIORITIES,
        string="Resource Priority",
        required=True,
        default="0",
        help="Whose orders and complaints come first where resources are short.",
    )
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "Another grade already has this mark."
    )

    @api.depends("code", "name")
    @api.depends_context("grading_full_name")
    def _compute_display_name(self):
        """The mark alone fits a badge; lists of choices ask for the full name."""
        for grade in self:
            grade.display_name = (
                f"{grade.code} · {grade.name}"
                if self.env.context.get("grading_full_name")
                else grade.code
            )
