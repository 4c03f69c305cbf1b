# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

# Channels of visits by what they are for a clock; others are visits.
HOW = {
    "phone": "phone",
    "email": "email",
    "letter": "message",
    "online": "online",
    "social": "message",
}


class CrmVisit(models.Model):
    """A visit that was made shows that the customer was contacted (ALC-07)."""

    _inherit = "crm.visit"

    def _after_done(self):
        result = super()._after_done()
        contacts = self.env["crm.allocation.contact"]
        for visit in self.filtered("date_start"):
            how = HOW.get(visit.channel_id.code, "visit")
            for user in visit.user_id | visit.companion_ids:
                contacts._stop_by_event(
                    visit.partner_id, user, how, visit.name, visit.date_start
                )
        return result
