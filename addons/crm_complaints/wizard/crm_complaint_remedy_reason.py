# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmComplaintRemedyReason(models.TransientModel):
    """Asks why a remedy plan is sent back or cancelled (CMP-09)."""

    _name = "crm.complaint.remedy.reason"
    _description = "Reason about a Remedy Plan"

    remedy_id = fields.Many2one("crm.complaint.remedy", required=True, readonly=True)
    step = fields.Selection(
        [("returned", "Send Back"), ("cancelled", "Cancel")],
        required=True,
        readonly=True,
    )
    reason = fields.Text(required=True)

    @api.constrains("reason")
    def _check_reason_given(self):
        for dialog in self:
            if not (dialog.reason or "").strip():
                raise ValidationError(self.env._("Give a reason for the step."))

    def action_confirm(self):
        self.ensure_one()
        if self.step == "returned":
            self.remedy_id._return(self.reason)
        else:
            self.remedy_id._cancel(self.reason)
