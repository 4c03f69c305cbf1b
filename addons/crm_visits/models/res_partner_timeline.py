# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_open_timeline(self):
        """All contacts with this customer and its people, in order (VIS-07)."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_visits.crm_visit_timeline_action"
        )
        customer = self.commercial_partner_id
        return {
            **action,
            "display_name": self.env._(
                "Timeline of %(customer)s", customer=customer.name
            ),
            "domain": [("partner_id", "=", customer.id)],
            "context": {},
        }
