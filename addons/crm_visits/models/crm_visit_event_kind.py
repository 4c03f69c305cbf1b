# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitEventKind(models.Model):
    """What kind of important event it is, so that it can be counted (VIS-13)."""

    _name = "crm.visit.event.kind"
    _description = "Kind of Important Event"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    color = fields.Integer()
    is_confidential = fields.Boolean(
        string="Usually Confidential", help="Suggested when such an event is reported."
    )

    _code_uniq = models.Constraint(
        "UNIQUE(code)",
        "A kind of event with this code exists already (perhaps archived).",
    )
