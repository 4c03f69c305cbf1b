# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError


class CrmVisitReason(models.TransientModel):
    """Asks why a follow-up ends without its aim, or what came of it."""

    _name = "crm.visit.reason"
    _inherit = ["crm.visit.reason.mixin"]
    _description = "Reason of a Step"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", required=True, readonly=True
    )
    outcome = fields.Char(required=True, readonly=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        self.ensure_one()
        mixin = self.env.registry["crm.visit.followup.mixin"]
        model = self.env.get(self.res_model)
        if not isinstance(model, mixin) or (
            self.outcome not in model._get_reasoned_states()
        ):
            raise UserError(
                self.env._(
                    "%(step)s of %(model)s is no step that asks for a reason.",
                    step=self.outcome,
                    model=self.res_model,
                )
            )
        record = model.browse(self.res_id)
        record._close_for_reason(self.outcome, self.reason)
