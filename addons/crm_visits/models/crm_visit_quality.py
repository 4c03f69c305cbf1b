# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine.quality import grade_of


class CrmVisitQuality(models.Model):
    """Grade of quality of visit forms, from a mark upwards (VIS-03)."""

    _name = "crm.visit.quality"
    _description = "Quality of a Visit Form"
    _order = "minimum desc, id"

    name = fields.Char(required=True, translate=True)
    minimum = fields.Float(
        string="From (%)",
        required=True,
        digits=(5, 2),
        min_display_digits=0,
        aggregator=None,
        help="Lowest mark of this grade; the mark itself belongs to it.",
    )
    color = fields.Integer(aggregator=None)

    _minimum_uniq = models.Constraint(
        "UNIQUE(minimum)", "Another grade begins at this mark."
    )
    _minimum_range = models.Constraint(
        "CHECK(minimum BETWEEN 0 AND 100)", "A mark lies between 0 and 100 %."
    )

    @api.model
    def _find(self, mark):
        """The grade of a mark in percent; none without mark."""
        grades = self.search(Domain.TRUE)
        found = grade_of(mark, [(grade.minimum, grade.id) for grade in grades])
        return self.browse(found)
