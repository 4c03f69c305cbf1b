# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

SEVERITIES = [
    ("minor", "Minor"),
    ("ordinary", "Ordinary"),
    ("serious", "Serious"),
    ("grave", "Grave"),
]


class CrmComplaintCategory(models.Model):
    """What complaints are about, as a tree (CMP-07)."""

    _name = "crm.complaint.category"
    _description = "Complaint Category"
    _order = "sequence, complete_name, id"
    _parent_store = True
    _rec_names_search = ["complete_name"]

    name = fields.Char(required=True, translate=True)
    complete_name = fields.Char(
        string="Full Name", compute="_compute_complete_name", recursive=True, store=True
    )
    parent_id = fields.Many2one(
        "crm.complaint.category", index="btree_not_null", ondelete="restrict"
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("crm.complaint.category", "parent_id")
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

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for category in self:
            parts = (category.parent_id.complete_name, category.name)
            category.complete_name = " / ".join(filter(None, parts))

    @api.depends("complete_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """In the reader's language; the stored name is in that of its last change."""
        for category in self:
            names = []
            part = category
            while part:
                names.insert(0, part.name or "")
                part = part.parent_id
            category.display_name = " / ".join(names)

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
