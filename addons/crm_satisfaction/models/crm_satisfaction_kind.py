# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmSatisfactionKind(models.Model):
    """A kind of business that is measured in its own way (SAT-04)."""

    _name = "crm.satisfaction.kind"
    _inherit = ["crm.policy.delivered.mixin"]
    _description = "Kind of Business"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "A kind of business with this code exists already."
    )
