# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmCustomerKind(models.Model):
    """Trade customers, and the special partners that are never graded."""

    _name = "crm.customer.kind"
    _description = "Customer Kind"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_special = fields.Boolean(
        string="Special Partner",
        help="Not a trade customer (a lawyer, bank, agency, insurer ...): stays out of "
        "grading, allocation and other measures for customers.",
    )
    description = fields.Text(translate=True)

    _code_uniq = models.Constraint(
        "UNIQUE(code)",
        "A customer kind with this code exists already (perhaps archived).",
    )
