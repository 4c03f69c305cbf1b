# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError


class CrmAllocationAccessClose(models.TransientModel):
    """Asks why access is refused or taken away (ALC-15)."""

    _name = "crm.allocation.access.close"
    _description = "Refuse or Revoke Access"

    access_ids = fields.Many2many("crm.allocation.access", required=True)
    step = fields.Selection(
        [("refuse", "Refuse"), ("revoke", "Revoke"), ("withdraw", "Withdraw")],
        required=True,
        readonly=True,
    )
    reason = fields.Text(required=True)

    def action_confirm(self):
        self.ensure_one()
        if not self.reason.strip():
            raise UserError(self.env._("Give the reason."))
        match self.step:
            case "refuse":
                self.access_ids._refuse(self.reason)
            case "revoke":
                self.access_ids._revoke(self.reason)
            case "withdraw":
                self.access_ids._withdraw(self.reason)
