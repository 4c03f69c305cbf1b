# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmSatisfactionFactor(models.Model):
    """What is asked, and how much of the whole it is (SAT-04)."""

    _name = "crm.satisfaction.factor"
    _description = "Factor of Satisfaction"
    _order = "set_id, sequence, id"

    set_id = fields.Many2one(
        "crm.satisfaction.set", required=True, index=True, ondelete="cascade"
    )
    section = fields.Char(
        translate=True, help="Factors of the same section are asked together."
    )
    name = fields.Char(string="Factor", required=True, translate=True)
    description = fields.Char(
        translate=True, help="What belongs to it; shown to who answers."
    )
    code = fields.Char()
    weight = fields.Float(
        string="Weight (%)",
        digits=(5, 2),
        required=True,
        help="In per cent of the whole; all factors of a set make 100.",
    )
    sequence = fields.Integer(default=10)

    _weight_check = models.Constraint(
        "CHECK(weight >= 0 AND weight <= 100)", "A weight lies between 0 and 100 %."
    )

    @api.model_create_multi
    def create(self, vals_list):
        factors = super().create(vals_list)
        factors.set_id._check_may_change()
        return factors

    def write(self, vals):
        self.set_id._check_may_change()
        result = super().write(vals)
        self.set_id._check_may_change()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if any(factor.set_id.state != "draft" for factor in self):
            raise UserError(self.env["crm.satisfaction.set"]._get_fixed_text())
