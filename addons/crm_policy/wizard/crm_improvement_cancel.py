# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmImprovementCancel(models.TransientModel):
    """Asks why an improvement action is given up."""

    _name = "crm.improvement.cancel"
    _inherit = ["crm.policy.reason.dialog"]
    _description = "Cancel Improvement Action"

    improvement_ids = fields.Many2many("crm.improvement", required=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        self.improvement_ids._cancel(self.reason)
