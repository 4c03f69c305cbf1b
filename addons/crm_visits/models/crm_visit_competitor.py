# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitCompetitor(models.Model):
    """A competitor that representatives meet at customers (VIS-01)."""

    _name = "crm.visit.competitor"
    _description = "Competitor"
    _order = "name, id"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    website = fields.Char()
    note = fields.Text(help="What is generally known; what a visit told stays there.")

    _name_uniq = models.UniqueIndex(
        "(lower(trim(name)))",
        "This competitor exists already (perhaps archived).",
    )
