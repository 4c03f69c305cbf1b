# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import ValidationError


class CrmPolicyReasonDialog(models.AbstractModel):
    """A dialog that asks why, and takes no blanks for an answer."""

    _name = "crm.policy.reason.dialog"
    _description = "Dialog that Asks for a Reason"
    _reason_field = "reason"

    @api.constrains(lambda self: [self._reason_field])
    def _check_reason_given(self):
        for dialog in self:
            if not (dialog[self._reason_field] or "").strip():
                raise ValidationError(self.env._("Give a reason for the step."))
