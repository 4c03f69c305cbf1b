# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmVisitTimeline(models.Model):
    """E-mails on opportunities are contacts with the customer (VIS-07)."""

    _inherit = "crm.visit.timeline"
    _depends = {"crm.lead": ["partner_id", "company_id", "active"]}

    @api.model
    def _get_parts(self):
        parts = super()._get_parts()
        if self.env["crm.lead"].has_access("read"):
            parts.append(self._get_message_part(7, "crm.lead", "partner_id"))
        return parts
