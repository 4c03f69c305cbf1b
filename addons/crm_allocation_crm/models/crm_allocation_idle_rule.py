# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.tools import SQL


class CrmAllocationIdleRule(models.Model):
    """Customers with an open opportunity are left with their owner (ALC-04)."""

    _inherit = "crm.allocation.idle.rule"

    exempts_opportunity = fields.Boolean(
        string="Except With an Open Opportunity",
        default=True,
        tracking=True,
        help="Neither won nor lost, of the customer or a contact of it.",
    )

    def _get_exempt_conditions(self):
        conditions = super()._get_exempt_conditions()
        if self.exempts_opportunity:
            conditions.append(
                SQL(
                    """EXISTS (SELECT FROM crm_lead lead
                                 JOIN res_partner contact
                                   ON contact.id = lead.partner_id
                                WHERE contact.commercial_partner_id = line.partner_id
                                  AND (lead.company_id IS NULL
                                       OR lead.company_id = line.company_id)
                                  AND lead.active
                                  AND lead.type = 'opportunity'
                                  AND lead.won_status = 'pending')"""
                )
            )
        return conditions
