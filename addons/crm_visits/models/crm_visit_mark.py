# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError

from ..engine.quality import STARS


class CrmVisitMark(models.Model):
    """How a form does by one criterion, with the weight of that time (VIS-03)."""

    _name = "crm.visit.mark"
    _description = "Mark of a Visit Form"
    _order = "inspection_id, sequence, id"

    inspection_id = fields.Many2one(
        "crm.visit.inspection", required=True, ondelete="cascade", index=True
    )
    criterion_id = fields.Many2one(
        "crm.visit.criterion", required=True, readonly=True, ondelete="restrict"
    )
    description = fields.Text(related="criterion_id.description")
    sequence = fields.Integer(related="criterion_id.sequence", store=True)
    weight = fields.Float(required=True, readonly=True, digits=(5, 2), aggregator=None)
    stars = fields.Selection(
        [("0", "Not Marked"), *((str(n), str(n)) for n in range(1, STARS + 1))],
        required=True,
        default="0",
        help="One to five stars.",
    )

    _criterion_uniq = models.Constraint(
        "UNIQUE(inspection_id, criterion_id)", "Each criterion is marked once."
    )

    def write(self, vals):
        if not self.env.su and vals.keys() - {"stars"}:
            raise UserError(self.env._("Readers give stars; nothing else changes."))
        return super().write(vals)
