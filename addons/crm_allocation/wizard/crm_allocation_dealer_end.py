# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmAllocationDealerEnd(models.TransientModel):
    """Asks why it ends with a dealer or candidate (ALC-22)."""

    _name = "crm.allocation.dealer.end"
    _description = "End with a Dealer"

    dealer_id = fields.Many2one(
        "crm.allocation.dealer", required=True, readonly=True, ondelete="cascade"
    )
    reason = fields.Text(required=True)

    @api.constrains("reason")
    def _check_reason(self):
        for dialog in self:
            if not (dialog.reason or "").strip():
                raise ValidationError(self.env._("Give a reason for the step."))

    def action_confirm(self):
        self.ensure_one()
        self.dealer_id._end(self.reason)
