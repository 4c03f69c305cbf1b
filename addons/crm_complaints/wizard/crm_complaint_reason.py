# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError


class CrmComplaintReason(models.TransientModel):
    """Asks why, and takes no blanks for an answer."""

    _name = "crm.complaint.reason"
    _description = "Reason of a Step"

    complaint_ids = fields.Many2many("crm.complaint", required=True, readonly=True)
    step = fields.Char(required=True, readonly=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Takes the step with the reason given."""
        self.ensure_one()
        self.complaint_ids._check_reason(self.reason)
        steps = self.complaint_ids._get_reasoned_steps()
        if self.step not in steps:
            raise UserError(
                self.env._("%(step)s is no step with a reason.", step=self.step)
            )
        return steps[self.step][0](self.reason)
