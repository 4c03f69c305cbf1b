# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

# What an opportunity becomes won by.
_WON_FIELDS = {"stage_id", "active", "probability", "won_status"}


class CrmLead(models.Model):
    """A won opportunity shows that its customer is developed (ALC-03)."""

    _inherit = "crm.lead"

    def write(self, vals):
        if not _WON_FIELDS & vals.keys():
            return super().write(vals)
        won_before = self.filtered(lambda lead: lead.won_status == "won")
        result = super().write(vals)
        won = self.filtered(lambda lead: lead.won_status == "won") - won_before
        won.filtered("partner_id")._show_development()
        return result

    def _show_development(self):
        """Won opportunities, to the ledger of their companies."""
        ledger = self.env["crm.ownership"]
        for company, leads in self.grouped("company_id").items():
            # sudo: who wins need not read the customer
            by_customer = leads.sudo().grouped(
                lambda lead: lead.partner_id.commercial_partner_id
            )
            ledger._set_each_developed(
                {
                    customer: self.env._(
                        "Opportunity %(name)s", name=", ".join(theirs.mapped("name"))
                    )
                    for customer, theirs in by_customer.items()
                },
                company or self.env.company,
            )
