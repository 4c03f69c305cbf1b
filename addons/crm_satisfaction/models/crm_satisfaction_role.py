# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmSatisfactionRole(models.Model):
    """As what somebody answers, and how much that counts (SAT-01)."""

    _name = "crm.satisfaction.role"
    _description = "Role of a Respondent"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    weight = fields.Float(
        default=1.0,
        help="How much a questionnaire of this role counts beside the others of the "
        "same measurement. 0: asked, but not counted.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "A role with this code exists already."
    )
    _weight_check = models.Constraint(
        "CHECK(weight >= 0)", "The weight of a role cannot be negative."
    )
