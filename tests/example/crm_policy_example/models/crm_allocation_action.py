# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import SQL


class CrmAllocationAction(models.Model):
    """A ticket that was closed is a sales action: its customer is not idle."""

    _inherit = "crm.allocation.action"

    @api.model
    def _get_action_selects(self):
        return {**super()._get_action_selects(), "ticket": self._select_tickets()}

    @api.model
    def _select_tickets(self):
        """Customer, company, person, moment (UTC), code, model and id of the record."""
        return SQL(
            """
            SELECT ticket.commercial_partner_id, ticket.company_id, ticket.user_id,
                   ticket.closed_at, 'ticket'::varchar,
                   'crm.example.ticket'::varchar, ticket.id
              FROM crm_example_ticket ticket
             WHERE ticket.closed_at IS NOT NULL
            """
        )
