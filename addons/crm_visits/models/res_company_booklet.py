# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    visit_booklet_size = fields.Integer(
        string="Forms a Booklet",
        default=50,
        help="Blank visit forms in one person's booklet.",
    )

    _visit_booklet_size_positive = models.Constraint(
        "CHECK(visit_booklet_size > 0)", "A booklet has at least one form."
    )
