# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ProductTemplate(models.Model):
    """What is offered instead of a product, and along with it (VIS-10)."""

    _inherit = "product.template"

    visit_substitute_ids = fields.Many2many(
        "product.template",
        "product_template_visit_substitute_rel",
        "product_id",
        "substitute_id",
        string="Substitutes",
        help="Offered on the phone when this product is out of stock.",
    )
    visit_related_ids = fields.Many2many(
        "product.template",
        "product_template_visit_related_rel",
        "product_id",
        "related_id",
        string="Strongly Related",
        help="Asked for on the phone when a customer orders this product.",
    )
