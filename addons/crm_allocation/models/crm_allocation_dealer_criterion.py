# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationDealerCriterion(models.Model):
    """By what dealers and agents are chosen and judged again (ALC-22)."""

    _name = "crm.allocation.dealer.criterion"
    _description = "Criterion of Dealers"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    weight = fields.Float(
        default=1, digits=(5, 2), help="Against the other criteria; 0 does not count."
    )
    description = fields.Text(translate=True, help="What the best mark means.")

    _weight_positive = models.Constraint(
        "CHECK(weight >= 0)", "A weight is not below zero."
    )
