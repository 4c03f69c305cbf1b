# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitRegistrationCancel(models.TransientModel):
    """Asks why no customer comes of a registration."""

    _name = "crm.visit.registration.cancel"
    _inherit = ["crm.policy.reason.dialog"]
    _description = "Cancel Walk-in Registration"

    registration_ids = fields.Many2many("crm.visit.registration", required=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        self.registration_ids._cancel(self.reason)
