# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """When a dealer may be signed, and is evaluated again (ALC-22)."""

    _inherit = "res.company"

    allocation_dealer_score = fields.Float(
        string="Dealers: Least Score (%)",
        default=60,
        digits=(5, 1),
        help="Dealers and agents with a lower score are not signed.",
    )
    allocation_dealer_months = fields.Integer(
        string="Dealers: Evaluated Every (months)", default=6
    )

    _allocation_dealer_figures = models.Constraint(
        "CHECK(allocation_dealer_score BETWEEN 0 AND 100"
        " AND allocation_dealer_months > 0)",
        "Dealers: a score lies between 0 and 100, and months are above zero.",
    )
