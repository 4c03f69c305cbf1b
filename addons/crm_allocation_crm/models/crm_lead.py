# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmLead(models.Model):
    """A won opportunity shows that its customer is developed (ALC-03)."""

    _inherit = "crm.lead"

    def write(self, vals):
        won_before = self.filtered(lambda lead: lead.won_status == "won")
        result = super().write(vals)
        won = self.filtered(lambda lead: lead.won_status == "won") - won_before
        ledger = self.env["crm.ownership"]
        for lead in won.filtered("partner_id"):
            ledger._set_developed(
                lead.partner_id,
                lead.company_id or self.env.company,
                self.env._("Opportunity %(name)s", name=lead.name),
            )
        return result
