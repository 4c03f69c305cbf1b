# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationLevel(models.Model):
    """Level of salespeople, with what it means for allocation (ALC-06)."""

    _name = "crm.allocation.level"
    _description = "Level of Salespeople"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    name = fields.Char(required=True, translate=True)
    weight = fields.Float(
        default=1.0,
        help="Somebody with weight 2 receives twice as many customers as somebody with "
        "weight 1.",
    )
    capacity = fields.Integer(
        string="Customers at Most",
        help="0: as many as come. The card can say otherwise.",
    )

    _weight_not_negative = models.Constraint(
        "CHECK(weight >= 0)", "A weight cannot be negative."
    )
    _capacity_not_negative = models.Constraint(
        "CHECK(capacity >= 0)", "Customers at most cannot be a negative number."
    )
