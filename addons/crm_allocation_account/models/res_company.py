# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    allocation_worth_months = fields.Integer(
        string="What Customers Are Worth (months)",
        default=12,
        help="Hand-overs by what the customers are worth go by the invoices of so many "
        "months.",
    )

    _allocation_worth_months_positive = models.Constraint(
        "CHECK(allocation_worth_months > 0)",
        "What customers are worth needs one month at least.",
    )
