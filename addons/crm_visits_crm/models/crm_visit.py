# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmVisit(models.Model):
    """Chances that came up on a visit become opportunities (VIS-17)."""

    _name = "crm.visit"
    _inherit = ["crm.visit", "crm.visit.lead.source.mixin"]

    _lead_field = "visit_id"

    def action_cross_sell(self):
        """Something else that this customer needs."""
        name = self.env._("Cross-selling: %(customer)s", customer=self.partner_id.name)
        values = {**self._prepare_lead(), "visit_origin": "cross_sell", "name": name}
        return self._open_new_lead(self.env._("Cross-Selling"), values)

    def action_referral(self):
        """Somebody that this customer named."""
        values = {
            **self._prepare_lead(),
            "visit_origin": "referral",
            "referred_by_id": self.partner_id.id,
        }
        # the prospect is somebody else, not yet known
        del values["partner_id"]
        return self._open_new_lead(self.env._("Referral"), values)
