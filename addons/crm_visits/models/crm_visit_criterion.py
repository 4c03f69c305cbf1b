# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitCriterion(models.Model):
    """By what the quality of a visit form is judged, and how much it weighs (VIS-03).

    What a form was judged by stays with it: a change here holds for forms that are
    handed in from then on.
    """

    _name = "crm.visit.criterion"
    _description = "Criterion of a Visit Form"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    description = fields.Text(
        translate=True, help="What five stars mean; shown while reading."
    )
    weight = fields.Float(
        default=1.0,
        digits=(5, 2),
        min_display_digits=0,
        required=True,
        aggregator=None,
        help="Weight in the mark, compared with the other criteria.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _weight_positive = models.Constraint(
        "CHECK(weight > 0)",
        "A criterion weighs more than 0; archive it when it no longer counts.",
    )
