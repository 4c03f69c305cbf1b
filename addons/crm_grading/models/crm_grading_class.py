# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmGradingClass(models.Model):
    """A class on one axis of a matrix, from its lowest score on (GRD-07)."""

    _name = "crm.grading.class"
    _inherit = ["crm.grading.frozen.mixin"]
    _description = "Class of a Grading Matrix"
    _order = "scheme_id, axis desc, lower desc, id"

    scheme_id = fields.Many2one(
        "crm.grading.scheme", required=True, ondelete="cascade", index=True
    )
    axis = fields.Selection(
        [("value", "Value"), ("potential", "Potential")], required=True
    )
    name = fields.Char(required=True, translate=True)
    lower = fields.Float(
        string="Score From",
        required=True,
        digits=(5, 2),
        min_display_digits=0,
        help="Scores from here on, inclusive, up to the next better class.",
    )

    _lower_uniq = models.Constraint(
        "UNIQUE(scheme_id, axis, lower)", "Two classes of an axis begin at one score."
    )

    def _get_schemes(self):
        return self.scheme_id

    @api.depends("name", "axis")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["axis"]._description_selection(self.env))
        for record in self:
            record.display_name = f"{labels.get(record.axis, '')} {record.name}"
