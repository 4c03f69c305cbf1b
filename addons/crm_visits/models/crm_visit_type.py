# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitType(models.Model):
    """What kind of contact it is: regular visit, survey, event and so on (VIS-06)."""

    _name = "crm.visit.type"
    _description = "Type of Visit"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    channel_id = fields.Many2one(
        "crm.visit.channel", string="Usual Channel", ondelete="restrict"
    )

    _code_uniq = models.Constraint(
        "UNIQUE(code)",
        "A type of visit with this code exists already (perhaps archived).",
    )
