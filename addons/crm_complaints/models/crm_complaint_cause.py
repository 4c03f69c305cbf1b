# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmComplaintCause(models.Model):
    """Why things went wrong, as a tree (CMP-07)."""

    _name = "crm.complaint.cause"
    _description = "Complaint Cause"
    _order = "sequence, complete_name, id"
    _parent_store = True
    _rec_names_search = ["complete_name"]

    name = fields.Char(required=True, translate=True)
    complete_name = fields.Char(
        string="Full Name", compute="_compute_complete_name", recursive=True, store=True
    )
    parent_id = fields.Many2one(
        "crm.complaint.cause", index="btree_not_null", ondelete="restrict"
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("crm.complaint.cause", "parent_id")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for cause in self:
            parts = (cause.parent_id.complete_name, cause.name)
            cause.complete_name = " / ".join(filter(None, parts))
