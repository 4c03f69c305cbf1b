# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class DigestDigest(models.Model):
    """Tickets closed, in Odoo's digest mails."""

    _inherit = "digest.digest"

    kpi_crm_example_tickets = fields.Boolean("Tickets Closed")
    kpi_crm_example_tickets_value = fields.Integer(
        compute="_compute_kpi_crm_example_tickets_value"
    )

    def _compute_kpi_crm_example_tickets_value(self):
        self._calculate_policy_kpi(
            "crm.example.ticket", "kpi_crm_example_tickets_value", "closed_at"
        )

    @api.model
    def _get_policy_kpi_actions(self):
        return {
            **super()._get_policy_kpi_actions(),
            "kpi_crm_example_tickets": "crm_policy_example.crm_example_ticket_action",
        }
