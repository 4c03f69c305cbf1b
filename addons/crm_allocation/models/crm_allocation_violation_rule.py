# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationViolationRule(models.Model):
    """A rule of the company that can be broken (ALC-10)."""

    _name = "crm.allocation.violation.rule"
    _description = "Company Rule"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True)
    is_grave = fields.Boolean(
        string="Grave", help="Whoever is named in the settings is told of it."
    )
