# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmSatisfactionSetCopy(models.TransientModel):
    """Asks from which set factors are taken over (SAT-04)."""

    _name = "crm.satisfaction.set.copy"
    _description = "Copy Factors of a Set"

    set_id = fields.Many2one("crm.satisfaction.set", required=True, readonly=True)
    other_id = fields.Many2one(
        "crm.satisfaction.set",
        string="Take the Factors of",
        required=True,
        domain="[('id', '!=', set_id)]",
    )

    def action_confirm(self):
        self.ensure_one()
        self.set_id._copy_factors(self.other_id)
