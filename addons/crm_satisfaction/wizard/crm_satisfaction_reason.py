# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmSatisfactionReason(models.TransientModel):
    """Asks why, and takes no blanks for an answer."""

    _name = "crm.satisfaction.reason"
    _description = "Reason of a Step"

    res_model = fields.Char(required=True, readonly=True)
    res_ids = fields.Json(required=True, readonly=True)
    step = fields.Char(required=True, readonly=True)
    reason = fields.Text(required=True)

    @api.model
    def _ask(self, records, step):
        """The dialog for a step of records that have `_get_reasoned_steps`."""
        return {
            "type": "ir.actions.act_window",
            "name": records._get_reasoned_steps()[step][1],
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": records._name,
                "default_res_ids": records.ids,
                "default_step": step,
            },
        }

    def action_confirm(self):
        """Takes the step with the reason given."""
        self.ensure_one()
        if not self.reason.strip():
            raise UserError(self.env._("Say why; it stays in the history."))
        model = self.env.get(self.res_model)
        if model is None or not hasattr(model, "_get_reasoned_steps"):
            raise UserError(self.env._("This record has no step with a reason."))
        steps = model.browse(self.res_ids)._get_reasoned_steps()
        if self.step not in steps:
            raise UserError(
                self.env._("%(step)s is no step with a reason.", step=self.step)
            )
        return steps[self.step][0](self.reason)
