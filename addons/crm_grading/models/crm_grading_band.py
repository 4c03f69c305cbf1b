# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmGradingBand(models.Model):
    _name = "crm.grading.band"
    _inherit = ["crm.grading.frozen.mixin"]
    _description = "Band of an Indicator"
    _order = "line_id, lower desc, id"

    line_id = fields.Many2one(
        "crm.grading.scheme.line", required=True, ondelete="cascade", index=True
    )
    lower = fields.Float(
        string="From",
        required=True,
        digits=(16, 6),
        min_display_digits=0,
        help="Figures from here on, inclusive. The lowest band also holds what is "
        "below.",
    )
    points = fields.Float(required=True, digits=(5, 2), min_display_digits=0)

    def _get_schemes(self):
        return self.line_id.scheme_id
