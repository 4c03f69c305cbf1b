# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError


class CrmAllocationStep(models.TransientModel):
    """Asks why a step is taken, and what else it needs to know."""

    _name = "crm.allocation.step"
    _inherit = ["crm.policy.reason.dialog"]
    _description = "Reason of a Step"

    res_model = fields.Char(required=True, readonly=True)
    res_ids = fields.Char(required=True, readonly=True)
    step = fields.Char(required=True, readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    reason = fields.Text(required=True)
    asks_user = fields.Boolean(readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="New Owner",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    protected_warning = fields.Text(readonly=True)
    is_protection_lifted = fields.Boolean(string="Move Protected Customers Too")
    asks_attribution = fields.Boolean(readonly=True)
    attribution = fields.Selection(
        [("person", "Salesperson"), ("department", "Department")],
        string="Counts For",
        help="Whose result the revenue of this time is.",
    )

    def action_confirm(self):
        self.ensure_one()
        mixin = self.env.registry["crm.allocation.step.mixin"]
        model = self.env.get(self.res_model)
        steps = model._get_dialog_steps() if isinstance(model, mixin) else {}
        if self.step not in steps:
            raise UserError(
                self.env._(
                    "%(step)s of %(model)s is no step that asks for a reason.",
                    step=self.step,
                    model=self.res_model,
                )
            )
        ids = [int(one) for one in self.res_ids.split(",") if one.strip().isdigit()]
        if not ids:
            raise UserError(self.env._("Select records first."))
        records = model.browse(ids)
        getattr(records, steps[self.step])(self)
