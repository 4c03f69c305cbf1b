# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitCheck(models.Model):
    """One line of the preparation of a visit (VIS-02)."""

    _name = "crm.visit.check"
    _inherit = ["crm.visit.part.mixin"]
    _description = "Preparation of a Visit"
    _order = "sequence, id"

    visit_id = fields.Many2one(
        "crm.visit", required=True, ondelete="cascade", index=True
    )
    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    is_done = fields.Boolean(string="Done")
    note = fields.Char()
