# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

SEVERITIES = [
    ("minor", "Minor"),
    ("ordinary", "Ordinary"),
    ("serious", "Serious"),
    ("grave", "Grave"),
]


class CrmComplaintCategory(models.Model):
    """What complaints are about, as a tree (CMP-07)."""

    _name = "crm.complaint.category"
    _inherit = "crm.policy.tree.mixin"
    _description = "Complaint Category"
    _order = "sequence, complete_name, id"
    _parent_store = True

    parent_id = fields.Many2one(
        "crm.complaint.category", index="btree_not_null", ondelete="restrict"
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index="btree_not_null")
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        check_company=True,
        index="btree_not_null",
        help="Answers for such complaints unless another department is chosen.",
    )
    severity = fields.Selection(SEVERITIES, help="Suggested for such complaints.")
    standard = fields.Text(
        translate=True, help="What belongs here, in the words of the policy."
    )

    def _get_default_unit(self):
        """The department of the category or of the nearest one above it."""
        self.ensure_one()
        category = self
        while category and not category.unit_id:
            category = category.parent_id
        return category.unit_id

    def _get_default_severity(self):
        """The severity of the category or of the nearest one above it, or False."""
        self.ensure_one()
        category = self
        while category and not category.severity:
            category = category.parent_id
        return category.severity
