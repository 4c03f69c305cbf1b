# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmVisitIntention(models.Model):
    """An intended customer becomes an opportunity; won there is won here (VIS-18)."""

    _name = "crm.visit.intention"
    _inherit = ["crm.visit.intention", "crm.visit.lead.source.mixin"]

    _lead_field = "visit_intention_id"

    def action_create_lead(self):
        return self._create_lead()

    def _prepare_lead(self):
        name = self.partner_id.name or self.contact_name
        if self.product_id:
            name = f"{name}: {self.product_id.name}"
        return {
            **super()._prepare_lead(),
            "visit_origin": "intention",
            "visit_id": self.visit_id.id,
            "name": name,
            "partner_name": self.contact_name,
            "phone": self.phone or self.partner_id.phone,
            "description": self.need,
            "expected_revenue": self.expected_amount,
        }

    def _win(self):
        """The opportunity was won."""
        for intention in self.filtered(lambda one: one.state in ("open", "dormant")):
            reason = self.env._("The opportunity was won.")
            intention._close_for_reason("won", reason)
