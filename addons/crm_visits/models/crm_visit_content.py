# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitContent(models.Model):
    """A part of the visit form that a channel can require (VIS-01)."""

    _name = "crm.visit.content"
    _description = "Content of the Visit Form"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="The field of the visit that holds it.")
    sequence = fields.Integer(default=10)

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "A content with this code exists already."
    )
