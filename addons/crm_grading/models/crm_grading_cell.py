# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmGradingCell(models.Model):
    """Which grade, and which strategy, a value and a potential make (GRD-07)."""

    _name = "crm.grading.cell"
    _inherit = ["crm.grading.frozen.mixin"]
    _description = "Cell of a Grading Matrix"
    _order = "scheme_id, value_class_id, potential_class_id"

    scheme_id = fields.Many2one(
        "crm.grading.scheme", required=True, ondelete="cascade", index=True
    )
    value_class_id = fields.Many2one(
        "crm.grading.class",
        required=True,
        ondelete="cascade",
        domain="[('scheme_id', '=', scheme_id), ('axis', '=', 'value')]",
    )
    potential_class_id = fields.Many2one(
        "crm.grading.class",
        required=True,
        ondelete="cascade",
        domain="[('scheme_id', '=', scheme_id), ('axis', '=', 'potential')]",
    )
    grade_id = fields.Many2one("crm.grading.grade", required=True, ondelete="restrict")
    grade_color = fields.Integer(related="grade_id.color", string="Grade Colour")
    strategy = fields.Char(
        translate=True, help="What is done with customers of this cell."
    )

    _cell_uniq = models.Constraint(
        "UNIQUE(scheme_id, value_class_id, potential_class_id)",
        "This combination of classes already has a grade.",
    )

    @api.constrains("scheme_id", "value_class_id", "potential_class_id")
    def _check_classes(self):
        for cell in self:
            classes = cell.value_class_id | cell.potential_class_id
            if (
                classes.scheme_id != cell.scheme_id
                or cell.value_class_id.axis != "value"
                or cell.potential_class_id.axis != "potential"
            ):
                raise ValidationError(
                    self.env._(
                        "A cell combines a value class with a potential class of its "
                        "own scheme."
                    )
                )

    def _get_schemes(self):
        return self.scheme_id
