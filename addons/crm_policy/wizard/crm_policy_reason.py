# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError


class CrmPolicyReason(models.TransientModel):
    """Asks why a step is taken.

    A dialog that asks for more inherits from it, and gives itself to the step.
    Whether the user may take the step is checked by the method of the step.
    """

    _name = "crm.policy.reason"
    _inherit = ["crm.policy.reason.dialog"]
    _description = "Reason of a Step"

    res_model = fields.Char(required=True, readonly=True)
    res_ids = fields.Json(required=True, readonly=True)
    step = fields.Char(required=True, readonly=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Takes the step with the reason given."""
        self.ensure_one()
        model = self.env.get(self.res_model)
        steps = {}
        if isinstance(model, self.env.registry["crm.policy.reason.mixin"]):
            records = model.browse(self.res_ids)
            steps = records._get_reasoned_steps()
        if (
            self.step not in steps
            or records._get_reason_dialog(self.step) != self._name
        ):
            raise UserError(
                self.env._(
                    "%(step)s of %(model)s is no step that asks for a reason.",
                    step=self.step,
                    model=self.res_model,
                )
            )
        records.check_access("read")
        method, _title = steps[self.step]
        return method(self._get_answer())

    def _get_answer(self):
        """What the method of the step takes."""
        return self.reason
