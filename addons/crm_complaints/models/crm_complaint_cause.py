# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmComplaintCause(models.Model):
    """Why things went wrong, as a tree (CMP-07)."""

    _name = "crm.complaint.cause"
    _inherit = "crm.policy.tree.mixin"
    _description = "Complaint Cause"
    _order = "sequence, complete_name, id"
    _parent_store = True

    parent_id = fields.Many2one(
        "crm.complaint.cause", index="btree_not_null", ondelete="restrict"
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
