# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitReopen(models.TransientModel):
    """Asks why closed forms have to be changed."""

    _name = "crm.visit.reopen"
    _inherit = ["crm.policy.reason.dialog"]
    _description = "Open Visits Again"
    _reason_field = "note"

    visit_ids = fields.Many2many("crm.visit", required=True)
    note = fields.Text(required=True, string="Reason")

    def action_confirm(self):
        self.visit_ids._reopen(self.note)
