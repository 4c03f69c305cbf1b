# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationAccessApproval(models.Model):
    """One step of the approval of a request: who decided, when (ALC-15)."""

    _name = "crm.allocation.access.approval"
    _description = "Approval of an Access Request"
    _order = "access_id, sequence, id"

    access_id = fields.Many2one(
        "crm.allocation.access",
        string="Request",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(readonly=True)
    name = fields.Char(string="Step", required=True, readonly=True)
    approver_ids = fields.Many2many(
        "res.users", string="May Decide", readonly=True, help="One of them decides."
    )
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("approved", "Approved"),
            ("refused", "Refused"),
            ("skipped", "Nobody to ask"),
        ],
        required=True,
        readonly=True,
        default="waiting",
    )
    decided_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    decided_on = fields.Datetime(readonly=True)
