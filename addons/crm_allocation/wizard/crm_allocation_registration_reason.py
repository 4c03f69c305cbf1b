# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmAllocationRegistrationReason(models.TransientModel):
    """Asks why a registration is refused, returned, cancelled or cleared (ALC-01)."""

    _name = "crm.allocation.registration.reason"
    _description = "Reason of a Step of Registration"

    registration_ids = fields.Many2many(
        "crm.allocation.registration",
        "crm_allocation_registration_reason_rel",
        "reason_id",
        "registration_id",
        required=True,
    )
    step = fields.Selection(
        [
            ("refuse", "Refuse"),
            ("return", "Return"),
            ("cancel", "Cancel"),
            ("clear", "Clear"),
        ],
        required=True,
        readonly=True,
    )
    reason = fields.Text(required=True)

    @api.constrains("reason")
    def _check_reason(self):
        for dialog in self:
            if not dialog.reason.strip():
                raise ValidationError(self.env._("Give a reason for the step."))

    def action_confirm(self):
        self.ensure_one()
        steps = {
            "refuse": self.registration_ids._refuse,
            "return": self.registration_ids._return,
            "cancel": self.registration_ids._cancel,
            "clear": self.registration_ids._clear,
        }
        steps[self.step](self.reason)
