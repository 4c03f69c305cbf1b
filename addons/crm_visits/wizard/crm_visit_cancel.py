# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitCancel(models.TransientModel):
    """Asks why visits do not take place."""

    _name = "crm.visit.cancel"
    _inherit = ["crm.policy.reason.dialog"]
    _description = "Cancel Visits"
    _reason_field = "note"

    visit_ids = fields.Many2many("crm.visit", required=True)
    reason_id = fields.Many2one("crm.visit.cancel.reason", required=True)
    note = fields.Text(required=True, string="In Detail")

    def action_confirm(self):
        self.visit_ids._cancel(self.reason_id, self.note)
