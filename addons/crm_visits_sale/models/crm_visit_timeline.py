# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmVisitTimeline(models.Model):
    """E-mails on quotations and orders are contacts with the customer (VIS-07)."""

    _inherit = "crm.visit.timeline"
    _depends = {"sale.order": ["partner_id", "company_id"]}

    @api.model
    def _get_parts(self):
        parts = super()._get_parts()
        if self.env["sale.order"].has_access("read"):
            parts.append(self._get_message_part(6, "sale.order", "partner_id"))
        return parts
