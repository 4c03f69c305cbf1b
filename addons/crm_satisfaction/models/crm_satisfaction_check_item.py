# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmSatisfactionCheckItem(models.Model):
    """What the performance of a contract is judged by (SAT-01)."""

    _name = "crm.satisfaction.check.item"
    _description = "Item of Contract Performance"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    description = fields.Char(translate=True, help="What to look at before judging.")
    kind_ids = fields.Many2many(
        "crm.satisfaction.kind",
        string="Business",
        help="For which business it is judged. Empty: for each.",
    )
    weight = fields.Float(
        default=1.0, help="Beside the other items; 0: judged, but not counted."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _weight_check = models.Constraint(
        "CHECK(weight >= 0)", "The weight of an item cannot be negative."
    )

    def _of_kind(self, kind):
        """Those of these items that are judged for a kind of business."""
        return self.filtered(lambda item: not item.kind_ids or kind in item.kind_ids)
