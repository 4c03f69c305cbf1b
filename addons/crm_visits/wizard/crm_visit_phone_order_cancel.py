# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitPhoneOrderCancel(models.TransientModel):
    """Asks why nothing came of a call."""

    _name = "crm.visit.phone.order.cancel"
    _inherit = ["crm.policy.reason.dialog"]
    _description = "Cancel Phone Order"

    order_ids = fields.Many2many("crm.visit.phone.order", required=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        self.order_ids._cancel(self.reason)
