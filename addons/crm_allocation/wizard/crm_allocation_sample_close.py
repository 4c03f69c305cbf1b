# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmAllocationSampleClose(models.TransientModel):
    """Asks why a request is refused or cancelled (ALC-16)."""

    _name = "crm.allocation.sample.close"
    _description = "Refuse or Cancel a Request"

    sample_id = fields.Many2one(
        "crm.allocation.sample", required=True, readonly=True, ondelete="cascade"
    )
    outcome = fields.Selection(
        [("refused", "Refused"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
    )
    reason = fields.Text(required=True)

    @api.constrains("reason")
    def _check_reason(self):
        for dialog in self:
            if not (dialog.reason or "").strip():
                raise ValidationError(self.env._("Give a reason for the step."))

    def action_confirm(self):
        self.ensure_one()
        self.sample_id._close(self.outcome, self.reason)
