# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmVisitIntentionLevel(models.Model):
    """How soon an intended customer is expected to buy (VIS-18)."""

    _name = "crm.visit.intention.level"
    _description = "Level of Intention"
    _order = "sequence, id"
    _rec_names_search = ["code", "name"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    color = fields.Integer()
    contact_days = fields.Integer(
        string="Contact Within (days)",
        default=7,
        help="When the next contact is due, counted from the last one; 0: no date.",
    )

    _code_uniq = models.Constraint(
        "UNIQUE(code)",
        "A level with this code exists already (perhaps archived).",
    )
    _contact_days_positive = models.Constraint(
        "CHECK(contact_days >= 0)", "Numbers of days cannot be negative."
    )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for level in self:
            level.display_name = " · ".join(filter(None, (level.code, level.name)))
