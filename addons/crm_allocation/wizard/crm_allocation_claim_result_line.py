# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationClaimResultLine(models.TransientModel):
    """A customer that was not claimed, and why."""

    _name = "crm.allocation.claim.result.line"
    _description = "Customer not Claimed"

    result_id = fields.Many2one(
        "crm.allocation.claim.result", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(string="Customer", readonly=True)
    reason = fields.Char(readonly=True)
