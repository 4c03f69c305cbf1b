# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError


class CrmVisitReason(models.TransientModel):
    """Asks why a follow-up ends without its aim, or what came of it."""

    _name = "crm.visit.reason"
    _description = "Reason of a Step"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", required=True, readonly=True
    )
    outcome = fields.Char(required=True, readonly=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        self.ensure_one()
        record = self.env[self.res_model].browse(self.res_id)
        mixin = self.env.registry["crm.visit.followup.mixin"]
        known = isinstance(record, mixin) and (
            self.outcome in record._get_reasoned_states()
        )
        if not known or not self.reason.strip():
            raise UserError(self.env._("Give a reason for the step."))
        record._close_for_reason(self.outcome, self.reason)
