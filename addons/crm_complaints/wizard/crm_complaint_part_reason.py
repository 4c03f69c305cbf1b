# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError


class CrmComplaintPartReason(models.TransientModel):
    """Asks why, for a step of a finding, a reply or an execution."""

    _name = "crm.complaint.part.reason"
    _description = "Reason of a Step of Handling"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", required=True, readonly=True
    )
    step = fields.Char(required=True, readonly=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Takes the step with the reason given."""
        self.ensure_one()
        if not self.reason.strip():
            raise UserError(self.env._("Give a reason for the step."))
        mixin = self.env.registry["crm.complaint.part.mixin"]
        model = self.env.get(self.res_model)
        steps = {}
        if isinstance(model, mixin):
            steps = model.browse(self.res_id)._get_reasoned_steps()
        if self.step not in steps:
            raise UserError(
                self.env._("%(step)s is no step with a reason.", step=self.step)
            )
        return steps[self.step][0](self.reason)
