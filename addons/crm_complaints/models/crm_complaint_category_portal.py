# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmComplaintCategory(models.Model):
    """What customers may choose from, in words for them (CMP-01)."""

    _inherit = "crm.complaint.category"

    is_public = fields.Boolean(
        string="Offered to Customers",
        help="Customers may choose this category in the portal and the public form.",
    )
    public_name = fields.Char(
        string="Name for Customers",
        translate=True,
        help="How customers read this category. Empty: by its own name.",
    )

    def _get_public_name(self):
        """What customers read; nothing of categories that are not for them."""
        self.ensure_one()
        if not self.is_public:
            return ""
        return self.public_name or self.name

    def _get_public(self, company):
        """The categories that customers of a company choose from."""
        # sudo: customers have no rights on categories, and read these names only
        return self.sudo().search(
            [("is_public", "=", True), ("company_id", "in", [False, company.id])]
        )
