# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmCustomerSize(models.Model):
    """How large a customer's own business is: a way to tell its needs (GRD-08)."""

    _name = "crm.customer.size"
    _description = "Customer Size"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    description = fields.Text(translate=True, help="From which size on it is meant.")

    _code_uniq = models.Constraint(
        "UNIQUE(code)",
        "A customer size with this code exists already (perhaps archived).",
    )
