# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitAdvantage(models.Model):
    """In what a competitor is better, so that it can be counted (VIS-01)."""

    _name = "crm.visit.advantage"
    _description = "Advantage of a Competitor"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
